import type { Instance } from '@iam/core';
import type { OnReading } from '../accounts/reading-step';
import type { RunRecord } from '../apply/run/run-state';
import type { LifecycleConfig } from '../config/lifecycle-config';
import type { Database } from '../database/connect';
import type { AppCounts, GuardLine, PlanHead } from '../plan/file/plan-line';

/** Which run is taken back, of whom, and where the plan is written. */
export interface UndoRequest {
  readonly database: Database;
  readonly run: RunRecord;
  readonly config: Pick<LifecycleConfig, 'hash' | 'planHours' | 'guards'>;
  /** Opens an application; undefined with the reason when it cannot be. */
  readonly open: (
    app: string,
  ) => Promise<
    { readonly tag: 'open'; readonly instance: Instance } | { readonly tag: 'broken'; readonly why: string }
  >;
  /** Keys; empty for everybody. */
  readonly people: readonly string[];
  readonly made: Date;
  readonly madeBy: string;
  readonly core: string;
  readonly place: { readonly folder: string; readonly out?: string };
  readonly signal?: AbortSignal;
  /** Told how far it is. */
  readonly onReading?: OnReading;
}

/** A plan that takes a run back; nothing is done before it is applied. */
export interface MadeUndo {
  readonly path: string;
  readonly head: PlanHead;
  readonly guards: readonly GuardLine[];
  readonly apps: Readonly<Record<string, AppCounts>>;
  readonly sha256: string;
  /** 0 nothing to undo, 1 nothing can be undone of what is to be, 3 changes, 4 stopped by a guard. */
  readonly exit: 0 | 1 | 3 | 4;
}
