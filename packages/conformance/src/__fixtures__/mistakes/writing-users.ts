import { failure, IAMError, type IAMUserAppData, path } from '@iam/core';
import { acme } from '../acme';
import { type Mistake, withClient, asList, changed } from './mistake';

/** Mistakes of writing users. */
export const MISTAKES_IN_WRITING_USERS: readonly Mistake[] = [
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
    'activity is among the attributes that a profile can write',
    { ...acme, attributes: [...acme.attributes, 'active'] },
    'profile: the vendor’s own activity cannot be written from a profile',
  ],
  [
    'deleteUser does nothing',
    withClient(() => ({ deleteUser: async () => undefined })),
    'list: deleteUser removes the record',
  ],
];
