/** Tests of the rules of trouble by themselves. */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.control;
