/**
 * How much a run of the suite notices: after it, faults are planted in what the server has
 * answered, one at a time and mechanically – a member of an answer is dropped, renamed, of another
 * type or null, a status, a media type or a header is wrong, a request that breaks a constraint or
 * is refused for another reason is accepted anyway, a bound is off by one – and the run is
 * repeated. A fault by which no further case breaks has survived.
 *
 * <p>That measures the suite with what it was given, not the server: what the server itself breaks
 * is known from the run without a fault, and noticing that again counts for nothing.
 *
 * <p>The faults are planted in a {@code Sender}. It keeps the server's answers by their requests,
 * so that a thousand runs ask the server once. Imports {@code run} and what that imports; the
 * reports and the command line import it.
 */
@NullMarked
package dev.billet.conformance.mutate;

import org.jspecify.annotations.NullMarked;
