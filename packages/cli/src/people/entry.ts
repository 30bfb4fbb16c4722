import type { Person } from './person/person';

/** One person of a call: an argument, or a row of a file. */
export interface Entry {
  readonly person: Person;
  /** What else the arguments or the row say of them, by the keys of a profile; null clears. */
  readonly values: Readonly<Record<string, string | null>>;
  /** Where the entry comes from, for messages: `people.csv, line 4`; absent for arguments. */
  readonly place?: string;
  /** The row as it was read, to be written to the file of what has to be done again. */
  readonly row?: Readonly<Record<string, string | null>>;
  /** What of the row could not be read as a value: cells without a column, a line that is no JSON. There is a problem then. */
  readonly unread?: readonly unknown[];
  /** Why nothing can be done with this row; the others are not concerned. */
  readonly problem?: string;
}
