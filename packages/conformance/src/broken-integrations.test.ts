import {
  argument,
  type Attributes,
  defineIntegration,
  defineMapper,
  type ExtraCommand,
  field,
  type IAMUserAppData,
  type Integration,
  path,
  type UserClient,
  type UserPage,
} from '@iam/core';
import { ACME_CALLS, ACME_PROFILE, acme, acmeFake, acmeParams, listFields } from './__fixtures__/acme';
import type { Check } from './check';
import { checks } from './checks/all-checks';
import { checkIntegration, describeIntegration } from './describe-integration';
import { withFakeKit, type Conformance } from './fake-kit';
import { timed, type CheckResult } from './run-check';

type Context = Parameters<Integration['client']>[0];

/** Acme with some of its client's methods replaced. */
const withClient = (broken: (client: UserClient, context: Context) => Partial<UserClient>): Integration => ({
  ...acme,
  client: (context) => {
    const client = acme.client(context);
    return { ...client, ...broken(client, context) };
  },
});

/** Acme with a part of its own command replaced. */
const withCommand = (broken: Partial<ExtraCommand>): Integration => ({
  ...acme,
  commands: [{ ...listFields, ...broken }],
});

const withGroups = (
  broken: (groups: NonNullable<UserClient['groups']>) => Partial<NonNullable<UserClient['groups']>>,
): Integration =>
  withClient(({ groups }) => (groups === undefined ? {} : { groups: { ...groups, ...broken(groups) } }));

const asList = (found: Awaited<ReturnType<UserClient['getUser']>>): readonly IAMUserAppData[] =>
  found === undefined ? [] : 'id' in found ? [found] : found;

const changed = (user: IAMUserAppData, change: Partial<IAMUserAppData>): IAMUserAppData => ({
  ...user,
  ...change,
});

const { brand, lookupBy, mappers, attributes, requiredAttributes, errorMessage, client } = acme;
const PARTS = { brand, lookupBy, mappers, attributes, requiredAttributes, errorMessage, client };

const everybody = async (client: UserClient): Promise<readonly IAMUserAppData[]> => {
  const users: IAMUserAppData[] = [];
  let page: string | undefined = '0';
  while (page !== undefined) {
    const { users: some = [], next }: Partial<UserPage> = (await client.listUsers?.(page)) ?? {};
    users.push(...some);
    page = next;
  }
  return users;
};

const localPart = (address: string | null): string | undefined => address?.split('@')[0];

