/** Tests of what an account keeps, and how it is written down. */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.store;
