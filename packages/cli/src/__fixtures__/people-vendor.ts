/** An integration without a network, for the words for people: users with a key, groups with members, and faults on demand. */
import {
  defineIntegration,
  defineMapper,
  failure,
  field,
  IAMError,
  type GroupClient,
  type IAMGroupAppData,
  type IAMUserAppData,
  type UserClient,
} from '@iam/core';

export interface StoredPerson {
  readonly id: string;
  readonly login?: string;
  readonly mail?: string;
  readonly number?: string;
  readonly first?: string;
  readonly last?: string;
  readonly shown?: string;
  readonly job?: string;
  /** The id of the manager. */
  readonly boss?: string;
  /** The id of the department. */
  readonly unit?: string;
  readonly active: boolean;
}

export interface StoredGroup {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly type?: string;
}

/** One application: its records, its faults, and what was written to it. */
export interface Office {
  readonly people: Map<string, StoredPerson>;
  readonly groups: Map<string, StoredGroup>;
  /** What is refused, by the name of the client’s function, with the error. */
  readonly faults: Map<string, () => void>;
  readonly writes: string[];
  /** Identifiers that were looked for. */
  readonly reads: string[];
}

export const offices = new Map<string, Office>();

/** The application of that name, emptied. */
export const office = (
  name: string,
  people: readonly StoredPerson[] = [],
  groups: readonly StoredGroup[] = [],
): Office => {
  const made: Office = {
    people: new Map(people.map((person) => [person.id, person])),
    groups: new Map(groups.map((group) => [group.id, group])),
    faults: new Map(),
    writes: [],
    reads: [],
  };
  offices.set(name, made);
  return made;
};

/** As when no server answers at the address. */
export const down = (): never => {
  throw new IAMError({
    ...failure('network', 'The server refuses connections at this address (ECONNREFUSED).'),
    retryable: false,
  });
};

const PAGE = 2;

const dataOf = (person: StoredPerson): IAMUserAppData => ({
  id: person.id,
  username: person.login ?? null,
  email: person.mail ?? null,
  active: person.active,
  details: { ...person },
});

const groupOf = ({ id, name, type }: StoredGroup): IAMGroupAppData => ({
  id,
  displayName: name,
  details: { id, ...(type === undefined ? {} : { type }) },
});

const clientOf = (name: string): UserClient => {
  const here = offices.get(name) ?? office(name);
  const check = (what: string): void => {
    here.faults.get('all')?.();
    here.faults.get(what)?.();
  };
  const put = (what: string, person: StoredPerson): IAMUserAppData => {
    check(what);
    here.writes.push(`${what} ${person.id}`);
    here.people.set(person.id, person);
    return dataOf(person);
  };
  const stored = ({ id }: IAMUserAppData): StoredPerson => here.people.get(id) ?? { id, active: false };
  return {
    testConnection: async () => check('test'),
    getUser: async ({ attribute, value }) => {
      check('getUser');
      here.reads.push(value);
      return [...here.people.values()]
        .filter((person) => person[attribute as keyof StoredPerson] === value)
        .map(dataOf);
    },
    createUser: async (data, { active }) =>
      put('createUser', { ...data, id: `${name}-${here.people.size + 1}`, active }),
    updateUser: async (user, changes, { activate }) =>
      put('updateUser', { ...stored(user), ...changes, active: activate || user.active === true }),
    enableUser: async (user) => put('enableUser', { ...stored(user), active: true }),
    disableUser: async (user) => put('disableUser', { ...stored(user), active: false }),
    getAppFields: async () => ({}),
    listUsers: async (page = '0') => {
      check(`page ${page}`);
      const from = Number(page);
      const all = [...here.people.values()];
      return {
        users: all.slice(from, from + PAGE).map(dataOf),
        ...(from + PAGE < all.length ? { next: String(from + PAGE) } : {}),
      };
    },
    groupsOfUser: async ({ id }) => {
      check('groupsOfUser');
      return { groups: [...here.groups.values()].filter(({ members }) => members.includes(id)).map(groupOf) };
    },
    groups: groupsOf(here, check),
  };
};

const groupsOf = (here: Office, check: (what: string) => void): GroupClient => ({
  getGroup: async (id) => {
    const found = here.groups.get(id);
    return found === undefined ? undefined : groupOf(found);
  },
  findGroup: async (name) => {
    check('findGroup');
    return [...here.groups.values()].filter((group) => group.name === name).map(groupOf);
  },
  createGroup: async ({ displayName }) => {
    const id = `g${here.groups.size + 1}`;
    here.groups.set(id, { id, name: displayName, members: [] });
    return { id };
  },
  createsWithoutMembers: true,
  updateMembers: async (id, { add, remove }) => {
    check('updateMembers');
    const group = here.groups.get(id) ?? { id, name: id, members: [] };
    here.writes.push(`members ${id} +${add.join('+')} -${remove.join('-')}`);
    here.groups.set(id, {
      ...group,
      members: [...group.members.filter((one) => !remove.includes(one)), ...add],
    });
  },
  deleteGroup: async (id) => void here.groups.delete(id),
  getMembers: async (id) => (here.groups.get(id)?.members ?? []).map((value) => ({ value })),
  listGroups: async () => ({ groups: [...here.groups.values()].map(groupOf) }),
});

export const officeIntegration = defineIntegration({
  brand: 'Office',
  config: { office: field.text('Office'), key: field.secret('Key') },
  connection: ({ key }) => ({ baseUrl: 'http://127.0.0.1:9', bearer: key }),
  lookupBy: ['id', 'login', 'number'],
  externalIdAttribute: 'number',
  attributes: ['login', 'mail', 'number', 'first', 'last', 'shown', 'job', 'boss', 'unit'],
  references: {
    boss: { from: 'manageremailaddress', lookupBy: 'login' },
    unit: { from: 'department', find: async (_context, name) => `unit of ${name}` },
  },
  mappers: {
    incoming: defineMapper({
      name: 'Office (Incoming)',
      direction: 'incoming',
      fields: {
        Username: 'login',
        Email: 'mail',
        'Employee ID': 'number',
        'Given Name': 'first',
        Surname: 'last',
        'Display Name': 'shown',
        Title: 'job',
        Department: 'unit',
      },
    }),
    outgoing: defineMapper({
      name: 'Office (Outgoing)',
      direction: 'outgoing',
      fields: {
        login: { firstOf: ['username', 'email'] },
        mail: 'email',
        number: 'employeeid',
        first: 'givenname',
        last: 'surname',
        shown: 'displayname',
        job: 'title',
      },
    }),
  },
  errorMessage: () => undefined,
  client: ({ config }) => clientOf(config.office),
});
