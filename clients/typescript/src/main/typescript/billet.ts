import { type ClientOptions, bearer, settings } from './connection.js';
import { envelope, type Refusal, RefusedError } from './errors.js';
import { BilletApi } from './billet/apis/index.js';
import { type Problem, ProblemFromJSON } from './billet/models/index.js';
import { Configuration } from './billet/runtime.js';

export * from './billet/apis/index.js';
export * from './billet/models/index.js';
export { NoAnswerError, RefusedError, type ClientOptions } from './index.js';

/** A refusal of the contract `billet`. */
export class ProblemError extends RefusedError<Problem> {
  override readonly name = 'ProblemError';

  constructor(answer: Refusal) {
    super(answer, envelope(answer, ProblemFromJSON));
  }
}

/**
 * A client for the contract `billet`. Its operations throw a {@link ProblemError} where the
 * server refuses, and a {@link NoAnswerError} where no answer comes. A POST carries the
 * idempotency key it is given, or else a new one for each call; so do all its attempts.
 */
export function billet(options: ClientOptions): BilletApi {
  const contract = {
    path: '',
    credential: bearer,
    refused: (answer: Refusal) => new ProblemError(answer),
  };
  return new BilletApi(new Configuration(settings(options, contract)));
}
