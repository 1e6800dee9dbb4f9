/**
 * What an account holds: its objects by type, what has been answered under its idempotency keys,
 * and what falls due on its clock.
 *
 * <p>An object, once put into a {@link dev.billet.sandbox.store.Table}, cannot be changed: a change
 * puts another in its place. So an answer can be rendered without holding a lock, and the object
 * before a change can be compared with the one after it. Everything here is plain data, and every
 * change of it is noted in {@code UndoLog}: to be taken back, or to be written into a file. For the
 * sandbox's own packages only.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.store;
