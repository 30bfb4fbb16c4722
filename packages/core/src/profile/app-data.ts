/** A person or a group as a vendor's API describes it: what client methods return. */

/** Data in the vendor's own vocabulary, for example `{ userName, name: { givenName } }`. */
export type Attributes = Readonly<Record<string, unknown>>;

/** One user of the application. */
export interface IAMUserAppData {
  /** The vendor's key of the user; every later request names the user by it. */
  readonly id: string;
  readonly username: string | null;
  readonly email: string | null;
  /** Whether the user can sign in; null when the vendor does not say (which is not the same as no). */
  readonly active: boolean | null;
  /** The vendor's own word for it, such as `STAGED` or `SUSPENDED`, where it has more than two: results show it. */
  readonly state?: string;
  /**
   * Signing in is blocked although the account is active, for example after too many wrong passwords. iam-enable-user unblocks it,
   * an update never does.
   */
  readonly locked?: boolean;
  /** The vendor's record as it came, untouched: results show it. */
  readonly details: Attributes;
  /**
   * The version of the record as the vendor returned it (`ETag`), if it did: a client that replaces whole records sends it as
   * `ifMatch`, so that concurrent changes are not overwritten.
   */
  readonly version?: string;
}

/** A record of which a reply tells the vendor's key alone. */
export interface RecordId {
  readonly id: string;
}

/** One member of a group. */
export interface IAMGroupMember {
  readonly value: string;
  readonly display?: string;
}

/** One group of the application. */
export interface IAMGroupAppData {
  readonly id: string;
  readonly displayName: string | null;
  /** Absent when the vendor does not return members with a group. */
  readonly members?: readonly IAMGroupMember[];
  /** The vendor's record as it came. */
  readonly details: Attributes;
}

/** What a search found: nothing, one record, or a list (several are reported as ambiguous, never guessed at). */
export type Matches<A> = A | readonly A[] | undefined;
