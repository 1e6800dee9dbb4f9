/**
 * What an account holds: its objects by type, what has been answered under its idempotency keys,
 * and what falls due on its clock.
 *
 * <p>An object, once put into a {@link dev.billet.sandbox.store.Table}, is never changed: a change
 * puts another in its place. So an answer can be rendered without holding a lock, and the object
 * before a change can be compared with the one after it. Everything here is plain data, so that a
 * state can be written down whole. For the sandbox's own packages only.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.store;
