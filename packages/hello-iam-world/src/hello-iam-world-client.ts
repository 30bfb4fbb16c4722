import {
  path,
  textOf,
  type Http,
  type IAMGroupAppData,
  type IAMUserAppData,
  type UserClient,
} from '@iam/core';
import * as t from 'io-ts';
import { HelloField, HelloGroup, HelloUser, resultOf } from './hello-iam-world-codecs';

const OneUser = resultOf(HelloUser);
const Users = resultOf(t.array(HelloUser));
const OneGroup = resultOf(HelloGroup);
const Groups = resultOf(t.array(HelloGroup));

/** Search parameters of lookup attributes, where the names differ. */
const SEARCHED: Readonly<Record<string, string>> = { id: 'user_id', username: 'user_name' };

/** The requests. Nothing is caught, retried or logged here: core does that once for every vendor. */
export const helloIamWorldClient = (http: Http): UserClient => {
  const patchUser = async ({ id }: IAMUserAppData, body: object): Promise<IAMUserAppData> =>
    toUser((await http.patch(path`users/${id}`, { body, reply: OneUser })).result);

  return {
    testConnection: async () => {
      await http.get(path`test`);
    },
    // Returns the whole list: core turns none into "not found" and two into "ambiguous".
    getUser: async ({ attribute, value }) => {
      const query = { [SEARCHED[attribute] ?? attribute]: value };
      return (await http.get(path`users`, { query, reply: Users })).result.map(toUser);
    },
    createUser: async (data, { active }) =>
      toUser((await http.post(path`users`, { body: { ...data, active }, reply: OneUser })).result),
    updateUser: (user, changes, { activate }) =>
      patchUser(user, { ...changes, ...(activate ? { active: true } : {}) }),
    enableUser: (user) => patchUser(user, { active: true }),
    disableUser: (user) => patchUser(user, { active: false }),
    deleteUser: async ({ id }) => {
      await http.delete(path`users/${id}`);
    },
    getAppFields: async () => {
      const { result } = await http.get(path`schema`, { reply: resultOf(t.array(HelloField)) });
      return Object.fromEntries(result.map(({ name, description }) => [name, description]));
    },

    // Optional: the four group commands exist because this is here.
    groups: {
      getGroup: async (id) => {
        const found = await http.find(path`groups/${id}`, { reply: OneGroup });
        return found === undefined ? undefined : toGroup(found.result);
      },
      findGroup: async (displayName) =>
        (await http.get(path`groups`, { query: { name: displayName }, reply: Groups })).result.map(toGroup),
      createGroup: async ({ displayName, members }) =>
        toGroup(
          (
            await http.post(path`groups`, {
              body: { name: displayName, members: idsOf(members) },
              reply: OneGroup,
            })
          ).result,
        ),
      updateMembers: async (id, changes) =>
        toGroup((await http.patch(path`groups/${id}`, { body: changes, reply: OneGroup })).result),
      deleteGroup: async (id) => {
        await http.delete(path`groups/${id}`);
      },
    },
  };
};

const toUser = (user: HelloUser): IAMUserAppData => ({
  id: String(user.user_id),
  username: textOf(user.user_name) ?? null,
  email: textOf(user.email) ?? null,
  active: user.active ?? null,
  details: user,
});

const toGroup = (group: HelloGroup): IAMGroupAppData => ({
  id: String(group.group_id),
  displayName: textOf(group.name) ?? null,
  members: (group.members ?? []).map((value) => ({ value: String(value) })),
  details: group,
});

/** Members come in the SCIM form of the command, `[{ "value": "42" }]`. */
const Members = t.array(t.type({ value: t.string }));
const idsOf = (members: unknown): readonly string[] =>
  Members.is(members) ? members.map(({ value }) => value) : [];
