import type { PlanHead } from './file/plan-line';

/** What tells of two plans of one database which one was made later. */
export type PlanPlace = Pick<PlanHead, 'made'> & { readonly ledger: Pick<PlanHead['ledger'], 'serial'> };

/** The serial in a head of a plan, in SQL. */
export const serialIn = (head: string): string => `(${head} -> 'ledger' ->> 'serial')::bigint`;

/**
 * Whether a plan, by its head in SQL, was made later than the one whose place is in the parameters `$1` and `$2`. The database counts its
 * plans; the clocks of machines differ, and one that was ahead once would have all later plans refused until its time has come. Only plans
 * of versions that did not count them share a serial, and of these the clock decides.
 */
export const isLater = (head: string): string =>
  `(${serialIn(head)}, (${head} ->> 'made')::timestamptz) > ($1::bigint, $2::timestamptz)`;

/** The parameters. */
export const placeOf = ({ made, ledger }: PlanPlace): readonly [number, string] => [ledger.serial, made];
