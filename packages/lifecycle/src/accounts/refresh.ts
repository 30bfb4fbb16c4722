import { isIAMError, pausesInstance, printable, type Instance } from '@iam/core';
import type { Database } from '../database/connect';
import { isOfValue, messageOf } from '../database/database-error';
import type { Session } from '../database/session';
import { SEEN_COLUMNS, seenRow } from './account-row';
import { askWritten } from './ask-written';
import { ACCOUNTS_PER_STEP, type OnReading } from './reading-step';
import { WRITTEN_MEANWHILE } from './written';

/** What became of reading one application. */
export type Refreshed =
  | { readonly tag: 'read'; readonly app: string; readonly at: string; readonly accounts: number }
  /** Nothing was taken over; the plan leaves the application out. */
  | {
      readonly tag: 'failed';
      readonly app: string;
      readonly why: string;
      /** Its credentials or its configuration are wrong: another attempt does not help. */
      readonly paused: boolean;
    };

export interface RefreshInputs {
  readonly database: Pick<Database, 'transaction'>;
  readonly app: string;
  readonly instance: Instance;
  readonly at: Date;
  readonly signal?: AbortSignal;
  readonly onStep?: OnReading;
}

/**
 * Takes over what an application lists, all of it or nothing: a list that ends early would make leavers of those who are missing.
 * Accounts that the list does not have any more are marked, not forgotten.
 */
export const refreshAccounts = async (inputs: RefreshInputs): Promise<Refreshed> => {
  const { database, app, instance, at, signal, onStep } = inputs;
  try {
    const accounts = await database.transaction(async (session) => {
      await session.execute(SEEN);
      const read = await session.copyInto(
        'seen',
        SEEN_COLUMNS,
        rowsOf(instance, signal === undefined ? {} : { signal }, (accounts) =>
          onStep?.({ tag: 'reading', app, accounts }),
        ),
      );
      await session.execute('create index on seen (vendor_id)');
      await session.execute('analyze seen');
      const older = await askWritten(session, { app, instance, ...(signal === undefined ? {} : { signal }) });
      await takeOver(session, app, at);
      await session.execute(GONE, [app, at]);
      await markRead(session, app, at);
      await session.execute(`update iam.account set seen = now() where app = $1 and vendor_id = any($2)`, [
        app,
        older,
      ]);
      return read;
    });
    return { tag: 'read', app, at: at.toISOString(), accounts };
  } catch (thrown) {
    return failedRefresh(app, thrown);
  }
};

/**
 * What the application said, as the sentence for the plan. So is a value in what it shows that cannot be kept: one such record must not
 * keep leavers in everywhere else. Anything else is thrown on.
 */
export const failedRefresh = (
  app: string,
  thrown: unknown,
): Extract<Refreshed, { readonly tag: 'failed' }> => {
  if (isOfValue(thrown)) {
    return { tag: 'failed', app, why: unkeepable(thrown), paused: false };
  }
  if (!isIAMError(thrown) || thrown.failure.kind === 'interrupted') {
    throw thrown;
  }
  const { failure } = thrown;
  return {
    tag: 'failed',
    app,
    why: printable(failure.next === undefined ? failure.message : `${failure.message} ${failure.next}`),
    paused: pausesInstance(failure),
  };
};

/** The message of PostgreSQL names no value. */
const unkeepable = (thrown: unknown): string =>
  printable(`it shows a record that cannot be kept (${messageOf(thrown)}); correct the record there.`);

async function* rowsOf(
  instance: Instance,
  options: { readonly signal?: AbortSignal },
  onRead: (accounts: number) => void,
): AsyncGenerator<readonly unknown[]> {
  let accounts = 0;
  onRead(accounts);
  for await (const user of instance.users({ asRead: true, ...options })) {
    yield seenRow(user, instance);
    accounts += 1;
    if (accounts % ACCOUNTS_PER_STEP === 0) {
      onRead(accounts);
    }
  }
}

const SEEN = `create temp table seen (
  vendor_id text collate "C" not null, username text, email text, employee_id text, active boolean, state text, record jsonb not null,
  record_hash bytea not null, username_key text collate "C", email_key text collate "C") on commit drop`;

/** Takes over what was seen. People whose account is another one than it was are looked at again. */
export const takeOver = async (session: Session, app: string, at: Date): Promise<void> => {
  await session.execute(
    `update iam.person p set settled = false
     from iam.account a join seen s on s.vendor_id = a.vendor_id
     where a.app = $1 and a.person = p.key and p.settled
       and (a.record_hash <> s.record_hash or a.active is distinct from s.active or a.state is distinct from s.state
         or a.gone_at is not null)`,
    [app],
  );
  await session.execute(
    `insert into iam.account as a (app, vendor_id, username, email, employee_id, active, state, record, record_hash, username_key,
       email_key, disabled_at, seen)
     select $1, vendor_id, username, email, employee_id, active, state, record, record_hash, username_key, email_key,
       case when active is false then $2::timestamptz end, $2 from seen
     on conflict (app, vendor_id) do update set
       username = excluded.username, email = excluded.email, employee_id = excluded.employee_id, active = excluded.active,
       state = excluded.state, record = excluded.record, record_hash = excluded.record_hash, username_key = excluded.username_key,
       email_key = excluded.email_key, gone_at = null, seen = excluded.seen
     where not ${WRITTEN_MEANWHILE}`,
    [app, at],
  );
};

/** After all that compares with the list before this one: its instant tells what was read from it. */
export const markRead = async (session: Session, app: string, at: Date): Promise<void> => {
  await session.execute(
    `insert into iam.application (name, refreshed) values ($1, $2)
     on conflict (name) do update set refreshed = excluded.refreshed`,
    [app, at],
  );
};

/** An unmanaged account is forgotten when it is gone. */
const GONE = `with gone as (
    select a.vendor_id, a.person from iam.account a
    where a.app = $1 and a.gone_at is null and not exists (select from seen s where s.vendor_id = a.vendor_id)
      and not ${WRITTEN_MEANWHILE}),
  forgotten as (
    delete from iam.account a using gone where a.app = $1 and a.vendor_id = gone.vendor_id and gone.person is null),
  unsettled as (
    update iam.person p set settled = false from gone where gone.person = p.key)
  update iam.account a set gone_at = $2 from gone
  where a.app = $1 and a.vendor_id = gone.vendor_id and gone.person is not null`;
