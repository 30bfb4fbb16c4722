import { employeeIdOf } from '../accounts/account-row';
import { folded } from '../accounts/fold';
import type { Profile } from '../config/lifecycle-config';
import { fetchPages } from '../database/fetch-rows';
import type { Session } from '../database/session';
import type { FeedError } from '../feed/feed-row';

const COLUMNS = ['line', 'key', 'employee_id', 'username_key', 'email_key', 'whole'] as const;

/**
 * Fills `undecided`: people whom a plan does not decide about, with what an account of theirs could be told by. `line` is that of a row
 * that could not be read; null is a person who is missing from the feed. They claim no account; but an account that fits one of them is
 * not called unmanaged. What was known of a person before counts beside what of their row could be read.
 */
export const findUndecided = async (session: Session, unread: readonly FeedError[]): Promise<void> => {
  await session.execute(
    `create temp table undecided (line integer, key text collate "C", employee_id text collate "C",
       username_key text collate "C", email_key text collate "C", whole boolean not null) on commit drop`,
  );
  await session.copyPagesInto('undecided', COLUMNS, unreadPages(unread));
  await session.copyPagesInto('undecided', COLUMNS, knownPages(await knownOf(session)));
  await session.execute('analyze undecided');
};

async function* unreadPages(unread: readonly FeedError[]): AsyncGenerator<readonly (readonly unknown[])[]> {
  yield unread.map(({ line, key, known }) => [
    line,
    key ?? null,
    known?.employeeid ?? key ?? null,
    folded(known?.username) ?? null,
    folded(known?.email) ?? null,
    known?.isWhole === true && key !== undefined,
  ]);
}

interface KnownPerson {
  readonly line: number | null;
  readonly key: string;
  readonly profile: Profile;
}

/** Read before they are written, because a connection that copies into a table answers nothing else. */
const knownOf = async (session: Session): Promise<readonly (readonly KnownPerson[])[]> => {
  const pages: (readonly KnownPerson[])[] = [];
  for await (const page of fetchPages<KnownPerson & Record<string, unknown>>(
    session,
    `select s.line, p.key, p.profile from iam.person p left join stage s on s.key = p.key
     where s.error is not null or (s.key is null and p.state <> 'left') order by p.key`,
  )) {
    pages.push(page);
  }
  return pages;
};

async function* knownPages(
  pages: readonly (readonly KnownPerson[])[],
): AsyncGenerator<readonly (readonly unknown[])[]> {
  for (const page of pages) {
    yield page.map(({ line, key, profile }) => [
      line,
      key,
      employeeIdOf(profile) ?? key,
      folded(profile['username']) ?? null,
      folded(profile['email']) ?? null,
      true,
    ]);
  }
}
