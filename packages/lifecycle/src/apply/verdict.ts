import type { Failure } from '@iam/core';

/** What becomes of an item after an attempt. */
export type Verdict =
  | { readonly tag: 'done'; readonly said: string }
  /** The account is not as the plan saw it: nothing was written; the next plan decides anew. */
  | { readonly tag: 'stale'; readonly said: string }
  /** Tried again: by whoever takes the person next, not before the time is over. */
  | { readonly tag: 'again'; readonly said: string; readonly inMs: number }
  /** The application as a whole does not let us in; its items wait until somebody resumes the run. */
  | { readonly tag: 'pause'; readonly said: string }
  /** Another worker has the person, or the run was cancelled: this one leaves it as it is. */
  | { readonly tag: 'leave'; readonly said: string }
  | { readonly tag: 'failed'; readonly said: string };

/** How often an item is tried before somebody has to look at it. With the delays below: for about two hours. */
export const MAX_ATTEMPTS = 30;

const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 300_000;

/** The kinds that concern the application and not the person. */
const OF_THE_APPLICATION: readonly Failure['kind'][] = ['unauthorized', 'forbidden', 'tls', 'invalid-config'];

/** Failures after which the same attempt may go well. */
const PASSING: readonly Failure['kind'][] = [
  'rate-limited',
  'vendor-error',
  'timeout',
  'network',
  'proxy',
  'interrupted',
  'malformed-reply',
  'not-applied',
  'not-recorded',
];

/** What a failed attempt means for the item; `attempts` counts it. */
export const verdictOf = (found: Failure, attempts: number): Verdict => {
  const said = found.step === undefined ? found.message : `${found.message} (${found.step})`;
  if (OF_THE_APPLICATION.includes(found.kind)) {
    return { tag: 'pause', said };
  }
  if (found.kind === 'not-found' || found.kind === 'changed-meanwhile' || found.kind === 'conflict') {
    return { tag: 'stale', said };
  }
  if (!PASSING.includes(found.kind)) {
    return { tag: 'failed', said };
  }
  // A vendor that throttles for an hour is no fault of the person: such attempts are not counted against the item.
  if (attempts >= MAX_ATTEMPTS && found.kind !== 'rate-limited' && found.kind !== 'interrupted') {
    return {
      tag: 'failed',
      said: `${said} This was attempt ${attempts}; what the vendor did is ${found.effect === 'none' ? 'nothing' : 'not known'}.`,
    };
  }
  return { tag: 'again', said, inMs: Math.max(found.retryAfterMs ?? 0, delayOf(attempts)) };
};

/** Doubles from a second to five minutes. */
const delayOf = (attempts: number): number =>
  Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempts - 1, 20));
