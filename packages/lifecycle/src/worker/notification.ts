import { basename } from 'node:path';
import { printable } from '@iam/core';
import type { Progress } from '../apply/run/progress';
import type { Run } from '../apply/run/run-state';
import type { NotifyEvent } from '../config/lifecycle-config';
import type { MadePlan } from '../plan/plan-request';
import type { AppCounts, GuardLine } from '../plan/file/plan-line';

/** What is told to the webhook. Names of people stand in it only where the configuration lets them. */
export interface Notification {
  readonly event: NotifyEvent;
  /** ISO instant. */
  readonly at: string;
  /** A sentence for a person. */
  readonly text: string;
  readonly plan?: { readonly id: string; readonly file?: string; readonly exit?: MadePlan['exit'] };
  readonly run?: Pick<Run, 'id' | 'startedBy' | 'started' | 'ended'>;
  readonly application?: string;
  /** By application: what a plan comes to, or how far its run came. */
  readonly applications?: Readonly<Record<string, AppCounts | RunCounts>>;
  /** Guards that stopped something. */
  readonly guards?: readonly StoppedBy[];
  /** Applications that the plan leaves out, and why. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

export type RunCounts = Readonly<Record<'done' | 'failed' | 'stale' | 'held' | 'cancelled', number>>;

type StoppedBy = Pick<GuardLine, 'app' | 'rule' | 'value' | 'of' | 'limit'> & { readonly text?: string };

const PLAN_TEXT: Readonly<Record<'plan-ready' | 'plan-stopped', (file: string) => string>> = {
  'plan-ready': (file) => `A plan waits for a person: iam show ${file}.`,
  'plan-stopped': (file) => `A guard has stopped a plan, and nothing of it was applied: iam show ${file}.`,
};

export const planNotification = (
  event: 'plan-ready' | 'plan-stopped',
  { head, path, apps, guards, leftOut, exit }: MadePlan,
  at: Date,
  people: boolean,
): Notification => {
  const stopping = guards.filter(({ ok }) => !ok);
  return {
    event,
    at: at.toISOString(),
    text: PLAN_TEXT[event](basename(path)),
    plan: { id: head.id, file: basename(path), exit },
    applications: apps,
    ...(stopping.length === 0 ? {} : { guards: stopping.map((guard) => stoppedBy(guard, people)) }),
    ...(Object.keys(leftOut).length === 0 ? {} : { leftOut }),
  };
};

/** The text of a guard names people. */
const stoppedBy = ({ app, rule, value, of, limit, text }: GuardLine, people: boolean): StoppedBy => ({
  app,
  rule,
  value,
  of,
  limit,
  ...(people ? { text } : {}),
});

/** `leavers 50 of 1000 (limit 2 %, at least 5)`, or that the feed cannot be used. */
export const guardWords = ({ app, rule, value, of, limit }: StoppedBy): string =>
  rule === 'feed'
    ? 'the feed cannot be used'
    : `${rule} ${value} of ${of}${app === '*' ? '' : ` in ${printable(app)}`} (limit ${limit})`;

export const runNotification = (run: Run, { apps }: Progress, at: Date): Notification => {
  const { id, planId, startedBy, started, ended } = run;
  return {
    event: 'applied',
    at: at.toISOString(),
    text: `Run ${id} is over: ${runWords(apps)}.`,
    plan: { id: planId },
    run: { id, startedBy, started, ended },
    applications: Object.fromEntries(
      apps.map(({ app, done, failed, stale, held, cancelled }) => [
        app,
        { done, failed, stale, held, cancelled },
      ]),
    ),
  };
};

/** `12 done, 1 failed` */
export const runWords = (apps: Progress['apps']): string =>
  (['done', 'failed', 'stale', 'held', 'open'] as const)
    .map((state) => [state, apps.reduce((sum, app) => sum + app[state], 0)] as const)
    .filter(([state, count]) => state === 'done' || count > 0)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
