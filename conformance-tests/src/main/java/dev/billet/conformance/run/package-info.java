/**
 * Sends the cases and judges what comes back: first an operation's request as the document gives
 * it, so that it is known what a refusal of a variation means, then the variations, then random
 * ones.
 *
 * <p>Three verdicts: held, broken, and not tried – where the answer says nothing about the case,
 * because it takes something that was not given. Not tried never counts as held.
 *
 * <p>Imports {@code generate}, {@code document} and {@code http}. The reports and the command line
 * import it.
 */
@NullMarked
package dev.billet.conformance.run;

import org.jspecify.annotations.NullMarked;
