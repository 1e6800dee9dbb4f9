import { type ClientOptions, bearer, settings } from './connection.js';
import { envelope, type Refusal, RefusedError } from './errors.js';
import { StarterApi } from './starter/apis/index.js';
import {
  type HTTPError,
  HTTPErrorFromJSON,
  type HTTPValidationError,
  HTTPValidationErrorFromJSON,
} from './starter/models/index.js';
import { Configuration } from './starter/runtime.js';

export * from './starter/apis/index.js';
export * from './starter/models/index.js';
export type { LocationInner } from './starter/models/LocationInner.js';
export { NoAnswerError, RefusedError, type ClientOptions } from './index.js';

/** A refusal of the contract `starter`, which has an envelope of its own for 422. */
export class StarterError extends RefusedError<HTTPError> {
  override readonly name = 'StarterError';
  /** With 422, everything that is wrong with the request; absent with any other status. */
  readonly validationError?: HTTPValidationError;

  constructor(answer: Refusal) {
    const invalid = answer.status === 422;
    super(answer, invalid ? undefined : envelope(answer, HTTPErrorFromJSON));
    if (invalid) {
      this.validationError = envelope(answer, HTTPValidationErrorFromJSON);
    }
  }
}

/**
 * A client for the contract `starter`. Its operations throw a {@link StarterError} where the
 * server refuses, and a {@link NoAnswerError} where no answer comes. A POST carries the
 * idempotency key it is given, or else a new one for each call; so do all its attempts.
 */
export function starter(options: ClientOptions): StarterApi {
  const contract = {
    path: '',
    credential: bearer,
    refused: (answer: Refusal) => new StarterError(answer),
  };
  return new StarterApi(new Configuration(settings(options, contract)));
}