/** What the vendor's author got wrong, and the check that must turn red for it. */
const BREAKAGES: readonly (readonly [mistake: string, broken: Integration, red: string])[] = [
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
    'getUser compares names itself',
    withClient((client) => ({
      getUser: async (identifier) =>
        asList(await client.getUser(identifier)).filter(
          ({ details }) => details[identifier.attribute] === identifier.value,
        ),
    })),
    'update: a name or an address that the vendor keeps in another case is no change',
  ],
  [
    'updateUser sends numbers where texts were given',
    withClient((client) => ({
      updateUser: (user, changes, options) =>
        client.updateUser(
          user,
          Object.fromEntries(
            Object.entries(changes).map(([key, value]) => [key, value === '4711' ? 4711 : value]),
          ),
          options,
        ),
    })),
    'update: a number is sent as text, and once',
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
    'createUser always lets people in',
    withClient((client) => ({ createUser: (data) => client.createUser(data, { active: true }) })),
    'create: allow-enable=false creates somebody inactive',
  ],
  [
    'createUser reads the record once more',
    withClient((client) => ({
      createUser: async (data, options) => {
        const { id } = (await client.createUser(data, options)) as IAMUserAppData;
        return asList(await client.getUser({ attribute: 'id', value: id }))[0] as IAMUserAppData;
      },
    })),
    'create: somebody new is created, active, with 1 request after the lookups',
  ],
  [
    'createUser tries once more by itself',
    withClient((client) => ({
      createUser: async (data, options) => {
        try {
          return await client.createUser(data, options);
        } catch {
          return client.createUser(
            { ...data, login: `${String(data['login'])}2`, email: `2${String(data['email'])}` },
            options,
          );
        }
      },
    })),
    'faults: a creation whose reply is lost makes one user and is done',
  ],
  [
    'updateUser ignores activate',
    withClient((client) => ({
      updateUser: (user, changes) => client.updateUser(user, changes, { activate: false }),
    })),
    'update: somebody inactive is enabled along with the change, with 2 requests',
  ],
  [
    'updateUser leaves nulls out',
    withClient((client) => ({
      updateUser: (user, changes, options) =>
        client.updateUser(
          user,
          Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null)),
          options,
        ),
    })),
    'update: null clears an attribute',
  ],
  [
    'updateUser replaces the whole record',
    withClient((client, { http }) => ({
      updateUser: async (user, changes, { activate }) => {
        const { id: _id, ...details } = user.details;
        await http.put(path`users/${user.id}`, {
          body: {
            login: details['login'],
            last_name: 'x',
            ...changes,
            ...(activate ? { active: true } : {}),
          },
        });
        return asList(await client.getUser({ attribute: 'id', value: user.id }))[0] as IAMUserAppData;
      },
    })),
    'update: attributes that the profile does not name stay as they are',
  ],
  [
    'updateUser sends the record as it was read, without declaring it',
    withClient((client, { http }) => ({
      updateUser: async (user, changes, { activate }) => {
        const { id: _id, ...record } = user.details;
        await http.put(path`users/${user.id}`, {
          body: { ...record, ...changes, ...(activate ? { active: true } : {}) },
        });
        return asList(await client.getUser({ attribute: 'id', value: user.id }))[0] as IAMUserAppData;
      },
    })),
    'update: a disable since the record was read is not undone unnoticed',
  ],
  [
    'listGroups stops after the first page',
    withGroups((groups) => ({
      listGroups: async () => ({ groups: (await groups.listGroups?.())?.groups ?? [] }),
    })),
    'groups: the list has every group exactly once and the last page ends it',
  ],
  [
    'groupsOfUser returns all groups',
    withClient(({ groups }) => ({
      groupsOfUser: async (_user, page) => (await groups?.listGroups?.(page)) ?? { groups: [] },
    })),
    'groups: the groups of a user are those that the user is in, and no others',
  ],
  [
    'listMembers stops after the first page',
    withGroups((groups) => ({
      getGroup: async (id) => {
        const found = await groups.getGroup(id);
        if (found === undefined) {
          return undefined;
        }
        const { members: _apart, ...group } = found;
        return group;
      },
      listMembers: async (id) => ({ members: (await groups.getGroup(id))?.members?.slice(0, 2) ?? [] }),
    })),
    'groups: all members of a group can be read',
  ],
  [
    'disableUser only says so',
    withClient(() => ({ disableUser: async (user) => changed(user, { active: false }) })),
    'disable: somebody active cannot sign in afterwards, with 2 requests',
  ],
  [
    'disableUser does not read the reply',
    withClient((client) => ({
      disableUser: async (user) =>
        changed((await client.disableUser(user)) as IAMUserAppData, { active: false }),
    })),
    'disable: a reply that says otherwise is not believed',
  ],
  [
    'the client does not know who is active',
    withClient((client) => ({
      getUser: async (identifier) =>
        asList(await client.getUser(identifier)).map((user) => changed(user, { active: null })),
    })),
    'disable: somebody inactive is skipped after 1 request',
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
  [
    'activity is among the attributes that a profile can write',
    { ...acme, attributes: [...acme.attributes, 'active'] },
    'profile: the vendor’s own activity cannot be written from a profile',
  ],
  [
    'errorMessage reads nothing',
    { ...acme, errorMessage: () => undefined },
    'errors: errorMessage reads the vendor’s own error body',
  ],
  [
    'errorMessage believes every body',
    { ...acme, errorMessage: () => 'an error' },
    'errors: errorMessage reads no other body',
  ],
  [
    'readError takes every 403 for a missing right',
    { ...acme, readError: ({ status }) => (status === 403 ? { kind: 'forbidden' } : undefined) },
    'errors: 403 with Retry-After is throttling: it is waited out and repeated',
  ],
  [
    'readError takes every 400 for a wrong value',
    { ...acme, readError: ({ status }) => (status === 400 ? { kind: 'bad-request' } : undefined) },
    'errors: 400 with ThrottlingException is throttling: it is waited out and repeated',
  ],
  [
    'readError has one text for all errors',
    { ...acme, readError: () => ({ message: 'It did not work.' }) },
    'errors: the reason is shown whatever shape it has',
  ],
  [
    'an error of the vendor is reworded',
    withClient((client) => ({
      updateUser: (user, changes, options) =>
        client.updateUser(user, changes, options).catch(() => Promise.reject(new Error('update failed'))),
    })),
    'errors: 403 on a write fails with the vendor’s message after one try',
  ],
  [
    'the key is no secret',
    defineIntegration({
      ...PARTS,
      config: { url: field.url('Base URL'), apiKey: field.text('API key') },
      connection: ({ url, apiKey }) => ({
        baseUrl: `${url}/api/v1`,
        headers: { authorization: `Bearer ${apiKey}` },
      }),
    }),
    'secrets: credentials are declared as such',
  ],
  [
    'listUsers never ends',
    withClient((client) => ({
      listUsers: async () => ({ ...(await client.listUsers?.()), users: [], next: '0' }),
    })),
    'list: every user comes exactly once and the last page ends it',
  ],
  [
    'deleteUser does nothing',
    withClient(() => ({ deleteUser: async () => undefined })),
    'list: deleteUser removes the record',
  ],
  [
    'updateMembers sends a request for each member',
    withGroups((groups) => ({
      updateMembers: async (id, { add, remove }) => {
        for (const member of add) {
          await groups.updateMembers(id, { add: [member], remove: [] });
        }
        for (const member of remove) {
          await groups.updateMembers(id, { add: [], remove: [member] });
        }
      },
    })),
    'groups: members are added and removed, 1 request each time',
  ],
  [
    'createGroup leaves the members out',
    withGroups((groups) => ({ createGroup: ({ displayName }) => groups.createGroup({ displayName }) })),
    'groups: a new group has the members that it is created with',
  ],
  [
    'updateMembers takes a refusal for done',
    withGroups((groups) => ({
      updateMembers: (id, changes) => groups.updateMembers(id, changes).catch(() => undefined),
    })),
    'groups: somebody who is not in does not keep the others in',
  ],
  [
    'updateMembers keeps the reply to itself',
    withGroups((groups) => ({
      updateMembers: async (id, changes) => {
        await groups.updateMembers(id, changes);
      },
    })),
    'groups: a reply that still shows who was taken out is no success',
  ],
  [
    'updateMembers insists on who is in',
    withGroups((groups) => ({
      updateMembers: async (id, changes) => {
        const present = (await groups.getGroup(id))?.members ?? [];
        if (changes.remove.some((member) => !present.some(({ value }) => value === member))) {
          throw new Error('no such member');
        }
        return groups.updateMembers(id, changes);
      },
    })),
    'faults: a removal of a member whose reply is lost is sent once more',
  ],
  [
    'findGroup takes the first of several',
    withGroups((groups) => ({
      findGroup: async (name) => {
        const found = await groups.findGroup(name);
        return found === undefined || 'id' in found ? found : found[0];
      },
    })),
    'groups: several of one name are ambiguous',
  ],
  [
    'getGroup throws when there is none',
    withGroups((groups) => ({
      getGroup: async (id) => {
        const found = await groups.getGroup(id);
        if (found === undefined) {
          throw new Error('no such group');
        }
        return found;
      },
    })),
    'groups: an id that is not there fails with 404 "Group Not Found"',
  ],
  [
    'a command returns a key that it does not document',
    withCommand({ outputs: listFields.outputs.slice(0, 1) }),
    'extra commands: each reads records with the documented keys, and writes nothing',
  ],
  [
    'a command declares nothing as required',
    withCommand({
      arguments: listFields.arguments,
      reading: { kind: argument.text('Of which record.') },
    }),
    'extra commands: a required argument that is missing is refused and nothing is sent',
  ],
  ...(['500', '401', 'a body that breaks off', 'a web page', 'a body of another kind'] as const).map(
    (mishap) =>
      [
        `a command takes ${mishap} for no records`,
        withCommand({
          run: (args, context) => listFields.run(args, context).catch(() => undefined),
        }),
        `extra commands: ${mishap} is a failure, never an empty result`,
      ] as const,
  ),
];

