export type { LifecycleConfig } from './config/lifecycle-config';
export type { Decision, Event, State } from './decide/decision';
export type { Feed, FeedRow, FeedSummary } from './feed/feed-row';
export type { PlanLine } from './plan/plan-line';
export type { Database } from './database/connect';
export { DatabaseError } from './database/database-error';
export { openDatabase, type DatabaseOptions } from './database/open-database';
export type { CopyRows, Session } from './database/session';
