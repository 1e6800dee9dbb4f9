/** Tests of the JUnit extension, some of which are tests that use it. */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.junit;