const conformanceOf = (integration: Integration): Conformance => ({
  integration,
  fake: acmeFake,
  params: acmeParams,
  profile: ACME_PROFILE,
  extraCommands: ACME_CALLS,
});

const checkNamed = (name: string): Check => {
  const found = checks.find((check) => check.name === name);
  if (found === undefined) {
    throw new Error(`There is no check "${name}".`);
  }
  return found;
};

const resultOf = (integration: Integration, name: string): Promise<CheckResult> =>
  timed(name, () => withFakeKit(conformanceOf(integration), (kit) => checkNamed(name).run(kit)));

describe('the conformance kit', () => {
  it.each(BREAKAGES)('turns red when %s', async (_mistake, broken, name) => {
    const { ok, message } = await resultOf(broken, name);
    expect(ok).toBe(false);
    expect(message).toMatch(/\nWhat to change: .{20}/);
  });

  it('has another check for each of these mistakes, and all are green without them', async () => {
    const names = BREAKAGES.map(([, , name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(await resultOf(acme, name)).toMatchObject({ ok: true });
    }
  });

  it('turns red when the record does not show the person’s own key', async () => {
    const name = 'lookup: a record with another key of the person is not the person, for any command';
    const keyed: Integration = { ...acme, externalIdAttribute: 'city' };
    const hiding = withClient((client) => ({
      getUser: async (identifier) =>
        asList(await client.getUser(identifier)).map((user) => {
          const { city: _city, ...details } = user.details;
          return changed(user, { details });
        }),
    }));

    expect(await resultOf(keyed, name)).toMatchObject({ ok: true });
    expect(await resultOf({ ...hiding, externalIdAttribute: 'city' }, name)).toMatchObject({ ok: false });
  });

  it('is green for a lossy mapper where the vendor has an identifier of its own: the commands do not guess', async () => {
    const lossy: Integration = {
      ...acme,
      mappers: {
        ...acme.mappers,
        outgoing: defineMapper({
          name: 'lossy',
          direction: 'outgoing',
          fields: {
            login: {
              firstOf: ['username', { from: 'email', then: [['split', { delimiter: '@' }], ['first']] }],
            },
            email: 'email',
            first_name: 'givenname',
            last_name: 'surname',
            title: 'title',
            city: 'city',
          },
        }),
      },
    };
    const name = 'lookup: two people whose derived names coincide are told apart';

    expect(await resultOf(lossy, name)).toMatchObject({ ok: true });
    expect(await resultOf({ ...lossy, lookupBy: ['id', 'login'] }, name)).toMatchObject({ ok: true });
  });

  it('turns nothing else red for a mistake that touches nothing else', async () => {
    const broken = withClient((client) => ({
      getUser: async (identifier) => asList(await client.getUser(identifier))[0],
    }));
    const red: string[] = [];
    for await (const { name, ok } of checkIntegration(conformanceOf(broken))) {
      if (!ok) {
        red.push(name);
      }
    }
    expect(red).toEqual(['lookup: several matches are ambiguous and nothing is written']);
  });

  it('is green for an integration that disables by deletion, and checks that it says so', async () => {
    const results: CheckResult[] = [];
    const deleting: Integration = { ...acme, disableDeletes: () => true };
    for await (const result of checkIntegration(conformanceOf(deleting))) {
      results.push(result);
    }
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(results.map(({ name }) => name)).toContain('disable: deletes the user and says so');
  });

  it('says what is wrong with the parameters before any check runs', () => {
    const conformance = { ...conformanceOf(acme), params: () => ({ apiKey: 'k' }) };
    expect(() => describeIntegration({ ...conformance, test: { it } })).toThrow(
      'params.url: is missing (Base URL)',
    );
  });

  it('leaves out what the integration cannot do', () => {
    const plain = withClient(() => ({}));
    const poor: Integration = {
      ...plain,
      lookupBy: ['email'],
      client: (context) => {
        const {
          groups: _groups,
          deleteUser: _deleteUser,
          listUsers: _listUsers,
          ...client
        } = plain.client(context);
        return client;
      },
    };
    const names: string[] = [];
    describeIntegration({ ...conformanceOf(poor), test: { it: (name) => names.push(name) } });
    expect(
      names.filter((name) => /^groups|group creation|deleteUser|last page|id in the profile/.test(name)),
    ).toEqual([]);
    expect(names.length).toBeGreaterThan(80);
  });
});
