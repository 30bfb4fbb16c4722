/** An integration without a network, for tests of everything around it: people are slips of paper in a drawer. */
import { defineIntegration, defineMapper, field, IAMError } from '@iam/core';
import type { GroupClient, IAMUserAppData, UserClient } from '@iam/core';

interface Slip {
  readonly id: string;
  readonly mail: string;
  readonly active: boolean;
}

/** Slips by drawer, then by mail address. Tests look here for what was really written. */
export const drawers = new Map<string, Map<string, Slip>>();

const data = (slip: Slip): IAMUserAppData => ({
  id: slip.id,
  username: slip.mail,
  email: slip.mail,
  active: slip.active,
  details: { ...slip },
});

/** What a vendor might send back to do harm on a terminal. */
const HOSTILE = 'no paper\u001b[2J\nleft';

const clientOf = (name: string, broken: boolean): UserClient => {
  const drawer = drawers.get(name) ?? new Map<string, Slip>();
  drawers.set(name, drawer);
  const put = (slip: Slip): IAMUserAppData => {
    drawer.set(slip.mail, slip);
    return data(slip);
  };
  const working = async (): Promise<void> => {
    if (broken) {
      throw new IAMError({
        kind: 'vendor-error',
        message: HOSTILE,
        status: 500,
        effect: 'none',
        step: 'GET /slips',
      });
    }
  };
  return {
    testConnection: working,
    getUser: async ({ attribute, value }) => {
      await working();
      const found = [...drawer.values()].find((slip) => (attribute === 'id' ? slip.id : slip.mail) === value);
      return found === undefined ? undefined : data(found);
    },
    createUser: async ({ mail }, { active }) =>
      put({ id: `${name}-${drawer.size + 1}`, mail: String(mail), active }),
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

export const paper = defineIntegration({
  brand: 'Paper',
  config: {
    drawer: field.text('Drawer'),
    key: field.secret('Key'),
    groups: field.flag('Groups', { default: true }),
    broken: field.flag('Broken', { default: false }),
  },
  connection: ({ key }) => ({ baseUrl: 'http://127.0.0.1:9', bearer: key }),
  lookupBy: ['id', 'mail'],
  attributes: ['mail'],
  mappers: {
    incoming: defineMapper({ name: 'Paper (Incoming)', direction: 'incoming', fields: { Email: 'mail' } }),
    outgoing: defineMapper({ name: 'Paper (Outgoing)', direction: 'outgoing', fields: { mail: 'email' } }),
  },
  errorMessage: () => undefined,
  client: ({ config }) => ({
    ...clientOf(config.drawer, config.broken),
    ...(config.groups ? { groups } : {}),
  }),
});
