/**
 * What takes too long for a test, each with a script beside it: the long crash run, and how fast
 * webhooks are taken.
 *
 * <p>Nobody imports this package. It imports {@code dev.billet.conformance} and its crash package,
 * and as there, no class of the server's: the packaged jar is run and measured from outside.
 */
@NullMarked
package dev.billet.benchmarks;

import org.jspecify.annotations.NullMarked;
