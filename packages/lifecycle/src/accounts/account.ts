import type { Attributes } from '@iam/core';

/** One account as it is known: from our record, from a list of the application, or both. */
export interface Account {
  readonly app: string;
  readonly vendorId: string;
  readonly username: string | null;
  readonly email: string | null;
  /** The company's key of the person, as the application has it. */
  readonly employeeId: string | null;
  readonly active: boolean | null;
  /** The vendor's own word for the activity, where it has one. */
  readonly state?: string;
  /** The vendor's record as it came. */
  readonly record: Attributes;
  /** When it was seen, ISO instant. */
  readonly seenAt: string;
  /** The person that it is known to be of; null when that is not decided yet. */
  readonly person: string | null;
  /** sha256 of the desired state that was written last; null when nothing was. */
  readonly desiredHash: string | null;
  /** Who disabled it, as far as we know; null while it is active or has not been read yet. */
  readonly disabledBy: DisabledBy | null;
  /** When it was disabled, or first seen so, ISO instant. */
  readonly disabledAt: string | null;
  /** A complete list of the application did not have it any more, since this ISO instant. */
  readonly goneAt: string | null;
}

/**
 * A run of ours by its number; `before`: it was disabled already when its person had to be kept out; `hand`: it was found disabled
 * while its person was to be let in. Of the last two only the application knows why, and a person decides whether it is opened.
 */
export type DisabledBy = string;

/** Whether a run of ours disabled the account: all that may open it again without a person. */
export const isDisabledByRun = ({ disabledBy }: Pick<Account, 'disabledBy'>): boolean =>
  disabledBy !== null && /^\d+$/.test(disabledBy);

/** How an account was found to be a person's. */
export type CorrelatedBy = 'link' | 'employeeid' | 'username' | 'email';

/**
 * What an application has of a person. `holders` are accounts of other people that have a name or an address which this person is
 * to have: they have to give it up first.
 */
export type Correlation =
  | { readonly tag: 'none'; readonly holders: readonly Account[] }
  | {
      readonly tag: 'one';
      readonly account: Account;
      readonly by: CorrelatedBy;
      readonly holders: readonly Account[];
    }
  /** No account is written until an operator says which it is (`iam link`). */
  | { readonly tag: 'disputed'; readonly why: string; readonly accounts: readonly Account[] };
