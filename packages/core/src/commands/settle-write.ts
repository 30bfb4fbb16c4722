import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import type { Failure } from '../errors/failure';
import { withRemark } from '../errors/with-remark';
import { attempt } from './attempt';

/** What a look at the vendor says about a write whose reply was lost. */
export type Sighting<A> =
  | { readonly carriedOut: true; readonly value: A }
  /** `differs`: the record is not as it was before either, so a part may have been carried out. */
  | { readonly carriedOut: false; readonly differs?: boolean };

/** A write is sent at most this often. */
const MAX_WRITES = 2;

/**
 * Writes once. When nobody can tell from the reply (or its absence) whether the vendor carried it out, looks before
 * anything is sent again: a second create would double a user. What is seen decides: carried out, it is done; not carried
 * out, it is sent once more.
 */
export const settleWrite =
  <A>(write: () => Promise<A>, look: () => Promise<Sighting<A>>): TE.TaskEither<Failure, A> =>
  async () => {
    for (let sent = 1; ; sent += 1) {
      const written = await attempt(write)();
      if (E.isRight(written) || !isOpen(written.left)) {
        return written;
      }
      const seen = await attempt(look)();
      if (E.isLeft(seen)) {
        return E.left(undecided(written.left, seen.left));
      }
      if (seen.right.carriedOut) {
        return E.right(seen.right.value);
      }
      if (!isRepeatable(written.left)) {
        return E.left(notSeen(written.left));
      }
      if (sent === MAX_WRITES) {
        return E.left(seen.right.differs === true ? notSeen(written.left) : notCarriedOut(written.left));
      }
    }
  };

const isOpen = ({ effect, kind }: Failure): boolean =>
  effect === 'unknown' && kind !== 'interrupted' && kind !== 'defect';

// A 2xx with a broken body was acknowledged: when the look does not show it yet, sending again could double it.
const isRepeatable = ({ kind }: Failure): boolean =>
  kind === 'network' || kind === 'timeout' || kind === 'vendor-error';

const notCarriedOut = (failed: Failure): Failure => ({
  ...failed,
  effect: 'none',
  message: withRemark(failed.message, 'A look afterwards showed that nothing was changed.'),
  next: 'Run the command again; it is safe to repeat.',
});

// Not "nothing was changed": a part of it may have been, or may not be visible yet.
const notSeen = (failed: Failure): Failure => ({
  ...failed,
  message: withRemark(failed.message, 'A look afterwards did not show the change.'),
  next: 'Get the record before running the command again.',
});

const undecided = (failed: Failure, look: Failure): Failure => ({
  ...failed,
  message: withRemark(
    failed.message,
    `Whether it was carried out is not known: the look afterwards failed too (${look.message})`,
  ),
  next: 'Get the record before running the command again.',
});
