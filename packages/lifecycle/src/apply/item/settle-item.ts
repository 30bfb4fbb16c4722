import { canonicalHash } from '@iam/core';
import type { Database } from '../../database/connect';
import type { Session } from '../../database/session';
import type { AnyClaim, Claim } from './claim';
import type { Verdict } from './verdict';

/** What is known of the account after the attempt; absent where nothing new is. */
export interface AccountAfter {
  readonly vendorId: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly employeeId: string | null;
  readonly active: boolean | null;
  readonly state?: string;
  readonly record?: Readonly<Record<string, unknown>>;
  /** A reference was not written, because the account that it names is not there: the desired state is not reached. */
  readonly isPart?: boolean;
}

export type AccountChange =
  | { readonly tag: 'none' }
  | { readonly tag: 'is'; readonly account: AccountAfter }
  /** An account that is known already is the person's from now on. */
  | { readonly tag: 'linked'; readonly vendorId: string }
  /** The application has no such account any more. */
  | { readonly tag: 'gone'; readonly vendorId: string };

/**
 * Records what became of an item, and what the account is like, in one transaction. False, and nothing is recorded, when the item was
 * taken by another worker meanwhile (this one was stopped, or lost the database for longer than a heartbeat): that one knows better.
 */
export const settleItem = (
  sql: Pick<Database, 'transaction'>,
  claim: Settled,
  verdict: Verdict,
  change: AccountChange,
): Promise<boolean> =>
  sql.transaction(async (inside) => {
    if (!(await settleClaim(inside, claim, verdict))) {
      return false;
    }
    if (verdict.tag === 'pause') {
      await inside.query(
        `insert into iam.application (name, paused) values ($1, $2) on conflict (name) do update set paused = excluded.paused`,
        [claim.item.app, verdict.said],
      );
    }
    if (claim.item.type === 'item') {
      await settleAccount(inside, { ...claim, item: claim.item }, verdict, change);
    }
    return true;
  });

type Settled<Claimed extends AnyClaim = AnyClaim> = Pick<Claimed, 'run' | 'item' | 'attempts' | 'unfinished'>;

/** The phase of what is done when nothing of people is open any more; groups have it from the beginning. */
const AFTER_PEOPLE = 1;

/** The number of the attempt tells whose claim it is: every worker that takes the item raises it. */
const OWN = `run = $1 and n = $2 and attempts = $3`;

/** Whether the claim was still ours. */
const settleClaim = async (
  sql: Pick<Session, 'execute'>,
  { run, item: { n }, attempts }: Settled,
  verdict: Verdict,
): Promise<boolean> => {
  const own = [run, n, attempts];
  const settled = (): Promise<number> => {
    switch (verdict.tag) {
      case 'again':
        // A throttled request does not count as an attempt: a vendor that throttles for an hour makes no item give up.
        return sql.execute(
          `update iam.item set state = 'pending', said = $4, not_before = now() + make_interval(secs => $5)
           where ${OWN} and state = 'running'`,
          [...own, verdict.said, verdict.inMs / 1000],
        );
      case 'later':
        return sql.execute(
          `update iam.item set state = 'pending', phase = $5, said = $4 where ${OWN} and state = 'running'`,
          [...own, verdict.said, AFTER_PEOPLE],
        );
      case 'pause':
        return sql.execute(
          `update iam.item set state = 'pending', phase = greatest(phase, $5), said = $4, attempts = greatest(0, attempts - 1)
           where ${OWN} and state = 'running'`,
          [...own, verdict.said, verdict.isPutOff === true ? AFTER_PEOPLE : 0],
        );
      case 'leave':
        return sql.execute(
          `update iam.item set state = 'pending', attempts = greatest(0, attempts - 1) where ${OWN} and state = 'running'`,
          own,
        );
      default:
        // What was done is done, also when the run was cancelled meanwhile.
        return sql.execute(
          `update iam.item set state = $4, said = $5, ended = now(), not_before = null
           where ${OWN} and state in ('running', 'cancelled')`,
          [...own, verdict.tag, verdict.said],
        );
    }
  };
  return (await settled()) > 0;
};

const settleAccount = async (
  sql: Pick<Session, 'query'>,
  { run, item, unfinished }: Settled<Claim>,
  verdict: Verdict,
  change: AccountChange,
): Promise<void> => {
  const { app, person } = item;
  if (change.tag === 'gone') {
    await sql.query('update iam.account set gone_at = now() where app = $1 and vendor_id = $2', [
      app,
      change.vendorId,
    ]);
    return;
  }
  if (change.tag === 'linked') {
    await sql.query(
      `update iam.account set person = $3, linked_by = coalesce(linked_by, 'adopted'), desired_hash = coalesce(convert_to($4::text, 'UTF8'), desired_hash)
       where app = $1 and vendor_id = $2`,
      [app, change.vendorId, person, item.post.hash ?? null],
    );
    return;
  }
  if (change.tag === 'none') {
    return;
  }
  const { vendorId, username, email, employeeId, active, state, record, isPart = false } = change.account;
  await sql.query(UPSERT, [
    app,
    vendorId,
    person,
    item.op === 'create' ? 'created' : 'link',
    username,
    email,
    employeeId,
    active,
    state ?? null,
    record === undefined ? null : JSON.stringify(record),
    record === undefined ? null : canonicalHash(record),
    isPart ? null : (item.post.hash ?? null),
    item.op === 'disable' ? disabledBy(run, unfinished, verdict) : null,
    isPart,
  ]);
};

/** It was disabled outside this run, unless an attempt of ours with an unknown end may have done it: then it most likely was ours. */
const disabledBy = (run: number, unfinished: Claim['unfinished'], { said }: Verdict): string =>
  said === 'already' && !unfinished.some(({ command }) => command === 'iam-disable-user')
    ? 'before'
    : String(run);

/**
 * An account that another person was linked to is not taken: the unique index of (app, person) and the plan's dispute see to it. Hashes
 * are kept as their texts; who disabled an account is forgotten by a trigger when it works again.
 */
const UPSERT = `
insert into iam.account as a (app, vendor_id, person, linked_by, username, email, employee_id, active, state, record, record_hash,
  desired_hash, disabled_by, seen)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10::jsonb, '{}'), convert_to(coalesce($11::text, ''), 'UTF8'),
  convert_to($12::text, 'UTF8'), $13, now())
on conflict (app, vendor_id) do update set
  person = excluded.person,
  linked_by = coalesce(a.linked_by, excluded.linked_by),
  username = coalesce(excluded.username, a.username),
  email = coalesce(excluded.email, a.email),
  employee_id = coalesce(excluded.employee_id, a.employee_id),
  active = excluded.active,
  state = coalesce(excluded.state, a.state),
  record = case when $10::jsonb is null then a.record else excluded.record end,
  record_hash = case when $10::jsonb is null then a.record_hash else excluded.record_hash end,
  desired_hash = case when $14 then null else coalesce(excluded.desired_hash, a.desired_hash) end,
  disabled_by = coalesce(excluded.disabled_by, a.disabled_by),
  gone_at = null,
  seen = now()`;
