import { printable } from '@iam/core';
import { employeeIdOf } from '../accounts/account-row';
import { folded } from '../accounts/fold';
import { codeOf } from '../database/database-error';
import type { Session } from '../database/session';
import type { Feed, FeedError, FeedPerson, FeedRow, FeedSummary } from '../feed/feed-row';
import { canonicalText } from './file/canonical-text';
import type { ErrorLine } from './file/plan-line';

/** A feed that was read into the temporary table `stage`. */
export interface Staged {
  readonly summary: FeedSummary;
  /** Why the feed as a whole cannot be used: what it says itself, and keys that several rows have. */
  readonly fatal: readonly string[];
  /** Whether somebody has a user name that is another text than the address. */
  readonly hasUserNames: boolean;
}

const COLUMNS = [
  'key',
  'line',
  'profile',
  'zone',
  'employee_id',
  'username_key',
  'email_key',
  'error',
] as const;

type OnError = (line: ErrorLine, row: FeedError) => Promise<void> | undefined;

/**
 * Rows keep their profile as canonical text: equal profiles have equal texts, and only those of people who are looked at are parsed again. What
 * turns a text into bytes is not immutable, as a generated column asks for; `escape`, with backslashes doubled, is, and comes to the same.
 */
const STAGE = `create temp table stage (
  key text collate "C" not null, line integer not null, profile text,
  hash bytea generated always as (sha256(decode(replace(profile, '\\', '\\\\'), 'escape'))) stored, zone text, employee_id text,
  username_key text collate "C", email_key text collate "C", error text) on commit drop`;

const UNIQUE_VIOLATION = '23505';

/** Reads a feed to its end. `onError` gets every row that cannot be used, in the order of the feed, and what of it is written. */
export const stageFeed = async (
  session: Session,
  feed: Feed,
  onError: OnError,
  onRows: (rows: number) => void = () => undefined,
): Promise<Staged> => {
  await session.execute(STAGE);
  let hasUserNames = false;
  const personRow = ({ key, line, profile, zone }: FeedPerson): readonly unknown[] => {
    const email = folded(profile['email']);
    const username = folded(profile['username']) ?? email;
    hasUserNames ||= username !== email;
    return [key, line, canonicalText(profile), zone, employeeIdOf(profile) ?? key, username, email, null];
  };
  await session.copyPagesInto('stage', COLUMNS, stagedPages(feed.pages(), personRow, onError, onRows));
  const summary = feed.summary();
  if (summary.fatal.length > 0) {
    return { summary, fatal: summary.fatal, hasUserNames };
  }
  await session.execute('savepoint staged');
  try {
    await session.execute('create unique index on stage (key)');
  } catch (thrown) {
    if (codeOf(thrown) !== UNIQUE_VIOLATION) {
      throw thrown;
    }
    await session.execute('rollback to savepoint staged');
    return { summary, fatal: [await repeatedKeys(session)], hasUserNames };
  }
  await session.execute('analyze stage');
  return { summary, fatal: [], hasUserNames };
};

async function* stagedPages(
  pages: AsyncIterable<readonly FeedRow[]>,
  personRow: (person: FeedPerson) => readonly unknown[],
  onError: OnError,
  onRows: (rows: number) => void,
): AsyncGenerator<readonly (readonly unknown[])[]> {
  let rows = 0;
  for await (const page of pages) {
    const staged: (readonly unknown[])[] = [];
    for (const row of page) {
      if (row.tag === 'person') {
        staged.push(personRow(row));
        continue;
      }
      const line: ErrorLine = {
        type: 'error',
        line: row.line,
        ...(row.key === undefined ? {} : { person: row.key }),
        ...(row.column === undefined ? {} : { column: row.column }),
        problem: row.problem,
      };
      await onError(line, row);
      if (row.key !== undefined) {
        staged.push([row.key, row.line, null, null, null, null, null, `line ${row.line}: ${row.problem}`]);
      }
    }
    yield staged;
    rows += page.length;
    onRows(rows);
  }
}

/** One key is one person: with two rows it is unknown which is right, and a feed that has it may be two feeds in one. */
const repeatedKeys = async (session: Session): Promise<string> => {
  const [repeated] = await session.query<{
    readonly count: number;
    readonly examples: readonly string[] | null;
  }>(
    `with twice as (select key, array_agg(line order by line) as lines from stage group by key having count(*) > 1)
     select count(*)::int as count,
       (select array_agg(key || ' (lines ' || array_to_string(lines[1:3], ', ') || ')' order by key)
        from (select * from twice order by key limit 5) first) as examples
     from twice`,
  );
  const { count, examples } = repeated ?? { count: 0, examples: null };
  const first = examples ?? [];
  const more = count - first.length;
  return `${count === 1 ? 'A key stands' : `${count} keys stand`} in several rows: ${first.map((text) => printable(text)).join(', ')}${more > 0 ? ` and ${more} more` : ''}. A key is one person; correct the feed.`;
};
