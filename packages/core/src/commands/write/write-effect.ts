import type { Around } from '../../contract/around-writes';
import { toFailure } from '../../errors/iam-error';
import type { RequestEvent } from '../../http/request-event';
import { mapFailure, type CommandResult } from '../result';

/**
 * Whether a run may have changed the vendor: a failure after a write that was carried out, or whose reply was lost, must not
 * claim that nothing was changed. Never falls back to `none`.
 */
export interface WriteEffect {
  readonly watch: () => Around;
  readonly onRequest: (event: RequestEvent) => void;
  readonly end: (result: CommandResult) => CommandResult;
}

export const writeEffect = (): WriteEffect => {
  let underWay = 0;
  let mayHaveChanged = false;
  return {
    watch: () => async (_write, send) => {
      underWay += 1;
      try {
        const written = await send();
        mayHaveChanged = true;
        return written;
      } catch (thrown) {
        mayHaveChanged ||= toFailure(thrown).effect === 'unknown';
        throw thrown;
      } finally {
        underWay -= 1;
      }
    },
    // A client may send several requests for one write: the first may be carried out and the second refused. Outside of a
    // write some vendors search by POST.
    onRequest: ({ method, failure, signIn }) => {
      mayHaveChanged ||= underWay > 0 && method !== 'GET' && failure === undefined && signIn === undefined;
    },
    end: (result) =>
      mayHaveChanged ? mapFailure(result, (failure) => ({ ...failure, effect: 'unknown' })) : result,
  };
};
