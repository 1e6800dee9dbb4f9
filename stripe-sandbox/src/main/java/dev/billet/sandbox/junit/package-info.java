/**
 * A sandbox for JUnit 5 tests. It is the one package that needs JUnit, which whoever uses it has:
 * nothing else of the sandbox imports it.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.junit;
