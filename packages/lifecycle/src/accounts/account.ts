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
}

/** How an account was found to be a person's. */
export type CorrelatedBy = 'link' | 'employeeid' | 'username' | 'email';

/** What an application has of a person. */
export type Correlation =
  | { readonly tag: 'none' }
  | { readonly tag: 'one'; readonly account: Account; readonly by: CorrelatedBy }
  /** Nobody is touched until a person says which it is (`iam link`). */
  | { readonly tag: 'disputed'; readonly why: string; readonly accounts: readonly Account[] };
