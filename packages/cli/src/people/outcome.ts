import type { Failure } from '@iam/core';
import type { Entry } from './entry';

/** What is known of a person’s account at one application. `unknown` is never taken for `absent`. */
export type State = 'active' | 'disabled' | 'absent' | 'unknown';

export const WORD_OF_STATE: Readonly<Record<State, string>> = {
  active: 'active',
  disabled: 'disabled',
  absent: 'not there',
  unknown: 'not known',
};

export type Did = 'created' | 'updated' | 'renamed' | 'enabled' | 'disabled' | 'deleted' | 'unchanged';

/** A person’s account at one application. */
export interface Account {
  readonly id: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly active: boolean | null;
  /** The vendor’s own word for it, where it has one. */
  readonly word?: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** The record in the words of a profile. */
  readonly profile: Readonly<Record<string, unknown>>;
}

/** What an offboarding found, did to groups, and saw when it read again. */
export interface Closing {
  readonly found: State;
  readonly groupsLeft: readonly string[];
  readonly groupsKept: readonly string[];
  readonly groupProblems: readonly string[];
  readonly verified?: State;
  readonly verifiedAt?: string;
}

/** What became of a person at one application. */
export interface Step {
  readonly application: string;
  readonly state: State;
  /** What was done, or would be in a dry run. */
  readonly did?: Did;
  readonly ok: boolean;
  /** Which identifier led to the account. */
  readonly by?: string;
  readonly account?: Account;
  /** The account may be another person’s: nothing is written to it. */
  readonly isUnproven?: true;
  /** What to know besides: a difference, a group, a warning. */
  readonly notes: readonly string[];
  readonly failure?: Failure;
  /** The changes in the vendor’s words. */
  readonly changes?: unknown;
  /** The id of the run that wrote, and the vendor’s ids of its requests. */
  readonly run?: string;
  readonly requestIds?: readonly string[];
  readonly at?: string;
  readonly closing?: Closing;
}

/** What became of one person. */
export interface PersonOutcome {
  readonly entry: Entry;
  /** Nothing of what was asked for is left to do. */
  readonly ok: boolean;
  /** Why nothing was done for this person, or what is wrong as a whole. */
  readonly why?: string;
  readonly steps: readonly Step[];
}

/** The account that may be written to: found, and the person’s for sure. */
export const ownAccount = ({ account, state, failure, isUnproven }: Step): Account | undefined =>
  state === 'absent' || failure !== undefined || isUnproven === true ? undefined : account;
