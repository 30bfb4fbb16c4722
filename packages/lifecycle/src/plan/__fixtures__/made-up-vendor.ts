import {
  createInstance,
  defineIntegration,
  defineMapper,
  failure,
  IAMError,
  type FailureKind,
  type IAMUserAppData,
  type Instance,
  type UserClient,
} from '@iam/core';

/** A user as the made-up vendor stores it. */
export interface StoredUser {
  readonly id: string;
  readonly userName: string;
  readonly email: string | null;
  readonly externalId?: string | null;
  readonly title?: string | null;
  readonly department?: string | null;
  readonly active: boolean;
}

export interface MadeUpVendor {
  readonly instance: Instance;
  readonly users: Map<string, StoredUser>;
  /** Group → ids of members. */
  readonly groups: Map<string, Set<string>>;
  /** Requests by what they are. */
  readonly calls: string[];
  /** The next list fails so, after this many pages. */
  failNext: { readonly kind: FailureKind; readonly afterPages: number } | undefined;
  /** What lists show, as an index that lags behind `users`; undefined where they show what is there. */
  listed: readonly StoredUser[] | undefined;
  /** Single accounts cannot be asked for. */
  failGets: boolean;
}

const PAGE = 100;

/** A vendor whose users live in memory, and whose names and addresses are unique. Without `lists` it finds people one by one. */
export const madeUpVendor = (
  name: string,
  options: {
    readonly lists?: boolean;
    readonly listsGroups?: boolean;
    readonly lookupBy?: readonly ['id', ...string[]];
  } = {},
): MadeUpVendor => {
  const users = new Map<string, StoredUser>();
  const groups = new Map<string, Set<string>>();
  const calls: string[] = [];
  let next = 1;
  const state: Pick<MadeUpVendor, 'failNext' | 'listed' | 'failGets'> = {
    failNext: undefined,
    listed: undefined,
    failGets: false,
  };

  const refuseTaken = (user: StoredUser): void => {
    for (const other of users.values()) {
      const taken =
        other.userName.toLowerCase() === user.userName.toLowerCase() ||
        (user.email !== null && other.email?.toLowerCase() === user.email.toLowerCase());
      if (other.id !== user.id && taken) {
        throw new IAMError(failure('conflict', 'That name is taken.', { status: 409, recognised: true }));
      }
    }
  };
  const save = (user: StoredUser): IAMUserAppData => {
    refuseTaken(user);
    users.set(user.id, user);
    return shown(user);
  };
  const known = (id: string): StoredUser => {
    const user = users.get(id);
    if (user === undefined) {
      throw new IAMError(failure('no-such-resource', 'Gone.', { status: 404, recognised: true }));
    }
    return user;
  };
  const groupOf = (displayName: string) => ({
    id: `g-${displayName}`,
    displayName,
    members: [...(groups.get(displayName) ?? [])].map((value) => ({ value })),
    details: { displayName },
  });

  const client: UserClient = {
    testConnection: async () => undefined,
    getUser: async ({ attribute, value }) => {
      calls.push('get');
      if (state.failGets) {
        throw new IAMError(failure('vendor-error', `${name} says no.`, { status: 503, effect: 'none' }));
      }
      const found = [...users.values()].filter(
        (user) =>
          String((user as unknown as Record<string, unknown>)[attribute] ?? '').toLowerCase() ===
          value.toLowerCase(),
      );
      return found.map(shown);
    },
    createUser: async (data, { active }) => {
      calls.push('create');
      const id = `id-${next}`;
      next += 1;
      return save({ email: null, userName: '', ...data, id, active } as StoredUser);
    },
    updateUser: async ({ id }, changes, { activate }) => {
      calls.push('update');
      return save({ ...known(id), ...changes, ...(activate ? { active: true } : {}) } as StoredUser);
    },
    enableUser: async ({ id }) => {
      calls.push('enable');
      return save({ ...known(id), active: true });
    },
    disableUser: async ({ id }) => {
      calls.push('disable');
      return save({ ...known(id), active: false });
    },
    getAppFields: async () => ({ userName: 'Name' }),
    ...(options.lists === false
      ? {}
      : {
          listUsers: async (page = '0') => {
            const begin = Number(page);
            calls.push('list');
            if (state.failNext !== undefined && begin / PAGE >= state.failNext.afterPages) {
              const { kind } = state.failNext;
              state.failNext = undefined;
              throw new IAMError(
                failure(kind, `${name} says no.`, {
                  status: kind === 'unauthorized' ? 401 : 503,
                  effect: 'none',
                }),
              );
            }
            const all = state.listed ?? [...users.values()];
            const more = begin + PAGE < all.length;
            return {
              users: all.slice(begin, begin + PAGE).map(shown),
              ...(more ? { next: String(begin + PAGE) } : {}),
            };
          },
        }),
    groups: {
      getGroup: async (id) => {
        const displayName = id.slice(2);
        return groups.has(displayName) ? groupOf(displayName) : undefined;
      },
      findGroup: async (displayName) => (groups.has(displayName) ? [groupOf(displayName)] : []),
      createGroup: async ({ displayName }) => {
        groups.set(displayName, new Set());
        return groupOf(displayName);
      },
      updateMembers: async (id, { add, remove }) => {
        const members = groups.get(id.slice(2));
        add.forEach((member) => members?.add(member));
        remove.forEach((member) => members?.delete(member));
      },
      ...(options.listsGroups === false
        ? {}
        : { listGroups: async () => ({ groups: [...groups.keys()].map(groupOf) }) }),
    },
  };

  const integration = defineIntegration({
    brand: name,
    config: {},
    connection: () => ({ baseUrl: 'https://made-up.example' }),
    lookupBy: options.lookupBy ?? ['id', 'externalId', 'userName', 'email'],
    mappers: {
      incoming: defineMapper({
        name: `${name} (Incoming)`,
        direction: 'incoming',
        fields: { Username: 'userName', Email: 'email', 'Employee ID': 'externalId', Title: 'title' },
      }),
      outgoing: defineMapper({
        name: `${name} (Outgoing)`,
        direction: 'outgoing',
        fields: {
          userName: { firstOf: ['username', 'email'] },
          email: 'email',
          externalId: 'employeeid',
          title: 'title',
          department: 'department',
        },
      }),
    },
    attributes: ['userName', 'email', 'externalId', 'title', 'department', 'active'],
    errorMessage: () => undefined,
    client: () => client,
  });
  const instance = createInstance(integration, {}, { name, env: {} });
  return {
    instance,
    users,
    groups,
    calls,
    get failNext() {
      return state.failNext;
    },
    set failNext(fault) {
      state.failNext = fault;
    },
    get failGets() {
      return state.failGets;
    },
    set failGets(fails) {
      state.failGets = fails;
    },
    get listed() {
      return state.listed;
    },
    set listed(list) {
      state.listed = list;
    },
  };
};

const shown = (user: StoredUser): IAMUserAppData => ({
  id: user.id,
  username: user.userName,
  email: user.email,
  active: user.active,
  details: { ...user },
});
