/**
 * How much the suite notices: a proxy stands between it and our server and changes one thing at a
 * time, mechanically – a member of an answer is dropped, renamed, of another type or null, a
 * status, a media type or a header is wrong, a request that breaks a constraint is accepted anyway.
 * A change that no case is broken by has survived.
 *
 * <p>A black box to both sides: it speaks HTTP. Answers of the server are kept by their requests,
 * so that a thousand runs ask the server once. Nobody imports it.
 */
@NullMarked
package dev.billet.conformance.mutate;

import org.jspecify.annotations.NullMarked;
