import type { Attributes, IAMGroupAppData, IAMGroupMember } from '../profile/app-data';
import type { GroupClient } from '../contract/group-client';
import type { Http } from '../http/http';
import { path } from '../http/path';
import type { ScimDialect, ScimGroupDialect } from './dialect';
import { equals } from './filter';
import { GroupList, listGroups } from './list-groups';
import { allUsers } from './list-users';
import { memberOperations, patchBody } from './patch';
import { ScimGroup, toChangedGroup, toGroup } from './resource';
import { matchesOf } from './search';
import { URN } from './urns';

/** A SCIM vendor's reply to a creation has the group (RFC 7644 section 3.3). */
export interface ScimGroupClient extends GroupClient {
  readonly createGroup: (data: Attributes & { readonly displayName: string }) => Promise<IAMGroupAppData>;
}

/** Groups of any SCIM 2.0 vendor. */
export const scimGroups = (http: Http, dialect: ScimDialect, groups: ScimGroupDialect): ScimGroupClient => {
  const read = (resource: ScimGroup) => toGroup(resource, groups.members);
  return {
    membersPerRequest: groups.membersPerRequest,
    namesMayRepeat: !groups.uniqueNames,
    getGroup: async (id) => {
      const found = await http.find(path`Groups/${id}`, { reply: ScimGroup });
      return found === undefined ? undefined : read(found);
    },
    findGroup: async (displayName) =>
      (await matchesOf(http, dialect, path`Groups`, equals('displayName', displayName), GroupList)).map(read),
    createGroup: async (data) => {
      const body = { schemas: [URN.group], ...data };
      const created = await http.post(path`Groups`, { body, reply: ScimGroup });
      // A new group without members may be shown without the list.
      return (created['members'] ?? undefined) === undefined
        ? read(created)
        : toChangedGroup(created, groups.members);
    },
    updateMembers: async (id, changes) => {
      const body = await http.patch(path`Groups/${id}`, {
        body: patchBody(memberOperations(changes, groups.removeMembers)),
      });
      return ScimGroup.is(body) ? toChangedGroup(body, groups.members) : undefined;
    },
    listGroups: (page) => listGroups(http, dialect, groups, page),
    deleteGroup: async (id) => {
      await http.delete(path`Groups/${id}`);
    },
    ...(groups.members === 'users-by-group' ? { getMembers: (id) => usersOfGroup(http, dialect, id) } : {}),
  };
};

/** Reads members as users whose `groups.value` is the group. */
const usersOfGroup = (http: Http, dialect: ScimDialect, id: string): Promise<readonly IAMGroupMember[]> =>
  allUsers(http, dialect, equals('groups.value', id), (user) => ({
    value: user.id,
    ...(user.username === null ? {} : { display: user.username }),
  }));
