/** A line of standard error that says how far something is. */
export interface ProgressLine {
  /** What it says is only made where it is shown. */
  readonly show: (text: () => string) => void;
  /** A line of its own, above the progress. */
  readonly note: (text: string) => void;
  readonly end: () => void;
}

export interface Where {
  readonly err: (text: string) => void;
  readonly rewrite?: (line: string) => void;
}

/** Elsewhere than on a terminal, one line in so many milliseconds. */
const EVERY_MS = 10_000;

/** One line that is written over on a terminal; a line every ten seconds elsewhere. */
export const progressLine = ({ err, rewrite }: Where, now = () => Date.now()): ProgressLine => {
  // What is over in ten seconds says so itself.
  let lastLine = now();
  let isShown = false;
  const clear = (): void => {
    if (isShown) {
      rewrite?.('');
      isShown = false;
    }
  };
  return {
    show: (text) => {
      if (rewrite !== undefined) {
        rewrite(text());
        isShown = true;
      } else if (now() - lastLine >= EVERY_MS) {
        lastLine = now();
        err(`${text()}\n`);
      }
    },
    note: (text) => {
      clear();
      err(`${text}\n`);
    },
    end: clear,
  };
};
