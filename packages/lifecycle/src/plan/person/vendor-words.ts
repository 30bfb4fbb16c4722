import type { Account } from '../../accounts/account';
import type { Profile } from '../../config/lifecycle-config';

/** The vendor's attribute → old, new. */
export type Change = Readonly<Record<string, readonly [unknown, unknown]>>;

/** What the planner asks an instance about profiles and records; nothing of it takes a request. */
export interface VendorWords {
  /** What the outgoing mapper makes of a profile, and its hash. Throws an IAMError for a profile that it cannot map. */
  readonly desired: (profile: Profile, change: 'create' | 'update') => DesiredAccount;
  /** What an update would change of the account; empty when nothing. */
  readonly difference: (account: Account, profile: Profile) => Change;
  /** The user name and the address that an application shows of an account which is as the profile wants it. */
  readonly names: (profile: Profile) => ShownNames;
  /** The keys of a profile that name another person, such as a manager by the address. */
  readonly peopleKeys: readonly string[];
  /** Whether user names are kept otherwise than they are given: cut, or with other characters. */
  readonly shapesNames: boolean;
  /**
   * The hash of what an item is planned upon: the part of the record that the profile speaks of, or, for an item that writes no
   * profile, the names by which the account is known.
   */
  readonly recordHash: (account: Account, profile: Profile | undefined) => string;
}

export interface ShownNames {
  readonly username: string | undefined;
  readonly email: string | undefined;
}

export interface DesiredAccount {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** What is looked up when it is written, such as a manager by the address: no record shows it as a profile has it. */
  readonly references: readonly {
    readonly attribute: string;
    readonly from: string;
    readonly value: unknown;
    readonly isPerson: boolean;
  }[];
  /** Of both, as an update wants them. */
  readonly hash: string;
}
