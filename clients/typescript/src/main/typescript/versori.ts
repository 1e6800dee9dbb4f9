import { type ClientOptions, bearer, settings } from './connection.js';
import { envelope, type Refusal, RefusedError } from './errors.js';
import { VersoriApi } from './versori/apis/index.js';
import { type ApiError, ApiErrorFromJSON } from './versori/models/index.js';
import { Configuration } from './versori/runtime.js';

export * from './versori/apis/index.js';
export * from './versori/models/index.js';
export { NoAnswerError, RefusedError, type ClientOptions } from './index.js';

/** A refusal of the contract `versori`. */
export class VersoriError extends RefusedError<ApiError> {
  override readonly name = 'VersoriError';

  constructor(answer: Refusal) {
    super(answer, envelope(answer, ApiErrorFromJSON));
  }
}

/**
 * A client for the contract `versori`. Its operations throw a {@link VersoriError} where the
 * server refuses, and a {@link NoAnswerError} where no answer comes. A POST carries the
 * idempotency key it is given, or else a new one for each call; so do all its attempts.
 */
export function versori(options: ClientOptions): VersoriApi {
  const contract = {
    path: '/api/organisations/v1',
    credential: bearer,
    refused: (answer: Refusal) => new VersoriError(answer),
  };
  return new VersoriApi(new Configuration(settings(options, contract)));
}
