import type { CorrelatedBy } from '../../accounts/account';
import type { GuardName, Profile } from '../../config/lifecycle-config';

/** The version of the format: another one is refused. */
export const PLAN_FORMAT = 'iam-plan/1';

export type PlanLine =
  | PlanHead
  | GuardLine
  | ItemLine
  | SkipLine
  | UnmanagedLine
  | ErrorLine
  | RemarkLine
  | SumLine
  | ApprovalLine;

export interface PlanHead {
  readonly type: 'plan';
  readonly format: typeof PLAN_FORMAT;
  /** Sortable by time (ULID). */
  readonly id: string;
  /** ISO instant, as all times of a plan. */
  readonly made: string;
  readonly madeBy: string;
  /** The instant that the decisions hold for: `--today`, else `made`. */
  readonly today: string;
  readonly feed: {
    readonly uri: string;
    readonly sha256: string;
    readonly rows: number;
    readonly errors: number;
    readonly previousRows: number | null;
    /** Absent in plans of versions that did not count them. */
    readonly values?: FeedValues;
  };
  readonly config: { readonly sha256: string; readonly core: string };
  /** The database that the plan was made with, and its state then. */
  readonly ledger: { readonly id: string; readonly serial: number };
  readonly expires: string;
  /** When each application was read last; null: from what was known. */
  readonly refreshed: Readonly<Record<string, string | null>>;
  /** Values are left out: such a plan can be read and not applied. */
  readonly redacted?: true;
  /** The run that this plan undoes. */
  readonly undoOf?: number;
}

/** How many people of a feed have a value, by the profile's key; and the keys of which all of them have the same one. */
export interface FeedValues {
  readonly filled: Readonly<Record<string, number>>;
  readonly alike: readonly string[];
}

export interface GuardLine {
  readonly type: 'guard';
  /** An instance, or `*` for all together. */
  readonly app: string;
  readonly rule: GuardName | 'feed';
  readonly value: number;
  readonly of: number;
  readonly limit: string;
  readonly ok: boolean;
  /** What is said about it, and who (the first ones). */
  readonly text: string;
}

export type ItemOp = 'create' | 'update' | 'enable' | 'disable' | 'delete' | 'adopt' | 'groups';

export type Reason =
  | 'joiner'
  | 'mover'
  | 'leaver'
  | 'rehire'
  | 'postponed'
  | 'reappeared'
  | 'leave'
  | 'returned'
  | 'missing'
  | 'assigned'
  | 'unassigned'
  | 'adopt'
  | 'drift'
  | 'undo';

/** Which item it is, and about whom. */
export interface ItemHead {
  readonly type: 'item';
  /** Tells the items of a plan apart; given in the order of people, then of applications. */
  readonly n: number;
  readonly app: string;
  readonly person: string;
  /** How a reader knows the person: the address, else the user name. */
  readonly who: string;
}

/** All that one person's account needs in one application. */
export interface ItemLine extends ItemHead {
  readonly op: ItemOp;
  readonly reason: Reason;
  readonly because: readonly string[];
  /** Absent when the account is to be made. */
  readonly vendorId?: string;
  /** How the account was found to be the person's, when no record of ours says so yet. */
  readonly found?: CorrelatedBy;
  /** The record that the plan was made upon: sha256 of its comparable part, and the activity. Absent when there was none. */
  readonly pre?: { readonly hash: string; readonly active: boolean | null };
  /** The vendor's attribute → old, new. */
  readonly change: Readonly<Record<string, readonly [unknown, unknown]>>;
  /** Names of groups. */
  readonly groups?: { readonly add: readonly string[]; readonly remove: readonly string[] };
  /** What the account should be like afterwards: sha256 of the desired state in the vendor's words, and the activity. */
  readonly post: { readonly hash?: string; readonly active: boolean | null };
  /** What is sent, in the neutral vocabulary, `olduserdata` included; absent when no attribute is written. */
  readonly profile?: Profile;
  /** Waits for a person; the text says for what. */
  readonly hold?: string;
  /**
   * Items of the same application that come first, by number, because they free a name that this one takes. When one of them is
   * this person's own (`temporary`), `pre` is the record before that one, and the record that it left is what this one is made upon.
   */
  readonly after?: readonly number[];
  /** Moves the account to a temporary name, so that a ring of renames can be opened; a later item of the person ends it. */
  readonly temporary?: true;
  /** About how many requests it takes. */
  readonly requests: number;
}

/** Something that would be done and is not. */
export interface SkipLine {
  readonly type: 'skip';
  readonly app: string;
  readonly person: string;
  readonly who: string;
  readonly would: ItemOp | 'any';
  /** `protected: …`, `not ours: …`; `disputed: …`, `error: …`, with which nothing is decided about the person. */
  readonly reason: string;
}

/** An account that belongs to no person of the feed. */
export interface UnmanagedLine {
  readonly type: 'unmanaged';
  readonly app: string;
  readonly vendorId: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly active: boolean | null;
  /** The person it may belong to all the same, about whom this plan does not decide. */
  readonly perhaps?: PerhapsOf;
}

/**
 * `row`: it fits a person whose row could not be read. `missing`: it fits a person whose row is missing from the feed. `rows`: it fits
 * no person, and there are rows of which not even that can be told.
 */
export type PerhapsOf =
  | { readonly why: 'row'; readonly line: number; readonly person?: string }
  | { readonly why: 'missing'; readonly person: string }
  | { readonly why: 'rows'; readonly rows: number };

/** A row of the feed that cannot be used. */
export interface ErrorLine {
  readonly type: 'error';
  readonly line: number;
  readonly person?: string;
  readonly column?: string;
  readonly problem: string;
}

export interface RemarkLine {
  readonly type: 'remark';
  readonly app?: string;
  readonly person?: string;
  readonly text: string;
}

export interface SumLine {
  readonly type: 'sum';
  readonly apps: Readonly<Record<string, AppCounts>>;
  /** sha256 over every line above, each with its line feed. */
  readonly sha256: string;
}

export interface AppCounts {
  readonly ops: Readonly<Partial<Record<ItemOp, number>>>;
  readonly reasons: Readonly<Partial<Record<Reason, number>>>;
  readonly held: number;
  readonly groupsAdded: number;
  readonly groupsRemoved: number;
  readonly unmanaged: number;
  /** Accounts that fit a person whose row could not be read, or is missing; not counted as unmanaged. */
  readonly undecided?: number;
  readonly skipped: number;
  /** Of those that are skipped, how many because it cannot be told what the person needs. */
  readonly unclear?: number;
  /** Stopped by a guard: its items are in the file and are not applied without an approval that allows it. */
  readonly stopped: boolean;
  /** About how long it takes at the vendor's rate, in seconds. */
  readonly estimateSeconds: number;
}

export interface ApprovalLine {
  readonly type: 'approval';
  readonly by: string;
  readonly at: string;
  /** The sum's sha256. */
  readonly plan: string;
  /** Held people that are released. */
  readonly people: readonly string[];
  /** Guards that may be exceeded, up to this number. */
  readonly allow: Readonly<Partial<Record<GuardName, number>>>;
  /** ed25519 over the canonical form of the line without it, in base64. */
  readonly signature?: string;
}
