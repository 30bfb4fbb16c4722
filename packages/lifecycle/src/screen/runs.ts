import type { Progress } from '../apply/progress';
import type { FailedItem } from '../apply/run-items';
import type { Run, RunState } from '../apply/run-state';

export interface RunShown {
  readonly run: Run;
  readonly progress: Progress;
}

const STATES: Readonly<Record<RunState, string>> = {
  applying: 'not over',
  paused: 'paused',
  cancelled: 'cancelled',
  done: 'over',
};

const sumOf = ({ apps }: Progress, of: (app: Progress['apps'][number]) => number): number =>
  apps.reduce((total, app) => total + of(app), 0);

/** `iam runs`: a line each. */
export const runsText = (runs: readonly RunShown[]): string =>
  runs.length === 0
    ? 'No plan was applied yet. iam plan makes one, iam apply FILE applies it.'
    : [
        'run  state      begun              by            done failed stale  open',
        ...runs.map(({ run, progress }) =>
          [
            String(run.id).padStart(3),
            STATES[run.state].padEnd(9),
            run.started.slice(0, 16).replace('T', ' ').padEnd(17),
            run.startedBy.slice(0, 12).padEnd(12),
            String(sumOf(progress, ({ done }) => done)).padStart(5),
            String(sumOf(progress, ({ failed }) => failed)).padStart(6),
            String(sumOf(progress, ({ stale }) => stale)).padStart(5),
            String(sumOf(progress, ({ open, waiting }) => open + waiting)).padStart(5),
          ].join('  '),
        ),
      ].join('\n');

/** `iam runs show N` */
export const runText = ({
  run,
  progress,
  failed,
}: RunShown & { readonly failed: readonly FailedItem[] }): string => {
  const width = Math.max(0, ...progress.apps.map(({ app }) => app.length));
  return [
    `run ${run.id}  ${STATES[run.state]}, begun ${run.started} by ${run.startedBy}${run.ended === null ? '' : `, ended ${run.ended}`}`,
    `plan ${run.planId}`,
    ...progress.apps.map(
      ({ app, done, failed: wrong, stale, held, open, waiting, cancelled, paused }) =>
        `${app.padEnd(width)}  ${[
          `${done} done`,
          ...counted(wrong, 'failed'),
          ...counted(stale, 'stale'),
          ...counted(held, 'held'),
          ...counted(open, 'open'),
          ...counted(waiting, 'not asked for'),
          ...counted(cancelled, 'cancelled'),
        ].join(', ')}${paused === null || open === 0 ? '' : `. Paused: ${paused}`}`,
    ),
    ...failed.map(({ app, person, op, state, said }) => `${state}  ${person} ${app} (${op}): ${said ?? ''}`),
  ].join('\n');
};

const counted = (count: number, what: string): readonly string[] => (count > 0 ? [`${count} ${what}`] : []);
