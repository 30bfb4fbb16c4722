import type { Progress } from '../apply/run/progress';
import type { Run } from '../apply/run/run-state';
import { counted, failedItemText, pausedText, RUN_STATES, temporaryText, type NotDone } from './run-words';
import { screenText } from './screen-text';

export interface RunShown {
  readonly run: Run;
  readonly progress: Progress;
}

const sumOf = ({ apps }: Progress, of: (app: Progress['apps'][number]) => number): number =>
  apps.reduce((total, app) => total + of(app), 0);

/** `iam runs`: a line each. */
export const runsText = (runs: readonly RunShown[]): string =>
  runs.length === 0
    ? 'No plan was applied yet. iam plan makes one, iam apply FILE applies it.'
    : screenText([
        'run  state      begun              by            done failed stale  open',
        ...runs.map(({ run, progress }) =>
          [
            String(run.id).padStart(3),
            RUN_STATES[run.state].padEnd(9),
            run.started.slice(0, 16).replace('T', ' ').padEnd(17),
            run.startedBy.slice(0, 12).padEnd(12),
            String(sumOf(progress, ({ done }) => done)).padStart(5),
            String(sumOf(progress, ({ failed }) => failed)).padStart(6),
            String(sumOf(progress, ({ stale }) => stale)).padStart(5),
            String(sumOf(progress, ({ open, waiting }) => open + waiting)).padStart(5),
          ].join('  '),
        ),
      ]);

/** `iam runs show N` */
export const runText = ({ run, progress, failed, temporary }: RunShown & NotDone): string => {
  const width = Math.max(0, ...progress.apps.map(({ app }) => app.length));
  return screenText([
    `run ${run.id}  ${RUN_STATES[run.state]}, begun ${run.started} by ${run.startedBy}${run.ended === null ? '' : `, ended ${run.ended}`}`,
    `plan ${run.planId}`,
    ...progress.apps.map(
      (app) =>
        `${app.app.padEnd(width)}  ${[
          `${app.done} done`,
          ...counted(app.failed, 'failed'),
          ...counted(app.stale, 'stale'),
          ...counted(app.held, 'held'),
          ...counted(app.open, 'open'),
          ...counted(app.waiting, 'not asked for'),
          ...counted(app.cancelled, 'cancelled'),
        ].join(', ')}${pausedText(app)}`,
    ),
    ...failed.map(failedItemText),
    ...temporaryText(temporary),
  ]);
};
