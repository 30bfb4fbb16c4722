export { decodeLifecycle } from './config/decode-lifecycle';
export type { DecodeContext } from './config/decode-lifecycle';
export type { LifecycleConfig } from './config/lifecycle-config';
export type { Decision, Event, State } from './decide/decision';
export type { Feed, FeedRow, FeedSummary } from './feed/feed-row';
export type { PlanLine } from './plan/plan-line';
