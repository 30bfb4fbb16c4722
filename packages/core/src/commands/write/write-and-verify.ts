import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import type { Failure } from '../../errors/failure';
import { withRemark } from '../../errors/with-remark';
import { contained } from '../attempt';

/** What reading the vendor after a lost reply shows about the write. */
export type Verification<A, S = never> =
  | { readonly tag: 'carried-out'; readonly value: A }
  | NotSeen<S>
  /** Undecided, and repeating the write is idempotent. */
  | { readonly tag: 'send-again'; readonly seen: S }
  /** Undecided, or repeating the write could duplicate a record. */
  | { readonly tag: 'cannot-tell' };

/** The change is not visible (yet), so the write may be repeated once. `seen` is the present record. */
interface NotSeen<S> {
  readonly tag: 'not-seen';
  readonly seen?: S;
  /** The present record has a version under which it can be replaced. */
  readonly versioned?: boolean;
}

/** Whether a write that is not seen is repeated; a caller who repeats commands wants that no more than other repetitions. */
interface Repeating {
  readonly retries?: 'standard' | 'none' | undefined;
}

/** Maximum number of times a write is sent. */
const MAX_WRITES = 2;

/**
 * Writes once. If the reply does not show whether the vendor carried the write out, verifies before sending again: a second
 * create would duplicate a user. A write that is seen is done; one that is not seen is repeated once, and `write` receives what
 * was seen. Not seeing a change proves nothing (a search lags behind, a slow request may still be carried out), so after a lost
 * reply no failure claims that nothing was changed.
 *
 * A write refused because of the record's version (412, 428) had no effect. It is planned again on the present record, and
 * repeated once if that has a version: what was refused is another matter than what may have been lost.
 *
 * Both steps are lazy, so verification costs nothing while every reply arrives.
 */
export const writeAndVerify =
  <A, S = never>(
    write: (again?: { readonly seen?: S }) => TE.TaskEither<Failure, A>,
    verify: () => TE.TaskEither<Failure, Verification<A, S>>,
    { retries = 'standard' }: Repeating = {},
  ): TE.TaskEither<Failure, A> =>
  async () => {
    let again: { readonly seen?: S } | undefined;
    let lost = false;
    for (let sent = 1; ; sent += 1) {
      const written = await contained(() => write(again))();
      if (E.isRight(written)) {
        return written;
      }
      const failed = lost ? withUnknownEffect(written.left) : written.left;
      if (!isOpen(written.left) && !isAboutVersion(failed)) {
        return E.left(failed);
      }
      lost ||= isOpen(written.left);
      const seen = await contained(verify)();
      if (E.isLeft(seen)) {
        return E.left(undecided(failed, seen.left));
      }
      if (seen.right.tag === 'carried-out') {
        return E.right(seen.right.value);
      }
      if (sent === MAX_WRITES || !mayBeSentAgain(failed, seen.right, retries)) {
        return E.left(notSeen(failed, seen.right));
      }
      again = seen.right;
    }
  };

const mayBeSentAgain = <A, S>(
  failed: Failure,
  seen: Verification<A, S>,
  retries: 'standard' | 'none',
): seen is Extract<Verification<A, S>, { readonly tag: 'not-seen' | 'send-again' }> =>
  isAboutVersion(failed)
    ? seen.tag === 'send-again' || (seen.tag === 'not-seen' && seen.versioned === true)
    : retries === 'standard' &&
      (seen.tag === 'send-again' || (seen.tag === 'not-seen' && isRepeatable(failed)));

const isAboutVersion = ({ kind }: Failure): boolean =>
  kind === 'changed-meanwhile' || kind === 'version-required';

const isOpen = ({ effect, kind }: Failure): boolean =>
  effect === 'unknown' && kind !== 'interrupted' && kind !== 'defect';

// A 2xx with an unreadable body was acknowledged: repeating it while the change is not visible yet could duplicate a record.
const isRepeatable = ({ kind }: Failure): boolean =>
  kind === 'network' || kind === 'timeout' || kind === 'vendor-error';

/** The earlier write may have been carried out, whatever the result of this one. */
const withUnknownEffect = (failed: Failure): Failure => ({ ...failed, effect: 'unknown' });

// A refused write had no effect, so the vendor's message needs no addition.
const notSeen = (failed: Failure, { tag }: Verification<unknown, unknown>): Failure =>
  isAboutVersion(failed)
    ? failed
    : {
        ...failed,
        message: withRemark(
          failed.message,
          tag === 'send-again'
            ? 'Whether it was carried out is not known: a look afterwards cannot tell.'
            : 'A look afterwards did not show the change.',
        ),
        next: 'Run the command again: it looks first, so it is safe to repeat.',
      };

const undecided = (failed: Failure, unread: Failure): Failure => ({
  ...failed,
  message: withRemark(
    failed.message,
    isAboutVersion(failed)
      ? `Reading it again failed (${unread.message})`
      : `Whether it was carried out is not known: the look afterwards failed too (${unread.message})`,
  ),
  next: 'Get the record before running the command again.',
});
