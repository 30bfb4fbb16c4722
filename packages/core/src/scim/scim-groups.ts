import type { Attributes, IAMGroupAppData, IAMGroupMember } from '../profile/app-data';
import type { GroupClient } from '../contract/group-client';
import type { Http } from '../http/http';
import { path } from '../http/path/path';
import type { ScimDialect, ScimGroupDialect } from './dialect';
import { equalsIn } from './filter';
import { GroupList, listGroups } from './list-groups';
import { allUsers } from './list-users';
import { ScimGroup, toChangedGroup, toGroup } from './resource';
import { matchesOf } from './search';
import { wireFormatOf } from './write/wire-format';

/** A SCIM vendor's reply to a creation has the group (RFC 7644 section 3.3). */
export interface ScimGroupClient extends GroupClient {
  readonly createGroup: (data: Attributes & { readonly displayName: string }) => Promise<IAMGroupAppData>;
}

/** Groups of any SCIM vendor. */
export const scimGroups = (http: Http, dialect: ScimDialect, groups: ScimGroupDialect): ScimGroupClient => {
  const format = wireFormatOf(dialect);
  const read = (resource: ScimGroup) => toGroup(resource, groups.members);
  return {
    membersPerRequest: groups.membersPerRequest,
    namesMayRepeat: !groups.uniqueNames,
    getGroup: async (id) => {
      const found = await http.find(path`Groups/${id}`, { reply: ScimGroup });
      return found === undefined ? undefined : read(found);
    },
    findGroup: async (displayName) =>
      (
        await matchesOf(http, dialect, path`Groups`, equalsIn(dialect, 'displayName', displayName), GroupList)
      ).map(read),
    createGroup: async (data) => {
      const created = await http.post(path`Groups`, { body: format.newGroup(data), reply: ScimGroup });
      // A new group without members may be shown without the list.
      return (created['members'] ?? undefined) === undefined
        ? read(created)
        : toChangedGroup(created, groups.members);
    },
    updateMembers: async (id, changes) => {
      const body = await http.patch(path`Groups/${id}`, {
        body: format.changedMembers(changes, groups.removeMembers),
      });
      return ScimGroup.is(body) ? toChangedGroup(body, groups.members) : undefined;
    },
    listGroups: (page) => listGroups(http, dialect, groups, page),
    ...(groups.deletes === false
      ? {}
      : {
          deleteGroup: async (id) => {
            await http.delete(path`Groups/${id}`);
          },
        }),
    ...(groups.members === 'users-by-group' ? { getMembers: (id) => usersOfGroup(http, dialect, id) } : {}),
  };
};

/** Reads members as users whose `groups.value` is the group. */
const usersOfGroup = (http: Http, dialect: ScimDialect, id: string): Promise<readonly IAMGroupMember[]> =>
  allUsers(http, dialect, equalsIn(dialect, 'groups.value', id), (user) => ({
    value: user.id,
    ...(user.username === null ? {} : { display: user.username }),
  }));
