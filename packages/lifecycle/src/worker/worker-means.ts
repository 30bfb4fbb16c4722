import type { WorkMeans } from '../apply/run/work-on-run';
import type { LifecycleConfig } from '../config/lifecycle-config';
import type { Database } from '../database/connect';
import type { MadePlan } from '../plan/plan-request';
import type { Notification } from './notification';
import type { WorkerEvent } from './worker-event';

/** What a worker needs of the program that runs it. */
export interface WorkerMeans {
  readonly config: LifecycleConfig;
  readonly openDatabase: () => Promise<Database>;
  /** Makes a plan and writes its file. */
  readonly plan: (database: Database, made: Date, signal: AbortSignal) => Promise<MadePlan>;
  /** What a run is worked on with; the queue lives as long as the work. */
  readonly withWork: <A>(database: Database, work: (means: WorkMeans) => Promise<A>) => Promise<A>;
  /**
   * The time that the schedule goes by: the database server's, so that all workers have one. A machine whose clock is a day ahead would
   * otherwise make tomorrow's plan, and keep the others from it.
   */
  readonly timeOf: (database: Database) => Promise<Date>;
  /** Time of messages, and of waiting. */
  readonly clock: {
    readonly date: () => Date;
    readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  };
  readonly log: (event: WorkerEvent) => void;
  readonly tell: (notification: Notification) => void;
  /** Machine and process, as others see it. */
  readonly name: string;
  readonly actor: string;
  /** Nothing further is begun after it; what is at hand ends. */
  readonly signal: AbortSignal;
  /** Ends after one round, instead of waiting for the next. */
  readonly once: boolean;
}
