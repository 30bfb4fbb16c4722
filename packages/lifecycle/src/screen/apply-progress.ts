import type { Progress } from '../apply/run/progress';

export interface ProgressScreen {
  readonly show: (progress: Progress) => void;
  /** A line of its own, above the progress. */
  readonly note: (text: string) => void;
  readonly end: () => void;
}

interface Where {
  readonly err: (text: string) => void;
  readonly rewrite?: (line: string) => void;
}

/** Elsewhere than on a terminal, one line in so many milliseconds. */
const EVERY_MS = 10_000;

/**
 * How far a run is, on standard error: one line that is written over on a terminal, a line every ten seconds elsewhere. The rate is that
 * of the last half minute, and the remaining time follows from it.
 */
export const progressScreen = ({ err, rewrite }: Where, now = () => Date.now()): ProgressScreen => {
  // A run that is over in ten seconds says so itself.
  let lastLine = now();
  let isShown = false;
  const history: { readonly at: number; readonly over: number }[] = [];
  const clear = (): void => {
    if (isShown) {
      rewrite?.('');
      isShown = false;
    }
  };
  return {
    show: (progress) => {
      const at = now();
      history.push({ at, over: countsOf(progress).over });
      while (history.length > 2 && (history[0]?.at ?? at) < at - 30_000) {
        history.shift();
      }
      const text = progressLine(progress, rateOf(history));
      if (rewrite !== undefined) {
        rewrite(text);
        isShown = true;
      } else if (at - lastLine >= EVERY_MS) {
        lastLine = at;
        err(`${text}\n`);
      }
    },
    note: (text) => {
      clear();
      err(`${text}\n`);
    },
    end: clear,
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
export const progressLine = (progress: Progress, perSecond: number): string => {
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
