export { decodeLifecycle } from './config/decode-lifecycle';
export type { DecodeContext } from './config/decode-lifecycle';
export type { LifecycleConfig } from './config/lifecycle-config';
export type { Decision, Event, State } from './decide/decision';
export { checkFeed } from './feed/check-feed';
export type { FeedReport } from './feed/check-feed';
export type { Feed, FeedRow, FeedSummary } from './feed/feed-row';
export type { FeedInputs } from './feed/feed-source';
export { openFeed } from './feed/open-feed';
export type { PlanLine } from './plan/plan-line';
export { backupDatabase, type BackupDone } from './database/administer/backup';
export type { BackupHeader } from './database/administer/backup-format';
export { databaseDoctor, type Check } from './database/administer/doctor';
export { moveDatabase, type Moved } from './database/administer/move';
export { restoreDatabase } from './database/administer/restore';
export {
  databaseStatus,
  startDatabase,
  stopDatabase,
  type DatabaseFacts,
  type DatabaseStatus,
} from './database/administer/status';
export type { Database } from './database/connect';
export { DatabaseError } from './database/database-error';
export type { EmbeddedState } from './database/embedded/embedded-server';
export { openDatabase, type DatabaseOptions } from './database/open-database';
export type { CopyRows, Session } from './database/session';
export { feedCheckText } from './screen/feed-check';
export { commands } from './commands/commands';
export { runCommand, type Command } from './commands/run-command';
export type { CommandContext, ExitCode, OpenedInstance } from './commands/command-context';
export type { Store } from './database/store';
export { applyLock, planLock, type WorkLock } from './database/work-lock';
export {
  backupScreen,
  doctorScreen,
  moveScreen,
  restoreScreen,
  statusScreen,
  stopScreen,
} from './screen/database-screen';
