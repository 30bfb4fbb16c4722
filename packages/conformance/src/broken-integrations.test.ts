import {
  argument,
  type Attributes,
  defineIntegration,
  defineMapper,
  type ExtraCommand,
  failure,
  field,
  type GroupPage,
  type IAMGroupAppData,
  IAMError,
  type IAMUserAppData,
  type Integration,
  path,
  type UserClient,
  type UserPage,
} from '@iam/core';
import { ACME_CALLS, ACME_PROFILE, acme, acmeFake, acmeParams, listFields } from './__fixtures__/acme';
import type { Check } from './kit/check';
import { checks } from './checks/all-checks';
import { checkIntegration, describeIntegration } from './run/describe-integration';
import { withFakeKit, type Conformance } from './kit/fake-kit';
import type { FakeVendor } from './fake/fake-vendor';
import { timed, type CheckResult } from './run/run-check';

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

/** A page of users with the total that the vendor tells. */
const pageAt = async (
  http: Context['http'],
  offset: number,
): Promise<{ readonly users: readonly IAMUserAppData[]; readonly total: number }> => {
  const { body, total = 0 } = await http.page(path`users`, undefined, { query: { offset: String(offset) } });
  const { result } = body as { readonly result: readonly Attributes[] };
  const users = result.map((user) => ({
    id: String(user['id']),
    username: String(user['login']),
    email: String(user['email']),
    active: user['active'] === true,
    details: user,
  }));
  return { users, total };
};

const localPart = (address: string | null): string | undefined => address?.split('@')[0];

/** Who answers to an encoded query of `=` conditions, joined by ^, ^OR and ^NQ as the table API of a vendor has them. */
const answering = (query: string, users: readonly IAMUserAppData[]): readonly IAMUserAppData[] =>
  users.filter((user) =>
    query
      .split(/\^NQ|\^OR/)
      .some((all) =>
        all
          .split('^')
          .every((one) => one.startsWith('ORDERBY') || holds(one, { ...user.details, id: user.id })),
      ),
  );

const holds = (condition: string, record: Attributes): boolean => {
  const [name = '', value] = condition.split(/=(.*)/s);
  return value === undefined ? condition.endsWith('ISNOTEMPTY') : String(record[name]) === value;
};

/** The manager is the id of another person's record. */
const managed: Integration = {
  ...acme,
  attributes: [...acme.attributes, 'manager'],
  references: { manager: [{ from: 'manageremailaddress', lookupBy: 'email' }] },
};

const withReference = (broken: (client: UserClient) => Partial<UserClient>): Integration => ({
  ...managed,
  client: withClient(broken).client,
});

const withoutManager = ({ manager: _dropped, ...rest }: Attributes): Attributes => rest;

