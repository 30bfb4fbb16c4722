import {
  failure,
  IAMError,
  path,
  type Attributes,
  type GroupClient,
  type Http,
  type IAMGroupAppData,
} from '@iam/core';
import { cellOf, type Row } from './service-now-codecs';
import { havingAll } from './service-now-query';
import { allRows, findRow, findRows, GROUPS, MEMBERSHIPS, USERS } from './service-now-table';
import { writeRow } from './service-now-written';

/** Columns of a group that a creation may set, beside its name. */
const GROUP_COLUMNS = ['description', 'email', 'manager', 'parent', 'type', 'source', 'cost_center'];

/** The requests about groups. A member is a row of a third table, and nothing keeps a group from having two for one user. */
export const serviceNowGroups = (http: Http): GroupClient => ({
  membersPerRequest: 1,
  // No index keeps two groups from having one name.
  namesMayRepeat: true,
  getGroup: async (id) => {
    const row = await findRow(http, GROUPS, id);
    return row === undefined ? undefined : toGroup(row);
  },
  findGroup: async (name) => (await findRows(http, GROUPS, { name })).map(toGroup),
  createGroup: async ({ displayName, ...data }) =>
    toGroup(await writeRow(http, GROUPS, undefined, { ...groupColumns(data), name: displayName })),
  updateMembers: async (id, { add, remove }) => {
    for (const member of add) {
      await addMember(http, id, member);
    }
    for (const member of remove) {
      await removeMember(http, id, member);
    }
  },
  deleteGroup: async (id) => {
    await http.delete(path`table/${GROUPS}/${id}`);
  },
  getMembers: async (id) =>
    [...new Set((await membershipRows(http, { group: id })).map((row) => cellOf(row, 'user')))].map(
      (value) => ({ value }),
    ),
});

const groupColumns = (data: Attributes): Attributes =>
  Object.fromEntries(
    GROUP_COLUMNS.flatMap((column) => (Object.hasOwn(data, column) ? [[column, data[column]]] : [])),
  );

/**
 * Adds a member unless there is a row already. ServiceNow takes any text for a user's sys_id, so the user is looked for first.
 *
 * @throws IAMError when there is no such user
 */
const addMember = async (http: Http, group: string, user: string): Promise<void> => {
  if ((await findRows(http, MEMBERSHIPS, { group, user }, { limit: ROWS_OF_ONE_MEMBER })).length > 0) {
    return;
  }
  if ((await findRow(http, USERS, user)) === undefined) {
    throw new IAMError(
      failure('no-such-resource', `No user has the sys_id ${user}, or none that this account may see.`, {
        next: 'Correct the id of the member.',
      }),
    );
  }
  await writeRow(http, MEMBERSHIPS, undefined, { group, user });
};

/** Deletes every row of the member, each one of this group and this user for sure; without one there is nothing to do. */
const removeMember = async (http: Http, group: string, user: string): Promise<void> => {
  for (const { sys_id } of await findRows(
    http,
    MEMBERSHIPS,
    { group, user },
    { limit: ROWS_OF_ONE_MEMBER },
  )) {
    await http.delete(path`table/${MEMBERSHIPS}/${String(sys_id)}`);
  }
};

/** More rows of one user in one group than a person ever makes. */
const ROWS_OF_ONE_MEMBER = 100;

/** The rows of a group that have a user: the deletion of a user may leave one without. */
const membershipRows = async (
  http: Http,
  conditions: { readonly group: string },
): Promise<readonly Row[]> => {
  const rows = await allRows(http, MEMBERSHIPS, {
    query: havingAll(conditions),
    fields: 'sys_id,group,user',
  });
  if (rows.some((row) => cellOf(row, 'group') !== conditions.group)) {
    throw new IAMError(
      failure(
        'malformed-reply',
        'ServiceNow answered with memberships of other groups than the one asked for.',
      ),
    );
  }
  return rows.filter((row) => cellOf(row, 'user') !== '');
};

const toGroup = (row: Row): IAMGroupAppData => ({
  id: String(row.sys_id),
  displayName: cellOf(row, 'name') || null,
  details: row,
});
