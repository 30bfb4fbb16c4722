import type { Instance } from '@iam/core';
import type { Today } from '../calendar/today';
import type { LifecycleConfig } from '../config/lifecycle-config';
import type { Database } from '../database/connect';
import type { Feed } from '../feed/feed-row';
import type { AppCounts, GuardLine, PlanHead } from './file/plan-line';
import type { PlanStep } from './plan-step';

/** What a plan is made of. */
export interface PlanRequest {
  readonly database: Database;
  readonly config: LifecycleConfig;
  readonly feed: Feed;
  /** By the names that the configuration uses. */
  readonly instances: ReadonlyMap<string, Instance>;
  /** Instances that could not be opened, and why: the plan leaves them out. */
  readonly unopened?: ReadonlyMap<string, string>;
  /** What the decisions hold for. */
  readonly today: Today;
  readonly made: Date;
  readonly madeBy: string;
  /** The version of core. */
  readonly core: string;
  readonly place: { readonly folder: string; readonly out?: string };
  /** Whether the applications are read first; else what is known of them counts. */
  readonly refresh: boolean;
  /** Requests per second of each application, for estimates. */
  readonly rates?: Readonly<Record<string, number>>;
  readonly signal?: AbortSignal;
  /** Told how far it is. */
  readonly onStep?: (step: PlanStep) => void;
}

/** A plan that was written. */
export interface MadePlan {
  readonly path: string;
  readonly head: PlanHead;
  readonly guards: readonly GuardLine[];
  readonly apps: Readonly<Record<string, AppCounts>>;
  readonly sha256: string;
  /** People who were looked at. */
  readonly looked: number;
  /** What a reader should know of the rules and the applications, as sentences; the file has those about the feed too. */
  readonly remarks: readonly string[];
  /** Applications that the plan leaves out, and why. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** 0 nothing to do, 1 an application is left out, or there are only people whom it could not decide about, 3 changes, 4 stopped by a guard. */
  readonly exit: 0 | 1 | 3 | 4;
}
