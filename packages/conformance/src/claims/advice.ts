import type { CommandResult, FailureKind } from '@iam/core';

/** What to change for a command that is the first of its kind to fail: by what went wrong, or else what the check says. */
export const adviceFor = ({ failure }: CommandResult, otherwise: string): string =>
  (failure === undefined ? undefined : ADVICE[failure.kind]) ?? otherwise;

const REFUSED =
  'compare what createUser sends with what the fake takes: fields, required ones, and the values of the one for activity.';
const ADDRESS =
  'the URL of the instance; in a test, the base URL in connection and the paths in the client must lead to what the fake serves (basePath, path).';
const CREDENTIALS =
  'the credentials of the instance; in a test, connection in the definition and auth in the fake must be the same.';

/** What went wrong before anything else worked is seldom the fault of the function that sent the request. */
const ADVICE: Partial<Record<FailureKind, string>> = {
  'bad-request': REFUSED,
  conflict: REFUSED,
  'malformed-reply': 'compare the codec with a recorded reply, and both with what the fake answers.',
  unauthorized: CREDENTIALS,
  forbidden: CREDENTIALS,
  'no-such-resource': ADDRESS,
  network: ADDRESS,
  'invalid-input':
    'the sample profile and the outgoing mapper: together they must give what identifies a person, and every required attribute.',
};
