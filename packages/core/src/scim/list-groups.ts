import type { GroupPage } from '../contract/group-page';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import type { Http } from '../http/http';
import { path } from '../http/path/path';
import type { IAMGroupAppData, IAMUserAppData } from '../profile/app-data';
import type { ScimDialect, ScimGroupDialect } from './dialect';
import { equals } from './filter';
import { listPage } from './list-page';
import { listOf } from './list-response';
import { groupsIn, ScimGroup, ScimUser, toChangedGroup } from './resource';

export const GroupList = listOf(ScimGroup);

/** One page of groups, or of those that a filter finds. A list may leave the members out, which does not mean none. */
export const listGroups = async (
  http: Http,
  dialect: ScimDialect,
  { members }: ScimGroupDialect,
  page?: string,
  filter?: string,
): Promise<GroupPage> => {
  const { records, next, total } = await listPage(
    http,
    dialect,
    { path: path`Groups`, reply: GroupList, filter },
    page,
  );
  return {
    groups: records.map((group) => toChangedGroup(group, members)),
    ...(next === undefined ? {} : { next }),
    ...(total === undefined ? {} : { total }),
  };
};

/** The groups of a user in the way the dialect names; undefined where it names none. */
export const groupsOfUser = (
  http: Http,
  dialect: ScimDialect,
): ((user: IAMUserAppData, page?: string) => Promise<GroupPage>) | undefined => {
  const { groups } = dialect;
  switch (groups?.groupsOfUser) {
    case undefined:
      return undefined;
    case 'member-filter':
      return ({ id }, page) => listGroups(http, dialect, groups, page, equals('members.value', id));
    case 'user-attribute':
      return async ({ id }) => ({ groups: await groupsOfRecord(http, id) });
  }
};

/** Reads the user for its `groups`. A record without the attribute says nothing, so it is not taken for a user without groups. */
const groupsOfRecord = async (http: Http, id: string): Promise<readonly IAMGroupAppData[]> => {
  const user = await http.get(path`Users/${id}`, { reply: ScimUser });
  const groups = groupsIn(user);
  if (groups === undefined) {
    throw new IAMError(
      failure('unsupported', `The record of the user ${id} does not tell its groups.`, {
        next: 'Read the members of the groups in question instead.',
      }),
    );
  }
  return groups;
};
