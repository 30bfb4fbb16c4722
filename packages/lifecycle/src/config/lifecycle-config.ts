import type { Attributes } from '@iam/core';
import type { Condition } from '../rules/condition';

/** The section `lifecycle` of the configuration, read and without mistakes. */
export interface LifecycleConfig {
  readonly feed: FeedConfig;
  readonly people: PeopleRules;
  readonly applications: readonly ApplicationRules[];
  readonly guards: GuardLimits;
  /** People whom nothing is done to, whatever the feed says. */
  readonly protected: readonly Condition[];
  readonly approval: 'none' | 'one-person' | 'two-people';
  /** Who may approve, by name, with the public key (ed25519, PEM). */
  readonly approvers?: Readonly<Record<string, string>>;
  /** Whether accounts that are there already are taken over with the plan, or wait for a person each. */
  readonly adopt: 'apply' | 'hold';
  /** How long a plan may be applied after it was made, in hours. */
  readonly planHours: number;
  /** Who makes and applies plans, as it is recorded; the user of the system when absent. */
  readonly user?: string;
  readonly schedule?: ScheduleConfig;
  readonly notify?: NotifyConfig;
  /** sha256 of the canonical form of the section: a plan is bound to it. When things happen and who is told is no part of it. */
  readonly hash: string;
  /** What is no mistake and a reader should know: a condition reads a key that the feed does not map. */
  readonly remarks?: readonly string[];
}

/** Where the rows come from, and how their columns become keys of a profile. */
export interface FeedConfig {
  readonly from: FeedSource;
  /** The profile key by which a person is known. */
  readonly key: string;
  /** Profile key → column. Absent: the headers are the keys. */
  readonly columns?: Readonly<Record<string, string>>;
  /** File of an incoming mapper, instead of columns. */
  readonly mapper?: string;
  /** Profile keys whose column may be missing from the feed; without any other one it cannot be used. */
  readonly optional?: readonly string[];
  /** Profile keys whose values are made lower case. */
  readonly lowerCase?: readonly string[];
  /** Formats of dates, in tokens of Unicode TR 35 (`yyyy-MM-dd`). Where several fit one date with different days, the row is in error. */
  readonly dates: readonly string[];
  /** Profile keys that hold dates. */
  readonly dateKeys: readonly string[];
  /** IANA time zone of rows that name none. */
  readonly zone: string;
  /** The column that names the zone of a row. */
  readonly zoneColumn?: string;
  /** Encoding of a file, as TextDecoder names it; UTF-8 when absent. */
  readonly encoding?: string;
  /** The character between the cells of CSV; found from the header (`,` `;` or tab) when absent. */
  readonly separator?: string;
}

export type FeedSource =
  /** `rows` as with an address, for a reply that was saved. */
  | { readonly tag: 'file'; readonly path: string; readonly rows?: string }
  | { readonly tag: 'stdin'; readonly rows?: string }
  | {
      readonly tag: 'url';
      readonly url: string;
      /** Text, or a reference that is looked up when the feed is read. */
      readonly username?: string;
      /** `env:NAME` or `file:PATH`, never the secret itself. */
      readonly password?: string;
      /** `env:NAME` or `file:PATH`, never the secret itself. */
      readonly bearer?: string;
      /** The key of the list in the JSON reply, for example `Report_Entry`; absent when the reply is the list. */
      readonly rows?: string;
    };

export interface PeopleRules {
  readonly joins: { readonly date: string; readonly daysBefore: number };
  readonly leaves?: {
    readonly date: string;
    readonly at: 'start-of-day' | 'end-of-day';
    readonly daysAfter: number;
  };
  readonly left?: Condition;
  readonly onLeave?: Condition;
  readonly whileOnLeave: 'keep' | 'disable';
  /** What becomes of a person whose row is gone: held for a person's approval, or a leaver after so many days. */
  readonly missing: 'hold' | { readonly afterDays: number };
}

export interface ApplicationRules {
  /** The name of an instance of the configuration. */
  readonly instance: string;
  /** Who has an account there. */
  readonly who: Condition;
  readonly groups: readonly GroupRule[];
  readonly whenLeaving: LeavingRule;
}

export interface GroupRule {
  readonly name: string;
  readonly who: Condition;
  /** People of the feed who are in the group by hand and do not match are taken out too. */
  readonly exclusive: boolean;
  /** Makes the group when it is missing. */
  readonly create: boolean;
}

export interface LeavingRule {
  readonly account: 'disable' | 'keep';
  readonly groups: 'keep' | 'remove';
  /** Deletes the account so many days after it was disabled; only where the vendor deletes. */
  readonly deleteAfterDays?: number;
}

/** A share of all, with a number below which it never stops anything, and an absolute limit where one is set. */
export interface GuardLimit {
  readonly percent: number;
  readonly floor: number;
  readonly count?: number;
}

export const GUARD_NAMES = [
  'leavers',
  'feedShrinks',
  'identifiers',
  'creations',
  'groups',
  'errors',
  'values',
] as const;

export type GuardName = (typeof GUARD_NAMES)[number];

export type GuardLimits = Readonly<Record<GuardName, GuardLimit>>;

/** A person's data in the neutral vocabulary. Keys without a value (absent, null, '') are not in it. */
export type Profile = Attributes;

/** What the worker does when. */
export interface ScheduleConfig {
  readonly plan: PlanTimes;
  /** IANA time zone of the times. */
  readonly zone: string;
  /** Whether a plan that no guard stopped and that needs no approval is applied at once. */
  readonly apply: 'nothing' | 'unattended';
  /** Where plans are written; beside the configuration when absent. */
  readonly folder?: string;
}

export type PlanTimes =
  /** Times in the five fields of cron. */
  | { readonly tag: 'cron'; readonly times: readonly string[] }
  /** Milliseconds from one plan to the next. */
  | { readonly tag: 'every'; readonly ms: number };

/** What is said to a webhook. */
export const NOTIFY_EVENTS = [
  'plan-ready',
  'plan-stopped',
  'plan-failed',
  'applied',
  'not-applied',
  'paused',
  'resumed',
] as const;

export type NotifyEvent = (typeof NOTIFY_EVENTS)[number];

export interface NotifyConfig {
  readonly url: string;
  /** `env:NAME` or `file:PATH`, never the secret itself. */
  readonly bearer?: string;
  /** As `bearer`: signs what is sent. */
  readonly secret?: string;
  readonly on: readonly NotifyEvent[];
  /** Whether names of people may stand in it. */
  readonly people: boolean;
  readonly proxy: boolean;
}
