import type { Attributes } from '@iam/core';
import type { Session } from '../database/session';
import type { ItemOp } from '../plan/file/plan-line';

/** A write that was about to be sent. */
export interface BegunWrite {
  /** ISO instant. */
  readonly at: string;
  /** The vendor's record that it was to change; undefined when there was none, or when it is forgotten. */
  readonly before?: Attributes;
  /** Attribute → from, to, in the vendor's words; undefined when it is forgotten. */
  readonly changes?: Attributes;
  readonly requests: readonly Attributes[];
}

/** What came of a call. */
export interface EndedCall {
  readonly at: string;
  readonly outcome: string;
  readonly effect: 'none' | 'unknown';
  readonly before?: Attributes;
  readonly changes?: Attributes;
  readonly after?: Attributes;
  readonly requests: readonly Attributes[];
  readonly failure?: Attributes;
}

/**
 * One call of the application for an item: the writes that were begun, and its end. Without an end the process died in between, or the end
 * could not be recorded: what was begun may have been sent.
 */
export interface LedgerCall {
  readonly run: number;
  readonly n: number;
  readonly app: string;
  /** The person, or `group:` and the name of a group. */
  readonly person: string;
  readonly call: string;
  readonly command: string;
  readonly vendorId: string | null;
  readonly actor: string;
  readonly worker: string;
  readonly begun: readonly BegunWrite[];
  readonly ended?: EndedCall;
  /** The values were there and are not any more: their time was over. */
  readonly isForgotten: boolean;
}

/** What the plan wanted of an item, and the calls that were made for it, in their order. */
export interface ItemCalls {
  readonly n: number;
  readonly app: string;
  /** The person, or `group:` and the name of a group. */
  readonly person: string;
  /** How a reader knows the person; the key where the plan is not known any more. */
  readonly who: string;
  /** `group` for the members of one. */
  readonly op: ItemOp | 'group';
  readonly reason: string | null;
  readonly after: readonly number[];
  readonly calls: readonly LedgerCall[];
}

interface AttemptRow {
  readonly who: string | null;
  readonly op: ItemOp | null;
  readonly reason: string | null;
  readonly waits_for: readonly number[] | null;
  readonly run: number;
  readonly n: number;
  readonly app: string;
  readonly person: string;
  readonly call: string;
  readonly kind: 'begun' | 'ended';
  readonly at: Date;
  readonly worker: string;
  readonly actor: string;
  readonly vendor_id: string | null;
  readonly command: string;
  readonly outcome: string | null;
  readonly effect: 'none' | 'unknown' | null;
  readonly before: Attributes | null;
  readonly changes: Attributes | null;
  readonly after: Attributes | null;
  readonly had_values: boolean;
  readonly requests: readonly Attributes[] | null;
  readonly failure: Attributes | null;
}

/** The calls of a run by their items, each in the order in which they were made. Reads in constant memory. */
export async function* callsOfRun(
  sql: Pick<Session, 'cursor'>,
  run: number,
): AsyncGenerator<ItemCalls, void, undefined> {
  let rows: [AttemptRow, ...AttemptRow[]] | undefined;
  for await (const row of sql.cursor<AttemptRow & Record<string, unknown>>(CALLS, [run])) {
    if (rows?.[0].n === row.n) {
      rows.push(row);
      continue;
    }
    if (rows !== undefined) {
      yield itemOf(rows);
    }
    rows = [row];
  }
  if (rows !== undefined) {
    yield itemOf(rows);
  }
}

const CALLS = `
select a.run, a.n, a.app, a.person, a.call, a.kind, a.at, a.worker, a.actor, a.vendor_id, a.command, a.outcome, a.effect,
  a.before, a.changes, a.after, a.before_hash is not null or a.after_hash is not null as had_values, a.requests, a.failure,
  i.line->>'who' as who, i.line->>'op' as op, i.line->>'reason' as reason, i.line->'after' as waits_for
from iam.attempt a left join iam.item i on i.run = a.run and i.n = a.n
where a.run = $1 order by a.n, a.id`;

const itemOf = (rows: readonly [AttemptRow, ...AttemptRow[]]): ItemCalls => {
  const [{ n, app, person, who, op, reason, waits_for: after }] = rows;
  return {
    n,
    app,
    person,
    who: who ?? person,
    op: op ?? 'group',
    reason,
    after: after ?? [],
    calls: joined(rows),
  };
};

/** Begun and ended are joined by the call; calls stand in the order of their first row. */
const joined = (rows: readonly AttemptRow[]): readonly LedgerCall[] => {
  const calls = new Map<string, AttemptRow[]>();
  for (const row of rows) {
    calls.set(row.call, [...(calls.get(row.call) ?? []), row]);
  }
  return [...calls.values()].flatMap((some) => {
    const [first] = some;
    return first === undefined ? [] : [callOf(first, some)];
  });
};

const callOf = (first: AttemptRow, rows: readonly AttemptRow[]): LedgerCall => {
  const { run, n, app, person, call, command, actor, worker } = first;
  const ended = rows.find(({ kind }) => kind === 'ended');
  return {
    run,
    n,
    app,
    person,
    call,
    command,
    vendorId: ended?.vendor_id ?? first.vendor_id,
    actor,
    worker,
    begun: rows.filter(({ kind }) => kind === 'begun').map(writeOf),
    ...(ended === undefined ? {} : { ended: endOf(ended) }),
    isForgotten: rows.some(isForgotten),
  };
};

const isForgotten = ({ had_values, before, changes, after }: AttemptRow): boolean =>
  had_values && before === null && changes === null && after === null;

const writeOf = ({ at, before, changes, requests }: AttemptRow): BegunWrite => ({
  at: at.toISOString(),
  ...(before === null ? {} : { before }),
  ...(changes === null ? {} : { changes }),
  requests: requests ?? [],
});

const endOf = ({
  at,
  outcome,
  effect,
  before,
  changes,
  after,
  requests,
  failure,
}: AttemptRow): EndedCall => ({
  at: at.toISOString(),
  outcome: outcome ?? 'failed',
  effect: effect ?? 'none',
  ...(before === null ? {} : { before }),
  ...(changes === null ? {} : { changes }),
  ...(after === null ? {} : { after }),
  requests: requests ?? [],
  ...(failure === null ? {} : { failure }),
});
