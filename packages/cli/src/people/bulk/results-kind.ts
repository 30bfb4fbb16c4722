import { objectOf, type FileKind } from '@iam/core/internal';

/** What every row of a file of results has besides those of its person: why it has to be done again. */
export const WHY = 'iam_why';

/** What of a row could not be read as a value. It keeps the row from being taken for another one than it was. */
export const UNREAD = 'iam_unread';

const CSV_HEADER = new RegExp(`(^|[,;\\t])"?${WHY}"?[,;\\t]*$`);

/** The file of `--results`: JSON Lines or CSV. */
export const RESULTS_FILE: FileKind = {
  name: 'a file of results',
  is: ({ first, last }) =>
    CSV_HEADER.test(first) || [first, last].every((line) => typeof objectOf(line)?.[WHY] === 'string'),
  fate: 'replaced',
};
