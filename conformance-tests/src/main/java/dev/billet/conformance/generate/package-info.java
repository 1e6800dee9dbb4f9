/**
 * Test cases from a document alone: for every constraint a value on, inside and just outside its
 * bound, every required member missing, every type swapped, and what can be wrong with methods,
 * paths, credentials, media types and JSON texts; and random bodies from a seed.
 *
 * <p>What is expected is not written down case by case. A candidate is made, and the document's own
 * schema says whether it must be accepted or refused; so whatever a document leaves open is left
 * open here. A value whose form is right may still name nothing at the server (a plan, an
 * organization): such a case is expected to be accepted <em>perhaps</em>, and counts as not tried
 * where it is refused.
 *
 * <p>The random part is our own and small, rather than jqwik's: it needs to run from a command line
 * without a test engine, to send requests while it shrinks, and to shrink towards the request that
 * the document itself gives.
 *
 * <p>Imports {@code document} and {@code http}. The engine imports it.
 */
@NullMarked
package dev.billet.conformance.generate;

import org.jspecify.annotations.NullMarked;
