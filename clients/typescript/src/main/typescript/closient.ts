import { type ClientOptions, apiKey, settings } from './connection.js';
import { envelope, type Refusal, RefusedError } from './errors.js';
import { ClosientApi } from './closient/apis/index.js';
import { type ErrorResponse, ErrorResponseFromJSON } from './closient/models/index.js';
import { Configuration } from './closient/runtime.js';

export * from './closient/apis/index.js';
export * from './closient/models/index.js';
export { NoAnswerError, RefusedError, type ClientOptions } from './index.js';

/** A refusal of the contract `closient`. */
export class ClosientError extends RefusedError<ErrorResponse> {
  override readonly name = 'ClosientError';

  constructor(answer: Refusal) {
    super(answer, envelope(answer, ErrorResponseFromJSON));
  }
}

/**
 * A client for the contract `closient`. Its operations throw a {@link ClosientError} where the
 * server refuses, and a {@link NoAnswerError} where no answer comes. A POST carries the
 * idempotency key it is given, or else a new one for each call; so do all its attempts.
 */
export function closient(options: ClientOptions): ClosientApi {
  const contract = {
    path: '',
    credential: apiKey,
    refused: (answer: Refusal) => new ClosientError(answer),
  };
  return new ClosientApi(new Configuration(settings(options, contract)));
}
