import { type ClientOptions, bearer, settings } from './connection.js';
import { envelope, type Refusal, RefusedError } from './errors.js';
import { AcmeApi } from './acme/apis/index.js';
import { type Problem, ProblemFromJSON } from './acme/models/index.js';
import { Configuration } from './acme/runtime.js';

export * from './acme/apis/index.js';
export * from './acme/models/index.js';
export { NoAnswerError, RefusedError, type ClientOptions } from './index.js';

/** A refusal of the contract `acme`. */
export class AcmeError extends RefusedError<Problem> {
  override readonly name = 'AcmeError';

  constructor(answer: Refusal) {
    super(answer, envelope(answer, ProblemFromJSON));
  }
}

/** A client for the contract `acme`. */
export function acme(options: ClientOptions): AcmeApi {
  const contract = {
    path: '',
    credential: bearer,
    refused: (answer: Refusal) => new AcmeError(answer),
  };
  return new AcmeApi(new Configuration(settings(options, contract)));
}
