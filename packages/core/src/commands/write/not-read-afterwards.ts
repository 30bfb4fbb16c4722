import type { Failure } from '../../errors/failure';

/**
 * The failure of a write that the vendor acknowledged and whose record could not be read afterwards. Its effect is unknown whatever the
 * look shows, and it is not sent again.
 */
export const notReadAfterwards =
  (words: { readonly write: string; readonly record: string; readonly next: string }) =>
  (look: Failure): Failure => ({
    ...look,
    message: `The vendor accepted ${words.write}, but reading ${words.record} afterwards failed: ${look.message}`,
    effect: 'unknown',
    next: words.next,
  });

/** The next step where the command looks before it writes. */
export const SAFE_TO_REPEAT = 'Run the command again: it looks first, so it is safe to repeat.';

/** ` (id 42)`, where the reply told an id. */
export const idInWords = (id: string | undefined): string => (id === undefined ? '' : ` (id ${id})`);
