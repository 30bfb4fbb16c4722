import { pausesInstance, type Failure } from '@iam/core';

/** What becomes of an item after an attempt. */
export type Verdict =
  | { readonly tag: 'done'; readonly said: string }
  /** The account is not as the plan saw it: nothing was written; the next plan decides anew. */
  | { readonly tag: 'stale'; readonly said: string }
  /** Tried again by the worker that takes the person next, not before the time is over. */
  | { readonly tag: 'again'; readonly said: string; readonly inMs: number }
  /** Looked at once more after all others: the account that a reference names is not there yet, or the change of this one was refused. */
  | { readonly tag: 'later'; readonly said: string }
  /** The application as a whole refuses us; its items wait until the run is resumed. `isPutOff`: this one comes after all others then. */
  | { readonly tag: 'pause'; readonly said: string; readonly isPutOff?: boolean }
  /** Another worker has the person, or the run was cancelled: this one leaves it as it is. */
  | { readonly tag: 'leave'; readonly said: string }
  | { readonly tag: 'failed'; readonly said: string };

/** A write was refused for want of rights; whether that is about the account or the application, other writes tell. */
export interface Refused {
  readonly tag: 'refused';
  readonly said: string;
}

/** How often an item is tried before it fails and waits for an operator. With the delays below: for about two hours. */
export const MAX_ATTEMPTS = 30;

/**
 * The same, of a write that the application accepts and does not carry out, such as a text that it cuts. What is only slow shows within half
 * a minute; the changes of others do not wait for longer than that, since no other plan is applied while a run is not over.
 */
export const MAX_NOT_APPLIED = 6;

const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 300_000;

/** The account is not as the plan saw it: it is gone, it is there, or it is being changed elsewhere. */
const ON_ANOTHER_BASIS: readonly Failure['kind'][] = ['not-found', 'conflict', 'changed-meanwhile'];

/** Not attempts at the person: nothing was sent, or the vendor only asks to wait. However many there are, no item fails because of them. */
const NOT_COUNTED: readonly Failure['kind'][] = ['rate-limited', 'interrupted', 'not-admitted'];

/** What a failed attempt means for the item; `attempts` counts it. `isWrite`: a write was begun, so that the account could be read. */
export const verdictOf = (found: Failure, attempts: number, isWrite = false): Verdict | Refused => {
  const said = found.step === undefined ? found.message : `${found.message} (${found.step})`;
  if (isWrite && found.kind === 'forbidden') {
    return { tag: 'refused', said };
  }
  if (pausesInstance(found)) {
    return { tag: 'pause', said };
  }
  if (ON_ANOTHER_BASIS.includes(found.kind)) {
    return { tag: 'stale', said };
  }
  if (!found.retryable) {
    return { tag: 'failed', said };
  }
  if (
    attempts >= (found.kind === 'not-applied' ? MAX_NOT_APPLIED : MAX_ATTEMPTS) &&
    !NOT_COUNTED.includes(found.kind)
  ) {
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
