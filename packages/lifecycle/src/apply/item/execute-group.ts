import { randomUUID } from 'node:crypto';
import type { Attributes, GroupResult, RunOptions } from '@iam/core';
import type { Database } from '../../database/connect';
import type { Claim } from './claim';
import type { ExecuteMeans, Executed } from './execute-item';
import type { GroupLine } from './group-line';
import { verdictOf, type Refused, type Verdict } from './verdict';
import { whileCalled } from '../run/while-called';
import { createWritePass } from './write-pass';

/** So many members go to core at once; it sends as many per request as the vendor takes. */
const MEMBERS_PER_CALL = 500;

type GroupMeans = ExecuteMeans & { readonly database: Database };

/**
 * Brings the members of one group to what the plan says, by the group's name as it is now. Adding a member and removing a
 * non-member change nothing, so an attempt whose end is unknown is simply made again.
 */
export const executeGroup = async (claim: Claim<GroupLine>, means: GroupMeans): Promise<Executed> => {
  const { item } = claim;
  const found = await findGroup(claim, means);
  if (found.tag !== 'group') {
    return { verdict: found.verdict, account: NONE };
  }
  const members = await membersOf(means.database, claim);
  for (const { add, remove } of partsOf(members)) {
    const verdict = await change(claim, means, found.id, { add, remove });
    if (verdict !== undefined) {
      return { verdict, account: NONE };
    }
    await remember(means.database, item, found.id, { add, remove });
  }
  const { missing } = members;
  return {
    verdict:
      missing.length === 0
        ? { tag: 'done', said: `${members.add.length} in, ${members.remove.length} out` }
        : {
            tag: 'failed',
            said: `${missing.length} of the people could not be put in, because their account is not there, or not as the plan saw it: ${missing.slice(0, 10).join(', ')}${missing.length > 10 ? ', …' : ''}. The others are in.`,
          },
    account: NONE,
  };
};

const NONE = { tag: 'none' } as const;

type Found =
  | { readonly tag: 'group'; readonly id: string }
  | { readonly tag: 'not'; readonly verdict: Verdict | Refused };

const findGroup = async (claim: Claim<GroupLine>, means: GroupMeans): Promise<Found> => {
  const { attempts } = claim;
  const { group, create } = claim.item;
  const { instance, signal } = means;
  const got = await instance.run(
    'iam-get-group',
    { scim: { displayName: group } },
    { retries: 'none', signal },
  );
  if (got.status === 'done' && got.group.id !== null) {
    return { tag: 'group', id: got.group.id };
  }
  if (got.status === 'failed' && got.failure.kind !== 'not-found') {
    return { tag: 'not', verdict: verdictOf(got.failure, attempts) };
  }
  if (!create) {
    const said = `There is no group ${JSON.stringify(group)}. Make it, or let the rule have "create": true.`;
    return { tag: 'not', verdict: { tag: 'failed', said } };
  }
  const made = await recordedCall(claim, means, 'iam-create-group', { displayName: group }, (call) =>
    instance.run('iam-create-group', { scim: { displayName: group } }, call),
  );
  return made.verdict === undefined && made.result.group.id !== null
    ? { tag: 'group', id: made.result.group.id }
    : {
        tag: 'not',
        verdict: made.verdict ?? { tag: 'failed', said: 'The group has no id in the reply.' },
      };
};

interface Members {
  /** The vendor's ids. */
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Keys of people who are not put in. */
  readonly missing: readonly string[];
}

/**
 * The vendor's ids of the people: accounts that were made a moment ago are there by now. Who was not as the plan saw them is let in
 * nowhere; taken out they are all the same, and who has no account any more is in no group.
 */
const membersOf = async (
  database: Database,
  { run, item: { app, add, remove } }: Claim<GroupLine>,
): Promise<Members> => {
  const rows = await database.query<{
    readonly person: string;
    readonly vendor_id: string;
    readonly stale: boolean;
  }>(
    `select a.person, a.vendor_id, exists (select from iam.item i where i.run = $3 and i.app = a.app and i.person = a.person
       and i.state = 'stale') as stale
     from iam.account a where a.app = $1 and a.person = any($2) and a.gone_at is null`,
    [app, [...add, ...remove], run],
  );
  const known = new Map(rows.map((row) => [row.person, row]));
  const isLetIn = (person: string): boolean => known.get(person)?.stale === false;
  const idsOf = (people: readonly string[]) => people.flatMap((person) => known.get(person)?.vendor_id ?? []);
  return {
    add: idsOf(add.filter(isLetIn)),
    remove: idsOf(remove),
    missing: add.filter((person) => !isLetIn(person)),
  };
};

