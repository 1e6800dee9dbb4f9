import { type ClientOptions, bearer, settings } from './connection.js';
import { envelope, type Refusal, RefusedError } from './errors.js';
import { DreadnodeApi } from './dreadnode/apis/index.js';
import { type APIErrorPayload, APIErrorPayloadFromJSON } from './dreadnode/models/index.js';
import { Configuration } from './dreadnode/runtime.js';

export * from './dreadnode/apis/index.js';
export * from './dreadnode/models/index.js';
export type { APIErrorItemLocInner } from './dreadnode/models/APIErrorItemLocInner.js';
export { NoAnswerError, RefusedError, type ClientOptions } from './index.js';

/** A refusal of the contract `dreadnode`. */
export class DreadnodeError extends RefusedError<APIErrorPayload> {
  override readonly name = 'DreadnodeError';

  constructor(answer: Refusal) {
    super(answer, envelope(answer, APIErrorPayloadFromJSON));
  }
}

/**
 * A client for the contract `dreadnode`. Its operations throw a {@link DreadnodeError} where the
 * server refuses, and a {@link NoAnswerError} where no answer comes. A POST carries the
 * idempotency key it is given, or else a new one for each call; so do all its attempts.
 */
export function dreadnode(options: ClientOptions): DreadnodeApi {
  const contract = {
    path: '',
    credential: bearer,
    refused: (answer: Refusal) => new DreadnodeError(answer),
  };
  return new DreadnodeApi(new Configuration(settings(options, contract)));
}
