import { failure, IAMError, path, type GroupPage, type Http, type MemberPage } from '@iam/core';
import { cellOf, type Row } from './service-now-codecs';
import { havingAll, isSameText } from './service-now-query';
import { findRow, findRows, GROUPS, MEMBERSHIPS, rowPage, USERS, type RowPage } from './service-now-table';
import { writeRow } from './service-now-written';

/** More rows of one user in one group than a person ever makes. */
const ROWS_OF_ONE_MEMBER = 100;

/** The rows that make a user a member of a group: nothing keeps a group from having two for one user. */
const rowsOf = (http: Http, group: string, user: string): Promise<readonly Row[]> =>
  findRows(http, MEMBERSHIPS, { group, user }, { limit: ROWS_OF_ONE_MEMBER });

/**
 * Adds a member unless there is a row already. ServiceNow takes any text for a sys_id, so group and user are looked for first.
 *
 * @throws IAMError when there is no such group or user
 */
export const addMember = async (http: Http, group: string, user: string): Promise<void> => {
  if ((await rowsOf(http, group, user)).length > 0) {
    return;
  }
  await http.get(path`table/${GROUPS}/${group}`);
  if ((await findRow(http, USERS, user)) === undefined) {
    throw new IAMError(
      failure('no-such-resource', `No user has the sys_id ${user}, or none that this account may see.`, {
        // The vendor's word about this member alone, so that the others are still added.
        status: 404,
        recognised: true,
        next: 'Correct the id of the member.',
      }),
    );
  }
  await writeRow(http, MEMBERSHIPS, undefined, { group, user });
};

/**
 * Deletes every row of the member, each of which was seen to be of this group and this user. Without one there is nothing to do in a
 * group that is there.
 */
export const removeMember = async (http: Http, group: string, user: string): Promise<void> => {
  const rows = await rowsOf(http, group, user);
  if (rows.length === 0) {
    await http.get(path`table/${GROUPS}/${group}`);
  }
  for (const { sys_id } of rows) {
    await http.delete(path`table/${MEMBERSHIPS}/${String(sys_id)}`);
  }
};

/** One page of the members of a group; the deletion of a user may leave a row without one. */
export const membersOf = async (http: Http, group: string, page?: string): Promise<MemberPage> => {
  const { rows, ...next } = await membershipPage(http, 'group', group, page);
  return {
    members: rows.map((row) => ({ value: cellOf(row, 'user') })).filter(({ value }) => value !== ''),
    ...next,
  };
};

/** One page of the groups that a user is a member of. */
export const groupsOf = async (http: Http, user: string, page?: string): Promise<GroupPage> => {
  const { rows, ...next } = await membershipPage(http, 'user', user, page);
  return {
    groups: rows
      .map((row) => ({
        id: cellOf(row, 'group'),
        displayName: cellOf(row, 'group.name') || null,
        details: row,
      }))
      .filter(({ id }) => id !== ''),
    ...next,
  };
};

const membershipPage = async (
  http: Http,
  column: 'group' | 'user',
  value: string,
  page: string | undefined,
): Promise<RowPage> => {
  const found = await rowPage(http, MEMBERSHIPS, {
    query: havingAll({ [column]: value }),
    fields: 'sys_id,group,user,group.name',
    page,
  });
  if (!found.rows.every((row) => isSameText(cellOf(row, column), value))) {
    throw new IAMError(
      failure(
        'malformed-reply',
        `ServiceNow answered with memberships of other records than the ${column} asked for.`,
      ),
    );
  }
  return found;
};
