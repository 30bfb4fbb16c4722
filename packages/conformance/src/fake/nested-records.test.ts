import * as t from 'io-ts';
import { defineIntegration, defineMapper, field, type IAMUserAppData, idValue, path } from '@iam/core';
import { checkIntegration } from '../run/describe-integration';
import { restFake } from './rest-fake';

const Person = t.type({
  id: idValue,
  status: t.string,
  profile: t.partial({ login: t.string, email: t.string }),
});
const Error = t.type({ error: t.type({ message: t.string }) });
const ATTRIBUTES = ['profile.login', 'profile.email', 'profile.lastName', 'profile.title', 'profile.number'];

const toUser = (person: t.TypeOf<typeof Person>): IAMUserAppData => ({
  id: String(person.id),
  username: person.profile.login ?? null,
  email: person.profile.email ?? null,
  active: person.status === 'ACTIVE',
  details: person,
});

const status = (active: boolean): object => ({ status: active ? 'ACTIVE' : 'SUSPENDED' });

/** A vendor that keeps what it knows of people in an object of its own. */
const nested = defineIntegration({
  brand: 'Nested',
  config: { url: field.url('URL'), token: field.secret('Token') },
  connection: ({ url, token }) => ({ baseUrl: url, bearer: token }),
  lookupBy: ['id', 'profile.login', 'profile.email'],
  externalIdAttribute: 'profile.number',
  attributes: ATTRIBUTES,
  requiredAttributes: ['profile.login', 'profile.lastName'],
  mappers: {
    outgoing: defineMapper({
      name: 'Nested (Outgoing)',
      direction: 'outgoing',
      fields: {
        'profile.login': { firstOf: ['username', 'email'] },
        'profile.email': 'email',
        'profile.lastName': 'surname',
        'profile.title': 'title',
        'profile.number': 'employeeid',
      },
    }),
    incoming: defineMapper({
      name: 'Nested (Incoming)',
      direction: 'incoming',
      fields: {
        Username: 'profile.login',
        Email: 'profile.email',
        Surname: 'profile.lastName',
        Title: 'profile.title',
        'Employee ID': 'profile.number',
      },
    }),
  },
  errorMessage: (body) => (Error.is(body) ? body.error.message : undefined),
  client: ({ http }) => {
    const change = async ({ id }: IAMUserAppData, body: object): Promise<IAMUserAppData> =>
      toUser(await http.patch(path`users/${id}`, { body, reply: Person }));
    return {
      testConnection: async () => void (await http.get(path`test`)),
      getUser: async ({ attribute, value }) => {
        if (attribute === 'id') {
          const found = await http.find(path`users/${value}`, { reply: Person });
          return found === undefined ? undefined : toUser(found);
        }
        const query = { [attribute]: value };
        return (await http.get(path`users`, { query, reply: t.array(Person) })).map(toUser);
      },
      createUser: async (data, { active }) =>
        toUser(await http.post(path`users`, { body: { ...data, ...status(active) }, reply: Person })),
      updateUser: (user, changes, { activate }) =>
        change(user, activate ? { ...changes, ...status(true) } : changes),
      enableUser: (user) => change(user, status(true)),
      disableUser: (user) => change(user, status(false)),
      getAppFields: async () => {
        const fields = await http.get(path`schema`, {
          reply: t.array(t.type({ name: t.string, description: t.string })),
        });
        return Object.fromEntries(fields.map(({ name, description }) => [name, description]));
      },
    };
  },
});

it('a vendor of nested records conforms', async () => {
  const red: string[] = [];
  let green = 0;
  for await (const result of checkIntegration({
    integration: nested,
    fake: () =>
      restFake({
        auth: { authorization: 'Bearer nested-token' },
        envelope: null,
        users: {
          fields: ATTRIBUTES,
          unique: ['profile.login', 'profile.email'],
          required: ['profile.login', 'profile.lastName'],
          active: { field: 'status', yes: 'ACTIVE', no: 'SUSPENDED' },
        },
      }),
    params: (url: string) => ({ url, token: 'nested-token' }),
    profile: {
      username: 'jane.doe',
      email: 'jane.doe@example.com',
      surname: 'Doe',
      title: 'Engineer',
      employeeid: '4711',
    },
  })) {
    if (result.ok) {
      green += 1;
    } else {
      red.push(`${result.name}: ${JSON.stringify(result)}`);
    }
  }
  expect(red).toEqual([]);
  expect(green).toBeGreaterThan(90);
});
