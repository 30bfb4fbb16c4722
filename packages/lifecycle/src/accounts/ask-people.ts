import { pausesInstance, printable, type Attributes, type Instance } from '@iam/core';
import { fetchRows } from '../database/fetch-rows';
import type { Session } from '../database/session';
import { SEEN_COLUMNS, seenRow } from './account-row';
import { lookUp, type LookedUp } from './look-up';
import type { OnReading } from './reading-step';
import { failedRefresh, markRead, takeOver, type Refreshed } from './refresh';

/** What asking for people one by one came to. */
export type AskedPeople = Refreshed & {
  /** People of whom the application cannot say which account is theirs, by key. */
  readonly unclear: Unclear;
};

export type Unclear = ReadonlyMap<string, UnclearAccount>;

/** Why an application cannot say which account is a person's. */
export interface UnclearAccount {
  readonly why: string;
  /** What it found has the person's name or address and is another's, who may be about to give it up. */
  readonly isAnothers: boolean;
}

export interface AskInputs {
  readonly app: string;
  readonly instance: Instance;
  readonly at: Date;
  /** Of the feed. */
  readonly people: number;
  readonly signal?: AbortSignal;
  readonly onStep?: OnReading;
}

interface Asked {
  /** Null of an account that was found once and is linked to no person. */
  readonly key: string | null;
  readonly profile: string | null;
  readonly vendor_id: string | null;
}

/** So many questions are under way at once; the instance's limiter decides when each is sent. */
const AT_ONCE = 4;

/**
 * Looks up every person of the feed (`stage`) in an application that cannot list its users, and those who have an account there and
 * are no longer in the feed; last the accounts that were found once and that no name leads to any more, which may hold a name or be
 * gone. As many requests as people and such accounts.
 */
export const askPeople = async (
  session: Session,
  { app, instance, at, people: of, signal, onStep }: AskInputs,
): Promise<AskedPeople> => {
  const unclear = new Map<string, UnclearAccount>();
  const gone: string[] = [];
  await session.execute('savepoint asking');
  try {
    await session.execute(
      `create temp table seen (vendor_id text collate "C" not null, username text, email text, employee_id text, active boolean,
         state text, record jsonb not null, record_hash bytea not null, username_key text collate "C", email_key text collate "C")`,
    );
    const people = fetchRows<Asked>(
      session,
      `select s.key, s.profile, a.vendor_id from stage s
         left join iam.account a on a.app = $1 and a.person = s.key and a.gone_at is null
         where s.profile is not null
       union all
       select a.person, null, a.vendor_id from iam.account a
         where a.app = $1 and a.person is not null and a.gone_at is null and not exists (select from stage s where s.key = a.person)`,
      [app],
      AT_ONCE * 25,
    );
    let seen: (readonly unknown[])[] = [];
    let batch: Asked[] = [];
    let asked = 0;
    const ask = async (): Promise<void> => {
      onStep?.({ tag: 'reading', app, accounts: asked - batch.length, of: Math.max(of, asked) });
      const results = await Promise.all(batch.map((one) => askFor(instance, one, signal)));
      for (const [index, result] of results.entries()) {
        const one = batch[index];
        if (one !== undefined) {
          take(one, result);
        }
      }
      batch = [];
      if (seen.length >= 500) {
        await copy();
      }
    };
    const copy = async (): Promise<void> => {
      const rows = seen;
      seen = [];
      await session.copyInto('seen', SEEN_COLUMNS, rows);
    };
    const take = (one: Asked, { result, user }: LookedUp): void => {
      if (user !== undefined) {
        seen.push(seenRow(user, instance));
      } else if (result.status === 'failed' && result.failure.kind !== 'not-found') {
        if (!UNCLEAR.has(result.failure.kind)) {
          throw new Unreadable(
            printable(`${result.failure.message} ${result.failure.next ?? ''}`.trim()),
            pausesInstance(result.failure),
          );
        }
        const { kind, message } = result.failure;
        if (one.key !== null) {
          unclear.set(one.key, { why: printable(message), isAnothers: kind === 'conflict' });
        }
      } else if (one.vendor_id !== null) {
        gone.push(one.vendor_id);
      }
    };
    const askAll = async (some: AsyncIterable<Asked>): Promise<void> => {
      for await (const one of some) {
        batch.push(one);
        asked += 1;
        if (batch.length >= AT_ONCE) {
          await ask();
        }
      }
      await ask();
      await copy();
    };
    await askAll(people);
    await askAll(
      fetchRows<Asked>(
        session,
        `select null as key, null as profile, a.vendor_id from iam.account a
         where a.app = $1 and a.person is null and a.gone_at is null and not exists (select from seen s where s.vendor_id = a.vendor_id)`,
        [app],
        AT_ONCE * 25,
      ),
    );
    await session.execute(
      'delete from seen s using seen t where s.vendor_id = t.vendor_id and s.ctid > t.ctid',
    );
    await session.execute('create index on seen (vendor_id)');
    await session.execute('analyze seen');
    await takeOver(session, app, at);
    await markRead(session, app, at);
    await session.execute(
      `with unsettled as (update iam.person p set settled = false from iam.account a
         where a.app = $1 and a.vendor_id = any($2) and a.person = p.key)
       update iam.account set gone_at = $3 where app = $1 and vendor_id = any($2) and gone_at is null`,
      [app, gone, at],
    );
    await session.execute(
      'delete from iam.account where app = $1 and vendor_id = any($2) and person is null',
      [app, gone],
    );
    await session.execute('drop table seen');
    return { tag: 'read', app, at: at.toISOString(), accounts: asked, unclear };
  } catch (thrown) {
    const failed =
      thrown instanceof Unreadable
        ? { tag: 'failed' as const, app, why: thrown.message, paused: thrown.paused }
        : failedRefresh(app, thrown);
    await session.execute('rollback to savepoint asking');
    return { ...failed, unclear };
  }
};

/** Ends the asking of one application; everything that was learnt of it until then is forgotten. */
class Unreadable extends Error {
  constructor(
    message: string,
    readonly paused: boolean,
  ) {
    super(message);
  }
}

/** Failures that are about one person and say that it cannot be told whose an account is. */
const UNCLEAR: ReadonlySet<string> = new Set(['ambiguous', 'conflict', 'invalid-input']);

const askFor = (
  instance: Instance,
  { profile, vendor_id }: Asked,
  signal: AbortSignal | undefined,
): Promise<LookedUp> =>
  lookUp(
    instance,
    vendor_id === null ? (JSON.parse(profile ?? '{}') as Attributes) : { id: vendor_id },
    signal,
  );
