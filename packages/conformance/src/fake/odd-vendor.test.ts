import * as t from 'io-ts';
import {
  defineIntegration,
  defineMapper,
  field,
  type Http,
  idValue,
  type IAMGroupAppData,
  type IAMUserAppData,
  path,
} from '@iam/core';
import { checkIntegration } from '../run/describe-integration';
import { restFake } from './rest-fake';

/** A vendor that is odd in every way that a route table describes, and an integration with it that has no trick of its own. */

const Person = t.type({
  id: idValue,
  enabled: t.union([t.literal('true'), t.literal('false')]),
  profile: t.type({ login: t.string, email: t.string }),
});
const Team = t.type({ id: t.string, name: t.string });
const Row = t.type({ id: t.string, team: t.string, person: t.string });
const Id = t.type({ id: t.string });
const OddError = t.type({ error: t.type({ message: t.string }) });
const ATTRIBUTES = ['profile.login', 'profile.email', 'profile.lastName', 'profile.title', 'profile.number'];

const toUser = (person: t.TypeOf<typeof Person>): IAMUserAppData => ({
  id: String(person.id),
  username: person.profile.login,
  email: person.profile.email,
  active: person.enabled === 'true',
  details: person,
});

const toGroup = (team: t.TypeOf<typeof Team>): IAMGroupAppData => ({
  id: team.id,
  displayName: team.name,
  details: team,
});

/** Every row that a search finds; a page is short. */
const rowsOf = async (http: Http, query: Readonly<Record<string, string>>, page?: string) => {
  const found = await http.page(path`memberships`, page, { query, reply: t.array(Row) });
  return { rows: found.body, ...(found.next === undefined ? {} : { next: found.next }) };
};

const odd = defineIntegration({
  brand: 'Odd',
  config: { url: field.url('URL'), token: field.secret('Token') },
  connection: ({ url, token }) => ({ baseUrl: url, authorization: { scheme: 'SSWS', credentials: token } }),
  lookupBy: ['id', 'profile.login', 'profile.email'],
  externalIdAttribute: 'profile.number',
  attributes: ATTRIBUTES,
  requiredAttributes: ['profile.login', 'profile.lastName'],
  mappers: {
    outgoing: defineMapper({
      name: 'Odd (Outgoing)',
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
      name: 'Odd (Incoming)',
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
  errorMessage: (body) => (OddError.is(body) ? body.error.message : undefined),
  client: ({ http }) => ({
    testConnection: async () => void (await http.get(path`test`)),
    activatesApart: true,
    getUser: async ({ attribute, value }) => {
      if (attribute === 'id') {
        const found = await http.find(path`users/${value}`, { reply: Person });
        return found === undefined ? undefined : toUser(found);
      }
      return (await http.get(path`users`, { query: { [attribute]: value }, reply: t.array(Person) })).map(
        toUser,
      );
    },
    // The reply has the id only.
    createUser: (data) => http.post(path`users`, { body: data, reply: Id }),
    // POST changes, and the reply has no body.
    updateUser: async ({ id }, changes) => void (await http.post(path`users/${id}`, { body: changes })),
    enableUser: async ({ id }) => void (await http.post(path`users/${id}/lifecycle/activate`)),
    disableUser: async ({ id }) => void (await http.post(path`users/${id}/lifecycle/deactivate`)),
    deleteUser: async ({ id }) => void (await http.delete(path`users/${id}`)),
    listUsers: async (page) => {
      const { body, next, total } = await http.page(path`users`, page, { reply: t.array(Person) });
      return {
        users: body.map(toUser),
        ...(next === undefined ? {} : { next }),
        ...(total === undefined ? {} : { total }),
      };
    },
    groupsOfUser: async ({ id }, page) => {
      const { rows, ...rest } = await rowsOf(http, { person: id }, page);
      const teams: IAMGroupAppData[] = [];
      for (const { team } of rows) {
        teams.push(toGroup(await http.get(path`teams/${team}`, { reply: Team })));
      }
      return { groups: teams, ...rest };
    },
    getAppFields: async () => {
      const fields = await http.get(path`schema`, {
        reply: t.array(t.type({ name: t.string, description: t.string })),
      });
      return Object.fromEntries(fields.map(({ name, description }) => [name, description]));
    },
    groups: {
      membersPerRequest: 1,
      createsWithoutMembers: true,
      getGroup: async (id) => {
        const found = await http.find(path`teams/${id}`, { reply: Team });
        return found === undefined ? undefined : toGroup(found);
      },
      findGroup: async (name) =>
        (await http.get(path`teams`, { query: { name }, reply: t.array(Team) })).map(toGroup),
      createGroup: ({ displayName }) => http.post(path`teams`, { body: { name: displayName }, reply: Id }),
      updateMembers: async (team, { add, remove }) => {
        for (const person of add) {
          const { rows } = await rowsOf(http, { team, person });
          if (rows.length === 0) {
            await http.post(path`memberships`, { body: { team, person }, reply: Row });
          }
        }
        for (const person of remove) {
          for (const { id } of (await rowsOf(http, { team, person })).rows) {
            await http.delete(path`memberships/${id}`);
          }
        }
      },
      listMembers: async (team, page) => {
        const { rows, ...rest } = await rowsOf(http, { team }, page);
        return { members: rows.map(({ person }) => ({ value: person })), ...rest };
      },
      listGroups: async (page) => {
        const { body, next } = await http.page(path`teams`, page, { reply: t.array(Team) });
        return { groups: body.map(toGroup), ...(next === undefined ? {} : { next }) };
      },
      deleteGroup: async (id) => void (await http.delete(path`teams/${id}`)),
    },
  }),
});

const fake = () =>
  restFake({
    auth: { authorization: 'SSWS odd-token' },
    envelope: null,
    pageSize: 2,
    lists: { link: 'after', total: 'X-Total-Count' },
    users: {
      fields: ATTRIBUTES,
      unique: ['profile.login', 'profile.email'],
      required: ['profile.login', 'profile.lastName'],
      active: { field: 'enabled', yes: 'true', no: 'false', initial: 'false', readOnly: true },
      textual: true,
      routes: {
        POST: { does: 'create', replies: 'id' },
        'POST {id}': { does: 'change', replies: 'nothing' },
        'PATCH {id}': null,
        'PUT {id}': null,
        'POST {id}/lifecycle/activate': {
          does: 'set',
          set: { enabled: 'true' },
          from: { enabled: ['false'] },
          replies: 'empty',
        },
        'POST {id}/lifecycle/deactivate': { does: 'set', set: { enabled: 'false' }, replies: 'nothing' },
      },
    },
    groups: {
      path: 'teams',
      routes: { POST: { does: 'create', replies: 'id' } },
      rows: { path: 'memberships', group: 'team', user: 'person' },
    },
  });

it('a vendor that is odd in every way conforms', async () => {
  const red: string[] = [];
  let green = 0;
  for await (const { ok, name, message } of checkIntegration({
    integration: odd,
    fake,
    params: (url: string) => ({ url, token: 'odd-token' }),
    profile: {
      username: 'jane.doe',
      email: 'jane.doe@example.com',
      surname: 'Doe',
      title: 'Engineer',
      employeeid: '4711',
    },
  })) {
    if (ok) {
      green += 1;
    } else {
      red.push(`${name}: ${message}`);
    }
  }
  expect(red).toEqual([]);
  expect(green).toBeGreaterThan(120);
});