interface Part {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

const partsOf = ({ add, remove }: Pick<Members, 'add' | 'remove'>): readonly Part[] => {
  const pages = (ids: readonly string[]) =>
    Array.from({ length: Math.ceil(ids.length / MEMBERS_PER_CALL) }, (_, page) =>
      ids.slice(page * MEMBERS_PER_CALL, (page + 1) * MEMBERS_PER_CALL),
    );
  // Removals come first, so that no one is in two groups at once of which only one is theirs.
  return [
    ...pages(remove).map((ids) => ({ add: [], remove: ids })),
    ...pages(add).map((ids) => ({ add: ids, remove: [] })),
  ];
};

/** Undefined when it was done. */
const change = async (
  claim: Claim<GroupLine>,
  means: GroupMeans,
  group: string,
  { add, remove }: Part,
): Promise<Verdict | Refused | undefined> => {
  const { verdict } = await recordedCall(
    { ...claim, group },
    means,
    'iam-update-group',
    { add, remove },
    (options) =>
      means.instance.run(
        'iam-update-group',
        {
          scim: { id: group },
          ...(add.length > 0 ? { memberIdsToAdd: add } : {}),
          ...(remove.length > 0 ? { memberIdsToDelete: remove } : {}),
        },
        options,
      ),
  );
  return verdict;
};

type CallOptions = Pick<RunOptions, 'run' | 'actor' | 'beforeWrite' | 'retries' | 'signal'>;

/** A call that writes, with its begun and ended in the ledger. The verdict is undefined when it was done. */
const recordedCall = async (
  { run, attempts, item: { n, app, person }, group }: Claim<GroupLine> & { readonly group?: string },
  { ledger, worker, actor, fence, isPlaceHeld, clock, signal }: GroupMeans,
  command: 'iam-create-group' | 'iam-update-group',
  changes: Attributes,
  call: (options: CallOptions) => Promise<GroupResult>,
): Promise<{ readonly result: GroupResult; readonly verdict: Verdict | Refused | undefined }> => {
  const id = randomUUID();
  const row = { run, n, app, person, call: id, worker, actor, command, vendorId: group ?? null };
  const pass = createWritePass(
    { ledger, fence, isPlaceHeld, clock },
    () => undefined,
    (write) => ({
      ...row,
      kind: 'begun',
      changes,
      requests: [{ method: write.method, path: write.path, attempt: write.attempt }],
    }),
  );
  const result = await whileCalled(signal, (own) =>
    call({ run: id, actor, beforeWrite: pass.beforeWrite, retries: 'none', signal: own }),
  );
  const kept = pass.kept();
  if (kept === undefined || pass.hasBegun()) {
    await ledger.append({
      ...row,
      kind: 'ended',
      outcome:
        result.status === 'failed'
          ? result.failure.kind
          : command === 'iam-create-group'
            ? 'created'
            : 'updated',
      effect: result.status === 'failed' ? result.failure.effect : 'none',
      ...(result.status === 'failed' ? { failure: { ...result.failure } } : { changes }),
    });
  }
  return {
    result,
    verdict:
      kept ?? (result.status === 'failed' ? verdictOf(result.failure, attempts, pass.hasBegun()) : undefined),
  };
};

/** Whom we put in is taken out again when the rule does not hold any more; others are not ours to take out. */
const remember = async (
  database: Database,
  { app, group }: GroupLine,
  groupId: string,
  { add, remove }: Part,
): Promise<void> => {
  await database.execute(
    `insert into iam.membership (app, group_name, group_id, vendor_id, ours)
     select $1, $2, $3, id, true from unnest($4::text[]) as id
     on conflict (app, group_name, vendor_id) do update set group_id = excluded.group_id`,
    [app, group, groupId, add],
  );
  await database.execute(
    'delete from iam.membership where app = $1 and group_name = $2 and vendor_id = any($3)',
    [app, group, remove],
  );
};
