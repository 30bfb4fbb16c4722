import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import type { Failure } from '../errors/failure';
import { toFailure } from '../errors/iam-error';

/** Runs a client's method; whatever it throws becomes a failure value. The one border from promises into policies. */
export const attempt =
  <A>(action: () => Promise<A>): TE.TaskEither<Failure, A> =>
  async () => {
    try {
      return E.right(await action());
    } catch (thrown) {
      return E.left(toFailure(thrown));
    }
  };

/**
 * Makes a step only when its turn comes, and turns what a defect throws on the way into a failure value: a step between two
 * writes must not end a command without the word of what was written.
 */
export const contained =
  <A>(step: () => TE.TaskEither<Failure, A>): TE.TaskEither<Failure, A> =>
  async () => {
    try {
      return await step()();
    } catch (thrown) {
      return E.left(toFailure(thrown));
    }
  };
