import type { Attributes, IAMUserAppData } from '../profile/app-data';
import type { UserClient } from '../contract/user-client';
import { failure } from '../errors/failure';
import { IAMError, toFailure } from '../errors/iam-error';
import type { Http } from '../http/http';
import { path } from '../http/path/path';
import { appFields } from './app-fields';
import type { ScimDialect } from './dialect';
import { equalsIn } from './filter';
import { groupsOfUser } from './list-groups';
import { listUsers, UserList } from './list-users';
import { ScimUser, toUser, withETag } from './resource';
import { scimGroups, type ScimGroupClient } from './scim-groups';
import { matchesOf } from './search';
import { wireFormatOf } from './write/wire-format';

export interface ScimClient extends UserClient {
  readonly groups?: ScimGroupClient;
}

/** The client of any SCIM vendor. The base URL of `http` is the one below which `Users` and `Groups` are. */
export const scimClient = (http: Http, dialect: ScimDialect): ScimClient => {
  const format = wireFormatOf(dialect);
  const byId = async (id: string): Promise<IAMUserAppData | undefined> => {
    const found = await http.findExchange(path`Users/${id}`, { reply: ScimUser });
    return found === undefined ? undefined : withETag(found.body, found.header('etag'));
  };

  /** Some vendors answer a write with 204 (RFC 7644 section 3.5.2 allows it): then the record is read. */
  const afterWrite = async (user: IAMUserAppData, body: unknown): Promise<IAMUserAppData> =>
    ScimUser.is(body) ? toUser(body) : requireUser(await byId(user.id));

  // A change is not bound to the record that was read, unless the vendor insists (428): then it is sent again under its version.
  let versionWanted = false;
  const patch = async (user: IAMUserAppData, body: Attributes): Promise<IAMUserAppData> => {
    const ifMatch = versionWanted ? user.version : undefined;
    try {
      return await afterWrite(user, await http.patch(path`Users/${user.id}`, { body, ifMatch }));
    } catch (thrown) {
      versionWanted ||= toFailure(thrown).kind === 'version-required';
      throw thrown;
    }
  };

  const replace = async (
    user: IAMUserAppData,
    changes: Attributes,
    active?: boolean,
  ): Promise<IAMUserAppData> =>
    afterWrite(
      user,
      await http.put(path`Users/${user.id}`, {
        body: format.replacedUser(user.details, changes, active),
        ifMatch: user.version,
      }),
    );

  const write = (user: IAMUserAppData, changes: Attributes, active?: boolean): Promise<IAMUserAppData> =>
    dialect.update === 'put'
      ? replace(user, changes, active)
      : patch(user, format.changedUser(user.details, changes, active));

  const ofUser = groupsOfUser(http, dialect);

  return {
    testConnection: async () => {
      await http.get(path`Users`, { query: { count: 1 }, reply: UserList });
    },
    getUser: async ({ attribute, value }) =>
      attribute === 'id'
        ? byId(value)
        : (await matchesOf(http, dialect, path`Users`, equalsIn(dialect, attribute, value), UserList)).map(
            toUser,
          ),
    createUser: async (data, { active }) =>
      toUser(await http.post(path`Users`, { body: format.newUser(data, active), reply: ScimUser })),
    updateUser: (user, changes, { activate }) => write(user, changes, activate ? true : undefined),
    enableUser: (user) => write(user, {}, true),
    disableUser: (user) => write(user, {}, false),
    replacesRecords: dialect.update === 'put',
    getAppFields: () => appFields(http, dialect, format.schemaPaths),
    listUsers: (page) => listUsers(http, dialect, page),
    ...(dialect.deletes === false
      ? {}
      : {
          deleteUser: async (user) => {
            await http.delete(path`Users/${user.id}`);
          },
        }),
    ...(ofUser === undefined ? {} : { groupsOfUser: ofUser }),
    ...(dialect.groups === undefined ? {} : { groups: scimGroups(http, dialect, dialect.groups) }),
  };
};

const requireUser = (user: IAMUserAppData | undefined): IAMUserAppData => {
  if (user === undefined) {
    throw new IAMError(
      failure('no-such-resource', 'The user was gone after the write.', { effect: 'unknown' }),
    );
  }
  return user;
};
