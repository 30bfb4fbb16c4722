import * as t from 'io-ts';
import {
  argument,
  defineCommand,
  defineIntegration,
  defineMapper,
  field,
  type IAMGroupAppData,
  type IAMUserAppData,
  idValue,
  path,
} from '@iam/core';
import { restFake } from '../fake/rest-fake';

/** A made-up REST vendor with every ability, for breaking on purpose. */

const AcmeUser = t.intersection([
  t.type({ id: idValue, active: t.boolean }),
  t.partial({ login: t.string, email: t.string }),
]);
const AcmeGroup = t.type({ id: t.string, name: t.string, members: t.array(t.string) });
const AcmeError = t.type({ error: t.type({ message: t.string }) });
const one = <C extends t.Mixed>(codec: C) => t.type({ result: codec });
const many = <C extends t.Mixed>(codec: C) => t.type({ result: t.array(codec) });

const toUser = (user: t.TypeOf<typeof AcmeUser>): IAMUserAppData => ({
  id: String(user.id),
  username: user.login ?? null,
  email: user.email ?? null,
  active: user.active,
  details: user,
});

const toGroup = (group: t.TypeOf<typeof AcmeGroup>): IAMGroupAppData => ({
  id: group.id,
  displayName: group.name,
  members: group.members.map((value) => ({ value })),
  details: group,
});

const FIELDS = ['login', 'email', 'first_name', 'last_name', 'title', 'city'];

/** What Acme has beside the common commands: its catalogue of fields. */
export const listFields = defineCommand({
  name: 'acme-list-fields',
  description: 'Lists the fields of the application.',
  arguments: {
    kind: argument.text('Of which record: user.', { required: true }),
    limit: argument.number(1, 100)('How many at most.', { default: 50 }),
  },
  contextKey: 'Acme.Field',
  keyedBy: ['Name'],
  outputs: [
    { path: 'Name', type: 'String', description: 'Its name.' },
    { path: 'Description', type: 'String', description: 'What it is.' },
  ],
  title: 'Acme fields',
  run: async ({ kind, limit }, { http }) => {
    const { result } = await http.get(path`schema`, {
      query: { kind },
      reply: many(t.type({ name: t.string, description: t.string })),
    });
    return result.slice(0, limit).map(({ name, description }) => ({ Name: name, Description: description }));
  },
});

export const acme = defineIntegration({
  brand: 'Acme',
  config: { url: field.url('Base URL'), apiKey: field.secret('API key') },
  connection: ({ url, apiKey }) => ({ baseUrl: `${url}/api/v1`, bearer: apiKey }),
  lookupBy: ['id', 'login', 'email'],
  attributes: FIELDS,
  requiredAttributes: ['login', 'last_name'],
  mappers: {
    outgoing: defineMapper({
      name: 'User Profile - Acme (Outgoing)',
      direction: 'outgoing',
      fields: {
        login: { firstOf: ['username', 'email'] },
        email: 'email',
        first_name: 'givenname',
        last_name: 'surname',
        title: 'title',
        city: 'city',
      },
    }),
    incoming: defineMapper({
      name: 'User Profile - Acme (Incoming)',
      direction: 'incoming',
      fields: {
        Username: 'login',
        Email: 'email',
        'Given Name': 'first_name',
        Surname: 'last_name',
        Title: 'title',
        City: 'city',
      },
    }),
  },
  commands: [listFields],
  errorMessage: (body) => (AcmeError.is(body) ? body.error.message : undefined),
  client: ({ http }) => {
    const change = async ({ id }: IAMUserAppData, body: object): Promise<IAMUserAppData> =>
      toUser((await http.patch(path`users/${id}`, { body, reply: one(AcmeUser) })).result);
    return {
      testConnection: async () => {
        await http.get(path`test`, { reply: one(t.literal('ok')) });
      },
      getUser: async ({ attribute, value }) => {
        if (attribute === 'id') {
          const found = await http.find(path`users/${value}`, { reply: one(AcmeUser) });
          return found === undefined ? undefined : toUser(found.result);
        }
        return (
          await http.get(path`users`, { query: { [attribute]: value }, reply: many(AcmeUser) })
        ).result.map(toUser);
      },
      createUser: async (data, { active }) =>
        toUser((await http.post(path`users`, { body: { ...data, active }, reply: one(AcmeUser) })).result),
      updateUser: (user, changes, { activate }) =>
        change(user, activate ? { ...changes, active: true } : changes),
      enableUser: (user) => change(user, { active: true }),
      disableUser: (user) => change(user, { active: false }),
      deleteUser: async ({ id }) => {
        await http.delete(path`users/${id}`);
      },
      listUsers: async (page = '0') => {
        const { result } = await http.get(path`users`, { query: { offset: page }, reply: many(AcmeUser) });
        const users = result.map(toUser);
        return users.length < 2 ? { users } : { users, next: String(Number(page) + users.length) };
      },
      groupsOfUser: async ({ id }, page = '0') => {
        const { result } = await http.get(path`groups`, { query: { offset: page }, reply: many(AcmeGroup) });
        const groups = result.filter(({ members }) => members.includes(id)).map(toGroup);
        return result.length < 2 ? { groups } : { groups, next: String(Number(page) + result.length) };
      },
      getAppFields: async () => {
        const { result } = await http.get(path`schema`, {
          reply: many(t.type({ name: t.string, description: t.string })),
        });
        return Object.fromEntries(result.map(({ name, description }) => [name, description]));
      },
      groups: {
        membersPerRequest: 50,
        getGroup: async (id) => {
          const found = await http.find(path`groups/${id}`, { reply: one(AcmeGroup) });
          return found === undefined ? undefined : toGroup(found.result);
        },
        findGroup: async (name) =>
          (await http.get(path`groups`, { query: { name }, reply: many(AcmeGroup) })).result.map(toGroup),
        createGroup: async ({ displayName, members = [] }) => {
          const body = {
            name: displayName,
            members: t.array(t.type({ value: t.string })).is(members)
              ? members.map(({ value }) => value)
              : [],
          };
          return toGroup((await http.post(path`groups`, { body, reply: one(AcmeGroup) })).result);
        },
        updateMembers: async (id, changes) =>
          toGroup((await http.patch(path`groups/${id}`, { body: changes, reply: one(AcmeGroup) })).result),
        listGroups: async (page = '0') => {
          const { result } = await http.get(path`groups`, {
            query: { offset: page },
            reply: many(AcmeGroup),
          });
          const groups = result.map(toGroup);
          return groups.length < 2 ? { groups } : { groups, next: String(Number(page) + groups.length) };
        },
        deleteGroup: async (id) => {
          await http.delete(path`groups/${id}`);
        },
      },
    };
  },
});

export const ACME_KEY = 'acme-key-7f3a';

export const acmeFake = () =>
  restFake({
    name: 'acme',
    basePath: '/api/v1',
    auth: { authorization: `Bearer ${ACME_KEY}` },
    users: { fields: [...FIELDS, 'manager'], unique: ['login', 'email'], required: ['login', 'last_name'] },
    groups: {},
    pageSize: 2,
    lists: { offset: 'offset', total: 'X-Total-Count' },
  });

export const ACME_PROFILE = {
  email: 'jane.doe@example.com',
  username: 'jane.doe',
  givenname: 'Jane',
  surname: 'Doe',
  title: 'Engineer',
  city: 'Berlin',
};

export const ACME_CALLS = { 'acme-list-fields': { kind: 'user' } };

export const acmeParams = (url: string) => ({ url, apiKey: ACME_KEY });
