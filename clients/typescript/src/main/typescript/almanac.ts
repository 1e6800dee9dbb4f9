import { type ClientOptions, bearer, settings } from './connection.js';
import { envelope, type Refusal, RefusedError } from './errors.js';
import { AlmanacApi } from './almanac/apis/index.js';
import {
  type HTTPError,
  HTTPErrorFromJSON,
  type HTTPValidationError,
  HTTPValidationErrorFromJSON,
} from './almanac/models/index.js';
import { Configuration } from './almanac/runtime.js';

export * from './almanac/apis/index.js';
export * from './almanac/models/index.js';
export type { LocationInner } from './almanac/models/LocationInner.js';
export { NoAnswerError, RefusedError, type ClientOptions } from './index.js';

/** A refusal of the contract `almanac`, which has an envelope of its own for 422. */
export class AlmanacError extends RefusedError<HTTPError> {
  override readonly name = 'AlmanacError';
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
 * A client for the contract `almanac`. Its operations throw a {@link AlmanacError} where the
 * server refuses, and a {@link NoAnswerError} where no answer comes. A POST carries the
 * idempotency key it is given, or else a new one for each call; so do all its attempts.
 */
export function almanac(options: ClientOptions): AlmanacApi {
  const contract = {
    path: '',
    credential: bearer,
    refused: (answer: Refusal) => new AlmanacError(answer),
  };
  return new AlmanacApi(new Configuration(settings(options, contract)));
}
