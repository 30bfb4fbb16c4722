import { changesBetween } from '../../profile/changes/changes';
import { leavesOf, pathOf, valueAt, withValueAt } from '../../profile/attribute-path';
import type { Attributes, IAMGroupAppData, IAMUserAppData, Matches } from '../../profile/app-data';
import { defineMapper, type MapperDefinition } from '../../profile/mapper/define-mapper';
import { defineIntegration, type IntegrationDefinition } from '../../contract/integration';
import type { GroupClient } from '../../contract/group-client';
import type { UserClient } from '../../contract/user-client';
import { failure, type Failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';
import { createInstance, type InstanceOptions } from '../../instance/instance';
import type { GroupResult, UserResult } from '../result';

/** A record as the vendor stores it. */
export type StoredUser = Attributes & { readonly id: string };

type Method = keyof UserClient | keyof GroupClient;
type Fault = (carryOut: () => Promise<unknown>) => Promise<unknown>;

export interface VendorOptions {
  readonly users?: readonly StoredUser[];
  readonly groups?: readonly (StoredUser & { readonly members?: readonly string[] })[];
  /** Parameters of the instance, for example the switches. */
  readonly params?: Attributes;
  /** What differs in the integration's definition. */
  readonly definition?: Partial<IntegrationDefinition<Record<never, never>>>;
  /** What differs in the outgoing mapper for updates. */
  readonly onUpdate?: MapperDefinition['update'];
  /** What differs in the client. */
  readonly client?: (client: UserClient) => UserClient;
  readonly membersPerRequest?: number;
  /** Further options of the instance, for example its audit listener. */
  readonly instance?: Omit<InstanceOptions, 'name'>;
}

/** A vendor whose client works on memory, so that tests see the policies and nothing else. */
export const setUpVendor = (options: VendorOptions = {}) => {
  const users = new Map((options.users ?? []).map((user) => [user.id, user]));
  const groups = new Map(
    (options.groups ?? []).map(({ members = [], ...group }) => [group.id, { group, members: [...members] }]),
  );
  const calls: string[] = [];
  const faults: (readonly [Method, Fault])[] = [];

  const called = async <A>(method: Method, what: string, carryOut: () => A): Promise<A> => {
    calls.push(`${method} ${what}`.trim());
    const at = faults.findIndex(([name]) => name === method);
    const [hit] = at < 0 ? [] : faults.splice(at, 1);
    return hit === undefined ? carryOut() : ((await hit[1](async () => carryOut())) as A);
  };

  const save = (user: StoredUser): IAMUserAppData => {
    const clash = [...users.values()].find((other) => other.id !== user.id && sameName(other, user));
    if (clash !== undefined) throw new IAMError(conflict);
    users.set(user.id, user);
    return appDataOf(user);
  };

  const client: UserClient = {
    testConnection: () => called('testConnection', '', () => undefined),
    getUser: ({ attribute, value }) =>
      called('getUser', `${attribute}=${value}`, (): Matches<IAMUserAppData> =>
        [...users.values()]
          .filter((user) => String(valueAt(user, attribute)).toLowerCase() === value.toLowerCase())
          .map(appDataOf),
      ),
    createUser: (data, { active }) =>
      called('createUser', JSON.stringify({ ...data, active }), () =>
        save({ ...data, id: `new${users.size + 1}`, active }),
      ),
    updateUser: ({ id }, changes, { activate }) =>
      called(
        'updateUser',
        `${id} ${JSON.stringify({ ...changes, ...(activate ? { active: true } : {}) })}`,
        () => save(laidOver(users.get(id), { ...changes, ...(activate ? { active: true } : {}) })),
      ),
    enableUser: ({ id }) => called('enableUser', id, () => save(laidOver(users.get(id), { active: true }))),
    disableUser: ({ id }) =>
      called('disableUser', id, () => save(laidOver(users.get(id), { active: false }))),
    deleteUser: ({ id }) => called('deleteUser', id, () => void users.delete(id)),
    getAppFields: () => called('getAppFields', '', () => ({ userName: 'Login name' })),
    groups: {
      ...(options.membersPerRequest === undefined ? {} : { membersPerRequest: options.membersPerRequest }),
      getGroup: (id) => called('getGroup', id, () => (groups.has(id) ? groupOf(id) : undefined)),
      findGroup: (name) =>
        called('findGroup', name, () =>
          [...groups.values()]
            .filter(({ group }) => group['displayName'] === name)
            .map(({ group }) => groupOf(group.id)),
        ),
      createGroup: ({ displayName, members, ...rest }) =>
        called('createGroup', JSON.stringify({ displayName, members, ...rest }), () => {
          if ([...groups.values()].some(({ group }) => group['displayName'] === displayName))
            throw new IAMError(conflict);
          const id = `g${groups.size + 1}`;
          const ids = (Array.isArray(members) ? members : []).map((member: Attributes) =>
            String(member['value']),
          );
          groups.set(id, { group: { id, displayName, ...rest }, members: ids });
          return groupOf(id);
        }),
      updateMembers: (id, { add, remove }) =>
        called('updateMembers', `${id} +${add.join()} -${remove.join()}`, () => {
          const entry = groups.get(id);
          if (entry === undefined) throw new IAMError(notFound);
          entry.members = [...new Set([...entry.members, ...add])].filter(
            (member) => !remove.includes(member),
          );
        }),
      deleteGroup: (id) =>
        called('deleteGroup', id, () => {
          if (!groups.delete(id)) throw new IAMError(notFound);
        }),
    },
  };

  const groupOf = (id: string): IAMGroupAppData => {
    const { group, members } = groups.get(id) ?? { group: { id }, members: [] };
    return {
      id,
      displayName: String((group as Attributes)['displayName']),
      members: members.map((value) => ({ value })),
      details: group,
    };
  };

  const acme = defineIntegration({
    brand: 'Acme',
    config: {},
    connection: () => ({ baseUrl: 'https://acme.example' }),
    lookupBy: ['id', 'userName', 'externalId'],
    mappers: {
      incoming: defineMapper({
        name: 'Acme (Incoming)',
        direction: 'incoming',
        fields: { Username: 'userName', Title: 'title' },
      }),
      outgoing: defineMapper({
        name: 'Acme (Outgoing)',
        direction: 'outgoing',
        fields: OUTGOING,
        ...(options.onUpdate === undefined ? {} : { update: options.onUpdate }),
      }),
    },
    attributes: ['userName', 'externalId', 'name', 'displayName', 'email', 'title', 'active'],
    errorMessage: () => undefined,
    client: () => (options.client ?? ((same) => same))(client),
    ...options.definition,
  });
  const instance = createInstance(acme, options.params ?? {}, {
    name: 'acme_1',
    env: {},
    ...options.instance,
  });

  return {
    users,
    groups,
    calls,
    instance,
    client,
    /** Queues faults for the next calls of the method, one call each. */
    next: (method: Method, ...happening: readonly Fault[]) =>
      void faults.push(...happening.map((one) => [method, one] as const)),
    run: async (command: string, profile: Attributes, args: Attributes = {}): Promise<UserResult> =>
      (await instance.runByName(command, { 'user-profile': profile, ...args })) as UserResult,
    runGroup: async (command: string, scim: Attributes, args: Attributes = {}): Promise<GroupResult> =>
      (await instance.runByName(command, { scim, ...args })) as GroupResult,
  };
};

const OUTGOING: MapperDefinition['fields'] = {
  userName: { firstOf: ['username', 'email'] },
  externalId: 'employeeid',
  'name.givenName': 'givenname',
  'name.familyName': 'surname',
  displayName: { firstOf: ['displayname', { join: ['givenname', 'surname'], with: ' ' }] },
  email: 'email',
  title: 'title',
};

const conflict = failure('conflict', 'That name is taken.', {
  status: 409,
  step: 'POST /users',
  recognised: true,
});
const notFound = failure('no-such-resource', 'There is no such record.', {
  status: 404,
  step: 'DELETE /x',
  recognised: true,
});

const sameName = (one: Attributes, other: Attributes): boolean =>
  String(one['userName']).toLowerCase() === String(other['userName']).toLowerCase();

const laidOver = (user: StoredUser | undefined, changes: Attributes): StoredUser => {
  if (user === undefined) throw new IAMError(notFound);
  const differing = changesBetween(user, changes);
  return leavesOf(differing).reduce<StoredUser>(
    (laid, keys) => ({ ...withValueAt(laid, keys, valueAt(differing, pathOf(keys))), id: user.id }),
    user,
  );
};

const appDataOf = (user: StoredUser): IAMUserAppData => ({
  id: user.id,
  username: textOr(user['userName']),
  email: textOr(user['email']),
  active: typeof user['active'] === 'boolean' ? user['active'] : null,
  details: user,
});

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const throwing = (failed: Failure): never => {
  throw new IAMError(failed);
};

const network = failure('network', 'The connection was lost.', { effect: 'unknown', step: 'POST /users' });

/** Carries the call out and loses the reply. */
export const lostAfter: Fault = async (carryOut) => {
  await carryOut();
  return throwing(network);
};

/** Loses the request before it is carried out: the caller sees the same as with `lostAfter`. */
export const lostBefore: Fault = async () => throwing(network);

/** Carries the call out and replies with an unreadable page. */
export const garbled: Fault = async (carryOut) => {
  await carryOut();
  return throwing(
    failure('malformed-reply', 'The reply is an HTML page.', { status: 200, effect: 'unknown' }),
  );
};

export const failing =
  (kind: Failure['kind'], status: number | null, more: Partial<Failure> = {}): Fault =>
  async () =>
    throwing(failure(kind, 'The vendor is not well.', { status, effect: 'none', ...more }));

/** Replies with this without carrying the call out. */
export const answering =
  (reply: unknown): Fault =>
  async () =>
    reply;

/** Carries the call out, then lets an event happen at the vendor. */
export const meanwhile =
  (event: () => void): Fault =>
  async (carryOut) => {
    const reply = await carryOut();
    event();
    return reply;
  };

export const JANE: StoredUser = {
  id: '42',
  userName: 'jane@example.com',
  displayName: 'Jane Doe',
  name: { givenName: 'Jane', familyName: 'Doe' },
  email: 'jane@example.com',
  title: 'Clerk',
  active: true,
};
