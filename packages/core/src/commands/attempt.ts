import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import type { Failure } from '../errors/failure';
import { toFailure } from '../errors/iam-error';

/** Runs a client's method and turns what it throws into a failure value. The only border between promises and policies. */
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
 * Builds a step lazily and turns a thrown defect into a failure value: a defect between two writes must not lose the report of
 * what was written.
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
