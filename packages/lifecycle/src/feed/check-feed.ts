import { ownText } from './own-text';
import type { Feed, FeedError, FeedRow, FeedSummary } from './feed-row';

/** What was understood of a feed, for a person who sets it up. Holds no values of people but their keys and what is wrong in a cell. */
export interface FeedReport extends FeedSummary {
  /** Whether a plan could be made of it: nothing fatal, and no person twice. */
  readonly usable: boolean;
  /** The first rows in error; `errors` is the number of all. */
  readonly firstErrors: readonly FeedError[];
  /** Keys that several rows have, the first ones. */
  readonly firstDuplicates: readonly DuplicateKey[];
  /** How many keys several rows have. */
  readonly duplicates: number;
}

export interface DuplicateKey {
  readonly key: string;
  /** The first lines that have it. */
  readonly lines: readonly number[];
  readonly times: number;
}

/** How many errors and keys are named. */
const SHOWN = 20;
const SHOWN_LINES = 5;

/** Reads a feed to its end. Remembers every key to find those that are there twice: about 100 bytes a person. */
export const checkFeed = async (feed: Feed): Promise<FeedReport> => {
  const firstLines = new Map<string, number>();
  const repeated = new Map<string, { lines: number[]; times: number }>();
  const firstErrors: FeedError[] = [];
  const look = (row: FeedRow): void => {
    if (row.tag === 'error' && firstErrors.length < SHOWN) {
      // A report of what was understood shows no values of people.
      const { known: _values, ...error } = row;
      firstErrors.push(error);
    }
    if (row.key === undefined) {
      return;
    }
    const first = firstLines.get(row.key);
    if (first === undefined) {
      firstLines.set(ownText(row.key), row.line);
      return;
    }
    const known = repeated.get(row.key) ?? { lines: [first], times: 1 };
    known.times += 1;
    if (known.lines.length < SHOWN_LINES) {
      known.lines.push(row.line);
    }
    repeated.set(ownText(row.key), known);
  };
  for await (const page of feed.pages()) {
    page.forEach(look);
  }
  const summary = feed.summary();
  return {
    ...summary,
    usable: summary.fatal.length === 0 && repeated.size === 0,
    firstErrors,
    firstDuplicates: [...repeated].slice(0, SHOWN).map(([key, { lines, times }]) => ({ key, lines, times })),
    duplicates: repeated.size,
  };
};
