import { printable, type Instance, type UserResult } from '@iam/core';
import type { OnReading } from '../accounts/reading-step';
import type { Session } from '../database/session';
import { sideBySide } from '../undo/side-by-side';
import { whoLostAccess, type LostAccess } from './who-lost-access';

/** What a fresh look says about access. */
export type Access = 'closed' | 'open' | 'not known';

/** One person in one application, as it was read just now. */
export interface AttestedAccess {
  readonly app: string;
  readonly person: string;
  readonly who: string;
  readonly access: Access;
  /** `not active`, `no account`, `active`, or why it is not known. */
  readonly found: string;
  readonly vendorId: string | null;
  /** How it was asked for: the account's id, or what the person is known by. */
  readonly by: 'id' | 'identifiers';
  /** ISO instant. */
  readonly at: string;
}

export interface Attestation {
  /** People who left: they were read in every application of `apps`. */
  readonly leavers: number;
  /** Accounts of other people that the run was to close, such as those that no rule gives any more: they were read where that was. */
  readonly others: number;
  /** The applications of the lifecycle. */
  readonly apps: readonly string[];
  /** Instances of the configuration that the lifecycle does not look after: nothing was read there, and nothing is known. */
  readonly notCovered: readonly string[];
  readonly rows: readonly AttestedAccess[];
  /** Everything that was read is closed. Of what is not covered this says nothing. */
  readonly isClosed: boolean;
}

export interface AttestMeans {
  readonly sql: Pick<Session, 'query'>;
  readonly run: number;
  /** Every application of the lifecycle. */
  readonly apps: readonly string[];
  /** Every instance of the configuration. */
  readonly instances: readonly string[];
  readonly open: (
    app: string,
  ) => Promise<
    { readonly tag: 'open'; readonly instance: Instance } | { readonly tag: 'broken'; readonly why: string }
  >;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  /** Told how far it is. */
  readonly onReading?: OnReading;
}

const AT_ONCE = 8;

/**
 * Reads again, now, who was to lose access by a run: leavers in every application, others where the run was to close their account. An
 * application that the run names is read even when the configuration does not any more. Closed is only what a fresh read shows as not
 * active or not there; what could not be read is not known, whatever the ledger says.
 */
export const attest = async ({
  sql,
  run,
  apps,
  instances,
  open,
  now,
  signal,
  onReading,
}: AttestMeans): Promise<Attestation> => {
  const lost = await whoLostAccess(sql, run);
  const rows: AttestedAccess[] = [];
  const read = [...new Set([...apps, ...lost.flatMap((person) => person.apps)])];
  for (const app of read) {
    const people = lost.filter(
      (person) => (person.isLeaver && apps.includes(app)) || person.apps.includes(app),
    );
    if (people.length === 0) {
      continue;
    }
    const opened = await open(app);
    const ids = await accountsOf(
      sql,
      app,
      people.map(({ person }) => person),
    );
    rows.push(
      ...(await sideBySide(
        people,
        AT_ONCE,
        async (one) => {
          const seen =
            opened.tag === 'broken'
              ? notKnown(`the application cannot be asked: ${opened.why}`)
              : await look(opened.instance, one, ids.get(one.person) ?? [], signal);
          return { app, person: one.person, who: one.who, ...seen, at: now().toISOString() };
        },
        (accounts) => onReading?.({ tag: 'reading', app, accounts, of: people.length }),
      )),
    );
    onReading?.({ tag: 'read', app });
  }
  rows.sort((one, other) => compare(one.person, other.person) || compare(one.app, other.app));
  return {
    leavers: lost.filter(({ isLeaver }) => isLeaver).length,
    others: lost.reduce((sum, { isLeaver, apps: closed }) => sum + (isLeaver ? 0 : closed.length), 0),
    apps,
    notCovered: instances.filter((instance) => !read.includes(instance)),
    rows,
    isClosed: rows.every(({ access }) => access === 'closed'),
  };
};

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Every account that has, or had, an owner. */
const accountsOf = async (
  sql: Pick<Session, 'query'>,
  app: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await sql.query<{ readonly person: string; readonly vendor_id: string }>(
    'select person, vendor_id from iam.account where app = $1 and person = any($2) order by vendor_id',
    [app, [...people]],
  );
  const ids = new Map<string, readonly string[]>();
  for (const { person, vendor_id } of rows) {
    ids.set(person, [...(ids.get(person) ?? []), vendor_id]);
  }
  return ids;
};

type Seen = Pick<AttestedAccess, 'access' | 'found' | 'vendorId' | 'by'>;

const notKnown = (why: string, by: Seen['by'] = 'identifiers', vendorId: string | null = null): Seen => ({
  access: 'not known',
  found: printable(why),
  vendorId,
  by,
});

/**
 * By the ids of the accounts; where none is there, by what the person is known by, because an account may have been made anew. The worst
 * that is seen counts.
 */
const look = async (
  instance: Instance,
  { identifiers }: LostAccess,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Seen> => {
  const ask = async (profile: object, by: Seen['by']): Promise<Seen> =>
    seenOf(
      (await instance.run(
        'iam-get-user',
        { 'user-profile': profile as never },
        signal === undefined ? {} : { signal },
      )) as UserResult,
      by,
    );
  const seen: Seen[] = [];
  for (const id of ids) {
    seen.push(await ask({ id }, 'id'));
  }
  const isThere = seen.some(({ found }) => found !== NO_ACCOUNT);
  if (!isThere) {
    seen.push(
      Object.keys(identifiers).length === 0
        ? notKnown('nothing is known that the person could be found by')
        : await ask(identifiers, 'identifiers'),
    );
  }
  return (
    seen.find(({ access }) => access === 'open') ??
    seen.find(({ access }) => access === 'not known') ??
    seen.find(({ found }) => found !== NO_ACCOUNT) ??
    seen.at(-1) ??
    notKnown('it was not asked for')
  );
};

const NO_ACCOUNT = 'no account';

const seenOf = (result: UserResult, by: Seen['by']): Seen => {
  const { id, active } = result.vendor;
  if (result.status === 'failed') {
    return result.failure.kind === 'not-found'
      ? { access: 'closed', found: NO_ACCOUNT, vendorId: null, by }
      : notKnown(`it could not be read: ${result.failure.message}`, by);
  }
  if (result.status === 'skipped') {
    return result.skipCause === 'not-found'
      ? { access: 'closed', found: NO_ACCOUNT, vendorId: null, by }
      : notKnown(`it was not read: ${result.vendor.reason}`, by);
  }
  switch (active) {
    case true:
      return { access: 'open', found: 'active', vendorId: id, by };
    case false:
      return { access: 'closed', found: 'not active', vendorId: id, by };
    case null:
      return notKnown('the application does not say whether the account is active', by, id);
  }
};
