import type { Account, Correlation, DisabledBy } from '../../accounts/account';
import type { LeavingRule, Profile } from '../../config/lifecycle-config';
import type { Assignment } from '../../decide/assign';
import type { Event, State } from '../../decide/decision';
import type { ItemHead, ItemLine, SkipLine } from '../file/plan-line';
import type { Membership, RuledGroup } from './group-changes';
import type { VendorWords } from './vendor-words';

/** A person as all applications see them. */
export interface PlannedPerson {
  readonly key: string;
  /** How a reader knows the person. */
  readonly who: string;
  /** The row, null for what is to be cleared. */
  readonly profile: Profile;
  /** The row of the last plan; undefined for a new person. */
  readonly before: Profile | undefined;
  readonly state: State;
  /** What changed now, or earlier and is not done yet. */
  readonly event: Event | undefined;
  readonly because: readonly string[];
  /** Why nothing is done before a person approves it. */
  readonly hold: string | undefined;
}

/** An application with its rules, as one plan sees it. */
export interface PlannedApp {
  readonly name: string;
  readonly whenLeaving: LeavingRule;
  readonly adopt: 'apply' | 'hold';
  /** Whether the vendor deletes accounts. */
  readonly deletes: boolean;
  /** Its rules are others than at the last plan. */
  readonly rulesChanged: boolean;
  readonly words: VendorWords;
}

/** What the rules say about one person in one application. */
export interface Assigned extends Pick<Assignment, 'account' | 'why' | 'because' | 'deleteAfterDays'> {
  /** Every group that a rule names; empty where memberships stay as they are. */
  readonly groups: readonly RuledGroup[];
}

/** One person in one application. */
export interface PlannedPair {
  readonly person: PlannedPerson;
  readonly app: PlannedApp;
  readonly assigned: Assigned;
  readonly correlation: Correlation;
  /** Our record's account, when the application does not list it any more. */
  readonly gone: Account | undefined;
  readonly memberships: readonly Membership[];
  /** The id of the only account there that has this address, user name or key; asked for where references are not known to be right. */
  readonly idOf: (named: string) => string | undefined;
  readonly now: Date;
}

export type DraftItem = Omit<ItemLine, keyof ItemHead>;

/** What is to be done about one person in one application. */
export type AccountPlan =
  | {
      readonly tag: 'nothing';
      /** What is learnt about an account that is disabled already. */
      readonly disabledBy?: DisabledBy;
      /** When the same would be decided otherwise. */
      readonly due?: string;
      /** The account that a reference names is not there yet: the person is looked at again with every plan. */
      readonly awaits?: boolean;
    }
  | {
      readonly tag: 'item';
      readonly item: DraftItem;
      /** Access is taken away. */
      readonly away: boolean;
      /** Names that the account gives up. */
      readonly givesUp: readonly string[];
      /** Accounts of other people that have to give up a name first. */
      readonly holders: readonly Account[];
      readonly disabledBy?: DisabledBy;
    }
  | { readonly tag: 'skip'; readonly would: SkipLine['would']; readonly reason: string };

export const NOTHING: AccountPlan = { tag: 'nothing' };

/** The account that was found for a person, and whether we planned for it before. */
export interface Found extends Omit<Extract<Correlation, { tag: 'one' }>, 'tag'> {
  readonly linked: boolean;
}
