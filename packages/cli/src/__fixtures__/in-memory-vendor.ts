/** An integration without a network, for tests of everything around it: users are records in memory, one store per tenant. */
import {
  defineIntegration,
  defineMapper,
  field,
  IAMError,
  type GroupClient,
  type IAMUserAppData,
  type UserClient,
} from '@iam/core';

interface StoredUser {
  readonly id: string;
  readonly mail: string;
  readonly active: boolean;
}

/** Users by tenant, then by mail address: the state that tests compare writes with. */
export const users = new Map<string, Map<string, StoredUser>>();

const data = (user: StoredUser): IAMUserAppData => ({
  id: user.id,
  username: user.mail,
  email: user.mail,
  active: user.active,
  details: { ...user },
});

/** A vendor's message with a terminal escape sequence and a line break in it. */
const HOSTILE = 'no quota\u001b[2J\nleft';

const clientOf = (name: string, broken: boolean): UserClient => {
  const stored = users.get(name) ?? new Map<string, StoredUser>();
  users.set(name, stored);
  const put = (user: StoredUser): IAMUserAppData => {
    stored.set(user.mail, user);
    return data(user);
  };
  const working = async (): Promise<void> => {
    if (broken) {
      throw new IAMError({
        kind: 'vendor-error',
        message: HOSTILE,
        status: 500,
        effect: 'none',
        retryable: true,
        step: 'GET /users',
      });
    }
  };
  return {
    testConnection: working,
    getUser: async ({ attribute, value }) => {
      await working();
      const found = [...stored.values()].find((user) => (attribute === 'id' ? user.id : user.mail) === value);
      return found === undefined ? undefined : data(found);
    },
    createUser: async ({ mail }, { active }) =>
      put({ id: `${name}-${stored.size + 1}`, mail: String(mail), active }),
    updateUser: async (user, _, { activate }) =>
      put({ id: user.id, mail: user.username ?? '', active: activate || user.active === true }),
    enableUser: async (user) => put({ id: user.id, mail: user.username ?? '', active: true }),
    disableUser: async (user) => put({ id: user.id, mail: user.username ?? '', active: false }),
    getAppFields: async () => {
      await working();
      return { mail: 'Mail address', note: '' };
    },
  };
};

const groups: GroupClient = {
  getGroup: async (id) => ({ id, displayName: 'Clips', details: { id } }),
  findGroup: async (displayName) => ({ id: 'g1', displayName, details: { id: 'g1' } }),
  createGroup: async ({ displayName }) => ({ id: 'g1', displayName, details: { id: 'g1' } }),
  updateMembers: async () => undefined,
  deleteGroup: async (id) => {
    deleted.push(id);
  },
};

/** Ids of the groups that were deleted. */
export const deleted: string[] = [];

export const acme = defineIntegration({
  brand: 'Acme',
  config: {
    tenant: field.text('Tenant'),
    key: field.secret('Key'),
    groups: field.flag('Groups', { default: true }),
    broken: field.flag('Broken', { default: false }),
  },
  connection: ({ key }) => ({ baseUrl: 'http://127.0.0.1:9', bearer: key }),
  lookupBy: ['id', 'mail'],
  attributes: ['mail'],
  references: { boss: { from: 'manageremailaddress', lookupBy: 'mail' } },
  mappers: {
    incoming: defineMapper({ name: 'Acme (Incoming)', direction: 'incoming', fields: { Email: 'mail' } }),
    outgoing: defineMapper({ name: 'Acme (Outgoing)', direction: 'outgoing', fields: { mail: 'email' } }),
  },
  errorMessage: () => undefined,
  client: ({ config }) => ({
    ...clientOf(config.tenant, config.broken),
    ...(config.groups ? { groups } : {}),
  }),
});
