import { type Attributes, defineMapper, path } from '@iam/core';
import { acme } from '../acme';
import { type Mistake, withClient, asList, changed, everybody, answering } from './mistake';

const localPart = (address: string | null): string | undefined => address?.split('@')[0];

/** Mistakes of reading users. */
export const MISTAKES_IN_READING_USERS: readonly Mistake[] = [
  [
    'testConnection sends nothing',
    withClient(() => ({ testConnection: async () => undefined })),
    'test-module: wrong credentials fail with 401 and the vendor’s message',
  ],
  [
    'getAppFields has no descriptions',
    withClient(() => ({ getAppFields: async () => ({ login: '' }) })),
    'get-mapping-fields: names the user fields of the application',
  ],
  [
    'the incoming mapper forgets an attribute',
    {
      ...acme,
      mappers: {
        ...acme.mappers,
        incoming: defineMapper({
          name: 'forgetful',
          direction: 'incoming',
          fields: { Username: 'login', Email: 'email', Surname: 'last_name', Title: 'title' },
        }),
      },
    },
    'profile: what was written comes back (mapper round trip)',
  ],
  [
    'getUser throws when no user is found',
    withClient((client) => ({
      getUser: async (identifier) => {
        const found = asList(await client.getUser(identifier));
        if (found.length === 0) {
          throw new Error('no such user');
        }
        return found;
      },
    })),
    'get: somebody missing fails with 404 after 1 request for each identifier',
  ],
  [
    'ids are read as JavaScript numbers',
    withClient((client) => ({
      getUser: async (identifier) =>
        asList(await client.getUser(identifier)).map((user) =>
          changed(user, { id: /^\d+$/.test(user.id) ? String(Number(user.id)) : user.id }),
        ),
    })),
    'lookup: an id that comes as a number has all its digits',
  ],
  [
    'getUser takes the first of several',
    withClient((client) => ({ getUser: async (identifier) => asList(await client.getUser(identifier))[0] })),
    'lookup: several matches are ambiguous and nothing is written',
  ],
  [
    'getUser fills in what was asked for',
    withClient((client) => ({
      getUser: async (identifier) =>
        asList(await client.getUser(identifier)).map((user) => changed(user, { username: identifier.value })),
    })),
    'lookup: somebody else’s record is refused and nothing is written',
  ],
  [
    'getUser takes every attribute for the first one',
    withClient((client) => ({
      getUser: ({ attribute, value }) =>
        client.getUser({ attribute: attribute === 'id' ? 'id' : 'login', value }),
    })),
    'lookup: every identifier is asked for before there is said to be no such person',
  ],
  [
    'getUser looks for the local part of an address',
    withClient((client) => ({
      getUser: async (identifier) =>
        identifier.attribute === 'id'
          ? client.getUser(identifier)
          : (await everybody(client))
              .filter(({ email }) => localPart(email) === localPart(identifier.value))
              .map((user) => changed(user, { username: identifier.value, email: identifier.value })),
    })),
    'lookup: two people whose derived names coincide are told apart',
  ],
  [
    'getUser believes any 200',
    withClient((client, { http }) => ({
      getUser: async ({ attribute, value }) => {
        if (attribute === 'id') {
          return client.getUser({ attribute, value });
        }
        const body = await http.get(path`users`, { query: { [attribute]: value } });
        const result = (body as { result?: Attributes[] } | null)?.result ?? [];
        return result.map((user) => ({
          id: String(user['id']),
          username: String(user['login']),
          email: String(user['email']),
          active: user['active'] === true,
          details: user,
        }));
      },
    })),
    'lookup: a 200 that is no list of users is an error and not "no such user"',
  ],
  [
    'getUser takes an error for no match',
    withClient((client) => ({ getUser: (identifier) => client.getUser(identifier).catch(() => undefined) })),
    'lookup: an HTML 404 is an error and not "no such user"',
  ],
  [
    'getUser cannot read by id',
    withClient((client) => ({
      getUser: async (identifier) => (identifier.attribute === 'id' ? undefined : client.getUser(identifier)),
    })),
    'read again: getUser reads by "id", whether lookupBy names it or not',
  ],
  [
    'getUser encodes twice',
    withClient((client) => ({
      getUser: ({ attribute, value }) => client.getUser({ attribute, value: encodeURIComponent(value) }),
    })),
    'hostile: identifiers with special characters find the one user they were given to',
  ],
  [
    'getUser puts the value into a query as it is',
    withClient((client) => ({
      getUser: async (identifier) =>
        identifier.attribute === 'id'
          ? client.getUser(identifier)
          : answering(`${identifier.attribute}=${identifier.value}`, await everybody(client)),
    })),
    'hostile: no identifier is taken for a part of a query',
  ],
  [
    'getUser puts an id into a query as it is',
    withClient((client) => ({
      getUser: async (identifier) => {
        const [user] =
          identifier.attribute === 'id'
            ? answering(`id=${identifier.value}`, await everybody(client))
            : asList(await client.getUser(identifier));
        return user === undefined
          ? undefined
          : { ...user, id: identifier.attribute === 'id' ? identifier.value : user.id };
      },
    })),
    'hostile: no id is taken for a part of a query',
  ],
  [
    'details are picked from the record',
    withClient((client) => ({
      getUser: async (identifier) =>
        asList(await client.getUser(identifier)).map((user) =>
          changed(user, { details: { ...user.details, extra: true } }),
        ),
    })),
    'shape: details is the vendor’s record as it came',
  ],
];
