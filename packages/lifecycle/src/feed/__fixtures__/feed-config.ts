import type { FeedConfig } from '../../config/lifecycle-config';
import type { FeedPerson, FeedRow, FeedSummary } from '../feed-row';
import { openFeed } from '../open-feed';
import type { FeedInputs } from '../feed-source';

/** A configuration that says as little as possible. */
export const feedConfig = (more: Partial<FeedConfig> = {}): FeedConfig => ({
  from: { tag: 'stdin' },
  key: 'employeeid',
  dates: ['yyyy-MM-dd'],
  dateKeys: ['hiredate', 'terminationdate'],
  zone: 'Europe/Berlin',
  ...more,
});

async function* piecesOf(pieces: readonly (string | Buffer)[]): AsyncGenerator<Buffer | string, void> {
  yield* pieces;
}

/** Standard input that holds these pieces. */
export const inputOf = (...pieces: readonly (string | Buffer)[]): FeedInputs => ({
  baseDir: __dirname,
  stdin: piecesOf(pieces),
  env: {},
});

export interface ReadFeed {
  readonly rows: readonly FeedRow[];
  readonly people: readonly FeedPerson[];
  readonly problems: readonly string[];
  readonly summary: FeedSummary;
}

/** The whole feed, read. */
export const readAll = async (config: FeedConfig, inputs: FeedInputs): Promise<ReadFeed> => {
  const feed = openFeed(config, inputs);
  const rows: FeedRow[] = [];
  for await (const page of feed.pages()) {
    rows.push(...page);
  }
  return {
    rows,
    people: rows.filter((row) => row.tag === 'person'),
    problems: rows.flatMap((row) => (row.tag === 'error' ? [row.problem] : [])),
    summary: feed.summary(),
  };
};
