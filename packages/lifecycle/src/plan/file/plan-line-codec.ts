import { dictionary, object } from '@iam/core';
import * as t from 'io-ts';
import { GUARD_NAMES } from '../../config/lifecycle-config';
import { PLAN_FORMAT, type ApprovalLine, type PlanLine } from './plan-line';

/** The lines of a plan as they come from a file, which may have been edited. */

/** Each name with the same codec. */
const each = <Name extends string, C>(names: readonly Name[], codec: C): Record<Name, C> =>
  Object.fromEntries(names.map((name) => [name, codec])) as Record<Name, C>;

const guardName = t.keyof(each(GUARD_NAMES, null));

const op = t.keyof({
  create: null,
  update: null,
  enable: null,
  disable: null,
  delete: null,
  adopt: null,
  groups: null,
});

const reason = t.keyof({
  joiner: null,
  mover: null,
  leaver: null,
  rehire: null,
  postponed: null,
  reappeared: null,
  leave: null,
  returned: null,
  missing: null,
  assigned: null,
  unassigned: null,
  adopt: null,
  drift: null,
  undo: null,
});

const correlatedBy = t.keyof({ link: null, employeeid: null, username: null, email: null });

const activity = t.union([t.boolean, t.null]);
const texts = t.readonlyArray(t.string);
const orNull = <C extends t.Mixed>(codec: C) => t.union([codec, t.null]);

/** A count: every number of a plan is whole and not negative. */
const count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'a whole number');

const feedValues = t.type({ filled: t.record(t.string, count), alike: texts });

const head = object(
  {
    type: t.literal('plan'),
    format: t.literal(PLAN_FORMAT),
    id: t.string,
    made: t.string,
    madeBy: t.string,
    today: t.string,
    feed: object(
      {
        uri: t.string,
        sha256: t.string,
        rows: count,
        errors: count,
        previousRows: orNull(count),
      },
      { values: feedValues },
    ),
    config: t.type({ sha256: t.string, core: t.string }),
    ledger: t.type({ id: t.string, serial: count }),
    expires: t.string,
    refreshed: t.record(t.string, orNull(t.string)),
  },
  { redacted: t.literal(true), undoOf: count },
);

const guard = t.type({
  type: t.literal('guard'),
  app: t.string,
  rule: t.union([guardName, t.literal('feed')]),
  value: count,
  of: count,
  limit: t.string,
  ok: t.boolean,
  text: t.string,
});

const item = object(
  {
    type: t.literal('item'),
    n: count,
    app: t.string,
    person: t.string,
    who: t.string,
    op,
    reason,
    because: texts,
    change: t.record(t.string, t.tuple([t.unknown, t.unknown])),
    post: object({ active: activity }, { hash: t.string }),
    requests: count,
  },
  {
    vendorId: t.string,
    found: correlatedBy,
    pre: t.type({ hash: t.string, active: activity }),
    groups: t.type({ add: texts, remove: texts }),
    profile: dictionary,
    hold: t.string,
    after: t.readonlyArray(count),
    temporary: t.literal(true),
  },
);

const skip = t.type({
  type: t.literal('skip'),
  app: t.string,
  person: t.string,
  who: t.string,
  would: t.union([op, t.literal('any')]),
  reason: t.string,
});

const perhaps = t.union([
  object({ why: t.literal('row'), line: count }, { person: t.string }),
  t.type({ why: t.literal('missing'), person: t.string }),
  t.type({ why: t.literal('rows'), rows: count }),
]);

const unmanaged = object(
  {
    type: t.literal('unmanaged'),
    app: t.string,
    vendorId: t.string,
    username: orNull(t.string),
    email: orNull(t.string),
    active: activity,
  },
  { perhaps },
);

const error = object(
  { type: t.literal('error'), line: count, problem: t.string },
  { person: t.string, column: t.string },
);

const remark = object({ type: t.literal('remark'), text: t.string }, { app: t.string, person: t.string });

const appCounts = object(
  {
    ops: t.partial({
      create: count,
      update: count,
      enable: count,
      disable: count,
      delete: count,
      adopt: count,
      groups: count,
    }),
    reasons: t.record(t.string, count),
    held: count,
    groupsAdded: count,
    groupsRemoved: count,
    unmanaged: count,
    skipped: count,
    stopped: t.boolean,
    estimateSeconds: count,
  },
  { undecided: count, unclear: count },
);

const sum = t.type({ type: t.literal('sum'), apps: t.record(t.string, appCounts), sha256: t.string });

const approval = object(
  {
    type: t.literal('approval'),
    by: t.string,
    at: t.string,
    plan: t.string,
    people: texts,
    allow: t.partial(each(GUARD_NAMES, count)),
  },
  { signature: t.string },
);

const codecs: Readonly<Record<PlanLine['type'], t.Decoder<unknown, PlanLine>>> = {
  plan: head as t.Decoder<unknown, PlanLine>,
  guard,
  item: item as t.Decoder<unknown, PlanLine>,
  skip,
  unmanaged,
  error,
  remark,
  sum: sum as t.Decoder<unknown, PlanLine>,
  approval: approval as t.Decoder<unknown, PlanLine>,
};

export const headCodec = head;
export const approvalCodec: t.Decoder<unknown, ApprovalLine> = approval;

/** The codec for a line by the type that it says it has; undefined for a type that this version does not know. */
export const codecOf = (type: unknown): t.Decoder<unknown, PlanLine> | undefined =>
  typeof type === 'string' && Object.hasOwn(codecs, type) ? codecs[type as PlanLine['type']] : undefined;
