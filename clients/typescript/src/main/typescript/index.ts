/**
 * What the clients of all contracts share: how to reach a server, and what may go wrong. The
 * contracts are modules of their own, such as `@billet/client/dreadnode`.
 */
export type { ClientOptions } from './connection.js';
export { NoAnswerError, RefusedError } from './errors.js';
