/**
 * The README's snippets, where they compile and run: written as an outsider writes them, against
 * the public API alone. Nobody imports this package.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.guide;
