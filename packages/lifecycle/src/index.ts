// The commands, for the command line and for programs that offer the same.
export { commands } from './commands/commands';
export { runCommand, type Command } from './commands/run-command';
export type { CommandContext, ExitCode, OpenedInstance } from './commands/command-context';
export { readSection, type SectionPlace } from './commands/with-config';
// Their parts, for programs that plan and apply by themselves.
export { decodeLifecycle, type DecodeContext } from './config/decode-lifecycle';
export type { LifecycleConfig } from './config/lifecycle-config';
export { checkFeed, type FeedReport } from './feed/check-feed';
export type { Feed, FeedRow, FeedSummary } from './feed/feed-row';
export type { FeedInputs } from './feed/feed-source';
export { openFeed } from './feed/open-feed';
export { feedCheckText } from './screen/feed-check';
export type { Decision, Event, State } from './decide/decision';
export { makePlan } from './plan/make-plan';
export type { MadePlan, PlanRequest } from './plan/plan-request';
export type { PlanStep } from './plan/plan-step';
export type { PlanLine } from './plan/file/plan-line';
export { readPlan, type ReadPlan } from './plan/file/read-plan';
export { applyPlan, type Applied, type ApplyRefusal, type ApplyRequest } from './apply/apply-plan';
export type { WorkMeans } from './apply/run/work-on-run';
export { createPgBossQueue } from './queue/pg-boss-queue';
export type { Queue } from './queue/queue';
export { DatabaseError } from './database/database-error';
export type { Database } from './database/connect';
export { openDatabase, type DatabaseOptions } from './database/open-database';
export type { Session } from './database/session';