/** Says of every request that it only reads, so that nothing keeps a write back. */
const sayingReads: Integration = {
  ...acme,
  client: (context) => {
    const { http } = context;
    const asRead = <O extends object>(options?: O) => ({ ...options, reads: true as const });
    return acme.client({
      ...context,
      http: {
        ...http,
        post: (where, options) => http.post(where, asRead(options)),
        put: (where, options) => http.put(where, asRead(options)),
        patch: (where, options) => http.patch(where, asRead(options)),
        delete: (where, options) => http.delete(where, asRead(options)),
      },
    });
  },
};

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
    'updateMembers puts the ids of members into a query as they are',
    withClient((client) => ({
      ...(client.groups === undefined
        ? {}
        : {
            groups: {
              ...client.groups,
              updateMembers: async (id, { add, remove }) => {
                const users = await everybody(client);
                return client.groups?.updateMembers(id, {
                  add,
                  remove: remove.flatMap((one) => answering(`id=${one}`, users).map((user) => user.id)),
                });
              },
            },
          }),
    })),
    'hostile: no id or name of a group, and no id of a member, is taken for a part of a query',
  ],
  [
    'updateUser drops the reference',
    withReference((client) => ({
      updateUser: (user, changes, options) => client.updateUser(user, withoutManager(changes), options),
    })),
    'references: the record that a profile names is written, once, and cleared by null',
  ],
  [
    'getUser answers with anybody when there is no such manager',
    withReference((client) => ({
      getUser: async (identifier) => {
        const found = asList(await client.getUser(identifier));
        const [one] = found.length > 0 ? found : await everybody(client);
        return one === undefined
          ? undefined
          : changed(one, { email: identifier.value, details: { ...one.details, email: identifier.value } });
      },
    })),
    'references: a record that is not there is a warning, and the rest is written',
  ],
  [
    'getUser takes a failure for nobody',
    withReference((client) => ({
      getUser: async (identifier) => client.getUser(identifier).catch(() => undefined),
    })),
    'references: a look that fails ends the command before anything is written',
  ],
  [
    'createUser always lets people in',
    withClient((client) => ({ createUser: (data) => client.createUser(data, { active: true }) })),
    'create: allow-enable=false creates somebody inactive',
  ],
  [
    'createUser does not say what the vendor cut',
    withClient((client) => ({
      createUser: async (data, options) => {
        const user = await client.createUser(data, options);
        if (JSON.stringify(data).length > 5000) {
          throw new IAMError(failure('not-applied', 'Something was cut.'));
        }
        return user;
      },
    })),
    'hostile: a text of 5000 characters in every attribute is stored as it is or refused',
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
    'listUsers follows a link wherever it leads',
    withClient((client, { http }) => ({
      listUsers: async (page) => {
        if (page?.startsWith('http') === true) {
          await fetch(page, { headers: { authorization: 'Bearer acme-key' } });
          return { users: [] };
        }
        const { header } = await http.exchange('GET', path`users`);
        const [, next] = /<(.*)>; rel="next"/.exec(header('link') ?? '') ?? [];
        const { users = [] } = (await client.listUsers?.(page)) ?? {};
        return next === undefined ? { users } : { users, next };
      },
    })),
    'hostile: no link of a reply is followed to another host',
  ],
  [
    'listUsers reads on until a page is short',
    withClient((client) => ({
      listUsers: async () => ({ users: await everybody(client) }),
    })),
    'hostile: a list of users whose pages repeat is an error, never endless and never a part',
  ],
  [
    'listUsers ends with the total that the vendor tells',
    withClient((_client, { http }) => ({
      listUsers: async (page = '0') => {
        const { users, total } = await pageAt(http, Number(page));
        const next = Number(page) + users.length;
        return next < total ? { users, next: String(next) } : { users };
      },
    })),
    'hostile: a list of users whose total is too small is whole or an error',
  ],
  [
    'listUsers goes on until it has as many as the vendor tells',
    withClient((_client, { http }) => ({
      listUsers: async () => {
        const users: IAMUserAppData[] = [];
        for (let total = 1; users.length < total;) {
          const found = await pageAt(http, users.length);
          users.push(...found.users);
          total = found.total;
        }
        return { users };
      },
    })),
    'hostile: a list of users whose total is too large is whole or an error',
  ],
  [
    'listGroups takes a part for the whole',
    withGroups((groups) => ({
      listGroups: async (page) => {
        const { groups: some = [] } = (await groups.listGroups?.(page)) ?? {};
        return { groups: some };
      },
    })),
    'hostile: a list of groups whose total is too small is whole or an error',
  ],
  [
    'groupsOfUser reads on until nothing comes',
    withClient((client) => ({
      groupsOfUser: async (user) => {
        const all: IAMGroupAppData[] = [];
        for (let page: string | undefined = '0'; page !== undefined;) {
          const { groups = [], next }: Partial<GroupPage> = (await client.groupsOfUser?.(user, page)) ?? {};
          all.push(...groups);
          page = next;
        }
        return { groups: all };
      },
    })),
    'hostile: a list of groups of a user whose pages repeat is an error, never endless and never a part',
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
  ...[
    'dry run: a new user is planned and not created',
    'dry run: a change is planned and not written',
    'dry run: a disabling is planned and not carried out',
    'dry run: an enabling is planned and nobody is let in',
    'dry run: a creation of somebody inactive who exists plans what an update does',
    'dry run: a new group is planned and not created',
    'dry run: changes of members are planned and not sent',
    'dry run: a deletion of a group is planned and not carried out',
    'per call: every write is asked about right before it leaves, and a refusal keeps it back',
  ].map((name) => ['writes are said to read', sayingReads, name] as const),
  [
    'getGroup makes a group up for the dry run',
    withGroups((groups) => ({
      getGroup: async (id) => (await groups.getGroup(id)) ?? { id, displayName: 'x', details: { id } },
    })),
    'dry run: a group that does not exist is none to plan with',
  ],
  [
    'listUsers shows half of a record',
    withClient(({ listUsers }) => ({
      listUsers: async (page) => {
        const { users = [], ...rest } = (await listUsers?.(page)) ?? { users: [] };
        return { ...rest, users: users.map((user) => ({ ...user, details: { id: user.id } })) };
      },
    })),
    'decided: a listed user is as wanted, and has the keys of a profile',
  ],
  [
    'updateUser answers with the record as it was',
    withClient(({ updateUser }) => ({
      updateUser: async (user, changes, options) => {
        await updateUser(user, changes, options);
        return user;
      },
    })),
    'decided: before, changes and after of a result tell what an update did',
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
    const sound = (name: string): Integration => (name.startsWith('references') ? managed : acme);
    const names = BREAKAGES.map(([, , name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(await resultOf(sound(name), name)).toMatchObject({ ok: true });
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

  it('turns red when the vendor’s own words for "is there already" are not read', async () => {
    const name = 'create: a conflict is looked up again and becomes an update';
    // As a vendor does that answers 400 to everything that it refuses, and names the reason in a code.
    const fake = (): FakeVendor => {
      const vendor = acmeFake();
      const handle: FakeVendor['handle'] = (request) => {
        const reply = vendor.handle(request);
        return reply.status === 409
          ? { status: 400, body: { error: { message: 'Validation failed', code: 'ACME-17' } } }
          : reply;
      };
      return { ...vendor, handle };
    };
    const resultWith = (integration: Integration): Promise<CheckResult> =>
      timed(name, () =>
        withFakeKit({ ...conformanceOf(integration), fake }, (kit) => checkNamed(name).run(kit)),
      );

    expect(await resultWith(acme)).toMatchObject({ ok: false });
    expect((await resultWith(acme)).message).toMatch(/errorCodes or readError/);
    expect(await resultWith({ ...acme, errorCodes: { 'ACME-17': 'conflict' } })).toMatchObject({ ok: true });
    const readError: Integration['readError'] = ({ body }) =>
      JSON.stringify(body).includes('ACME-17') ? { kind: 'conflict' } : undefined;
    expect(await resultWith({ ...acme, readError })).toMatchObject({ ok: true });
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

  it('leaves out the deletion of groups where there is none', () => {
    const plain = withClient(() => ({}));
    const keeping: Integration = {
      ...plain,
      client: (context) => {
        const { groups, ...client } = plain.client(context);
        const { deleteGroup: _none, ...rest } = groups ?? {};
        return { ...client, groups: rest as NonNullable<typeof groups> };
      },
    };
    const namesOf = (integration: Integration): readonly string[] => {
      const names: string[] = [];
      describeIntegration({ ...conformanceOf(integration), test: { it: (name) => names.push(name) } });
      return names;
    };
    const kept = namesOf(keeping);
    expect(namesOf(acme).filter((name) => !kept.includes(name))).toEqual([
      'groups: a deleted group is gone, with 1 request',
      'dry run: a deletion of a group is planned and not carried out',
      'dry run: a group that does not exist is none to plan with',
      'faults: a group deletion whose reply is lost is done',
    ]);
  });
});
