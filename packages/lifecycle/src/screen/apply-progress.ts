import type { Progress } from '../apply/run/progress';
import { progressLine, type Where } from './progress-line';

export interface ProgressScreen {
  readonly show: (progress: Progress) => void;
  /** A line of its own, above the progress. */
  readonly note: (text: string) => void;
  readonly end: () => void;
}

/** How far a run is, on standard error. The rate is that of the last half minute, and the remaining time follows from it. */
export const progressScreen = (where: Where, now = () => Date.now()): ProgressScreen => {
  const line = progressLine(where, now);
  const history: { readonly at: number; readonly over: number }[] = [];
  return {
    show: (progress) => {
      const at = now();
      history.push({ at, over: countsOf(progress).over });
      while (history.length > 2 && (history[0]?.at ?? at) < at - 30_000) {
        history.shift();
      }
      line.show(() => runLine(progress, rateOf(history)));
    },
    note: line.note,
    end: line.end,
  };
};

const countsOf = ({ apps }: Progress) => {
  const sum = (of: (app: Progress['apps'][number]) => number): number =>
    apps.reduce((total, app) => total + of(app), 0);
  const over = sum(({ done, failed, stale }) => done + failed + stale);
  return {
    over,
    open: sum(({ open }) => open),
    failed: sum(({ failed }) => failed),
    stale: sum(({ stale }) => stale),
  };
};

const rateOf = (history: readonly { readonly at: number; readonly over: number }[]): number => {
  const [first, last] = [history[0], history.at(-1)];
  return first === undefined || last === undefined || last.at === first.at
    ? 0
    : ((last.over - first.over) * 1000) / (last.at - first.at);
};

/** `run 42  120 of 300 done, 2 failed, 4.1/s, about 44 s left  (AWS paused: …)` */
export const runLine = (progress: Progress, perSecond: number): string => {
  const { over, open, failed, stale } = countsOf(progress);
  const left =
    perSecond > 0 && open > 0 ? `, ${perSecond.toFixed(1)}/s, about ${duration(open / perSecond)} left` : '';
  const paused = progress.apps.filter(({ paused: why, open: still }) => why !== null && still > 0);
  return [
    `run ${progress.run}  ${over} of ${over + open} done`,
    ...(failed > 0 ? [`, ${failed} failed`] : []),
    ...(stale > 0 ? [`, ${stale} stale`] : []),
    left,
    ...(paused.length > 0 ? [`  paused: ${paused.map(({ app }) => app).join(', ')}`] : []),
  ].join('');
};

/** `44 s`, `3 min`, `2 h 10 min` */
export const duration = (seconds: number): string => {
  if (seconds < 90) {
    return `${Math.max(1, Math.round(seconds))} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};
