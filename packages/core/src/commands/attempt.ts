import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import type { Failure } from '../errors/failure';
import { IAMError, toFailure } from '../errors/iam-error';

/** Runs a client's method; whatever it throws becomes a failure value. The one border from promises into policies. */
export const attempt = <A>(action: () => Promise<A>): TE.TaskEither<Failure, A> =>
  TE.tryCatch(async () => action(), toFailure);

/** The result of a step, or its failure thrown: the one border from policies back into promises. */
export const orThrow = async <A>(step: TE.TaskEither<Failure, A>): Promise<A> => {
  const result = await step();
  if (E.isLeft(result)) {
    throw new IAMError(result.left);
  }
  return result.right;
};
