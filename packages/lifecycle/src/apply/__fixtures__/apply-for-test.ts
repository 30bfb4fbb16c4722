import { systemClock } from '@iam/core';
import * as E from 'fp-ts/Either';
import type { Applied, ApplyRefusal, ApplyRequest } from '../apply-plan';
import type { WorkMeans } from '../run/work-on-run';

/** A call that applies the plan of a file for everybody. */
export const applyRequest = (path: string, over: Partial<ApplyRequest> = {}): ApplyRequest => ({
  path,
  config: { hash: 'rules', approval: 'none', applications: [] },
  approvers: {},
  selection: { people: [], apps: [] },
  now: new Date('2026-11-26T16:00:00Z'),
  ...over,
});

/** What a worker works with that nothing stops. */
export const workMeans = (
  means: Pick<WorkMeans, 'database' | 'queue' | 'open'> & Partial<WorkMeans>,
): WorkMeans => ({
  clock: systemClock,
  worker: 'w-1',
  actor: 'jane',
  signal: new AbortController().signal,
  abort: new AbortController().signal,
  onProgress: () => undefined,
  ...means,
});

/** What came of applying a plan; throws when it was refused. */
export const done = (applied: E.Either<ApplyRefusal, Applied>): Applied => {
  if (E.isLeft(applied)) {
    throw new Error(JSON.stringify(applied.left));
  }
  return applied.right;
};
