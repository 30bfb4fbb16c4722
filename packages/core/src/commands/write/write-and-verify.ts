import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import type { Failure } from '../../errors/failure';
import { withRemark } from '../../errors/with-remark';
import { contained } from '../attempt';

/** What a look at the vendor says about a write whose reply was lost. */
export type Verification<A, S = never> =
  | { readonly tag: 'carried-out'; readonly value: A }
  | NotSeen<S>
  /** The look cannot tell, and sending this once more does no harm. */
  | { readonly tag: 'send-again'; readonly seen: S }
  /** The look cannot tell, or sending again could double something. */
  | { readonly tag: 'cannot-tell' };

/** The change is not there (yet): the write may be sent once more. `seen` is what is there instead. */
interface NotSeen<S> {
  readonly tag: 'not-seen';
  readonly seen?: S;
  /** What is there has a version under which it can be replaced. */
  readonly versioned?: boolean;
}

/** A write is sent at most this often. */
const MAX_WRITES = 2;

/**
 * Writes once. When nobody can tell from the reply (or its absence) whether the vendor carried it out, looks before
 * anything is sent again: a second create would double a user. What is seen decides: carried out, it is done; not seen,
 * it is sent once more, and `write` is told what was seen. A look that does not show a change proves nothing (a search lags
 * behind, a slow request may still be carried out), so whatever comes after a lost reply is never said to have changed nothing.
 *
 * A write that is refused because of the record's version (412, 428) did nothing. It is planned again on what is there now,
 * and sent once more where that has a version.
 *
 * Both steps are made when their turn comes, so a look costs nothing where every reply arrives.
 */
export const writeAndVerify =
  <A, S = never>(
    write: (again?: { readonly seen?: S }) => TE.TaskEither<Failure, A>,
    look: () => TE.TaskEither<Failure, Verification<A, S>>,
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
      const seen = await contained(look)();
      if (E.isLeft(seen)) {
        return E.left(undecided(failed, seen.left));
      }
      if (seen.right.tag === 'carried-out') {
        return E.right(seen.right.value);
      }
      if (sent === MAX_WRITES || !mayBeSentAgain(failed, seen.right)) {
        return E.left(notSeen(failed, seen.right));
      }
      again = seen.right;
    }
  };

const mayBeSentAgain = <A, S>(
  failed: Failure,
  seen: Verification<A, S>,
): seen is Extract<Verification<A, S>, { readonly tag: 'not-seen' | 'send-again' }> =>
  seen.tag === 'send-again' ||
  (seen.tag === 'not-seen' && (isAboutVersion(failed) ? seen.versioned === true : isRepeatable(failed)));

const isAboutVersion = ({ kind }: Failure): boolean =>
  kind === 'changed-meanwhile' || kind === 'version-required';

const isOpen = ({ effect, kind }: Failure): boolean =>
  effect === 'unknown' && kind !== 'interrupted' && kind !== 'defect';

// A 2xx with a broken body was acknowledged: when the look does not show it yet, sending again could double it.
const isRepeatable = ({ kind }: Failure): boolean =>
  kind === 'network' || kind === 'timeout' || kind === 'vendor-error';

/** The write before this one may have been carried out, whatever became of this one. */
const withUnknownEffect = (failed: Failure): Failure => ({ ...failed, effect: 'unknown' });

// What was refused was not carried out: its own words say all.
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

const undecided = (failed: Failure, look: Failure): Failure => ({
  ...failed,
  message: withRemark(
    failed.message,
    isAboutVersion(failed)
      ? `Reading it again failed (${look.message})`
      : `Whether it was carried out is not known: the look afterwards failed too (${look.message})`,
  ),
  next: 'Get the record before running the command again.',
});
