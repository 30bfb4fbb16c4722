import type { Applied } from '../apply/apply-plan';
import type { AppProgress } from '../apply/run/progress';
import { whatAllows } from './what-allows';
import { counted, failedItemText, pausedText, RUN_STATES, temporaryText, type NotDone } from './run-words';
import { screenText } from './screen-text';

const SHOWN = 20;

/** What became of a plan: a line per application, who was not done and why, and what next. */
export const appliedText = (
  file: string,
  { run, wasOver, progress, stopped }: Applied,
  { failed, temporary }: NotDone,
  { isInterrupted }: { readonly isInterrupted: boolean },
): string => {
  const width = Math.max(0, ...progress.apps.map(({ app }) => app.length));
  return screenText([
    wasOver
      ? `Run ${run.id} of this plan was over already; nothing was sent.`
      : `run ${run.id}  ${RUN_STATES[run.state]}`,
    ...progress.apps.map((app) => `${app.app.padEnd(width)}  ${countsText(app)}`),
    ...stopped.map(({ app, text }) => `stopped  ${app}: ${text}`),
    ...(run.state === 'done' ? overBut(stopped) : whatAllows(file, stopped)),
    ...failed.slice(0, SHOWN).map(failedItemText),
    ...(failed.length > SHOWN ? [`… and ${failed.length - SHOWN} more: iam runs show ${run.id}`] : []),
    ...temporaryText(temporary),
    ...nextOf(file, run, progress.apps, failed.length > 0, isInterrupted),
  ]);
};

/** An approval changes nothing of a plan whose run is over. */
const overBut = (stopped: Applied['stopped']): readonly string[] =>
  stopped.length === 0
    ? []
    : [
        'This plan is over, and what was stopped is not done. When it is right after all: iam plan, and allow it there before that plan is applied.',
      ];

const countsText = (app: AppProgress): string =>
  [
    `${app.done} done`,
    ...counted(app.failed, 'failed'),
    ...counted(app.stale, 'stale'),
    ...counted(app.held, 'held'),
    ...counted(app.waiting, 'not asked for'),
    ...counted(app.open, 'open'),
  ].join(', ') + pausedText(app);

const nextOf = (
  file: string,
  { id, state }: Applied['run'],
  apps: readonly AppProgress[],
  hasFailed: boolean,
  isInterrupted: boolean,
): readonly string[] => {
  const isPaused = apps.some(({ paused, open }) => paused !== null && open > 0);
  const isWaiting = apps.some(({ waiting }) => waiting > 0);
  if (isPaused) {
    return [`Next: correct what lets the application refuse everybody, then iam apply ${file} goes on.`];
  }
  if (state === 'applying' && (isInterrupted || !isWaiting)) {
    return [`Nothing is lost: iam apply ${file} goes on where it stands; iam runs cancel ${id} ends it.`];
  }
  if (isWaiting) {
    return [`The others wait: iam apply ${file} does them.`];
  }
  return hasFailed
    ? [`Next: iam runs retry ${id} tries what failed again; a new plan sees what is stale as it is now.`]
    : [];
};
