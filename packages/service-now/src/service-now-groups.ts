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
import { addMember, membersOf, removeMember } from './service-now-memberships';
import { findRow, findRows, GROUPS, rowPage } from './service-now-table';
import { writeRow } from './service-now-written';

/** Columns of a group that a creation may set, beside its name. */
const GROUP_COLUMNS = ['description', 'email', 'manager', 'parent', 'type', 'source', 'cost_center'];

/** The requests about groups. A member is a row of a third table, one for each request. */
export const serviceNowGroups = (http: Http): GroupClient => ({
  membersPerRequest: 1,
  createsWithoutMembers: true,
  // No index keeps two groups from having one name.
  namesMayRepeat: true,
  getGroup: async (id) => {
    const row = await findRow(http, GROUPS, id);
    return row === undefined ? undefined : toGroup(row);
  },
  findGroup: async (name) => (await findRows(http, GROUPS, { name })).map(toGroup),
  createGroup: async ({ displayName, ...data }) => {
    await refuseTaken(http, displayName);
    return toGroup(await writeRow(http, GROUPS, undefined, { ...groupColumns(data), name: displayName }));
  },
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
  listMembers: (id, page) => membersOf(http, id, page),
  listGroups: async (page) => {
    const { rows, ...next } = await rowPage(http, GROUPS, { page });
    return { groups: rows.map(toGroup), ...next };
  },
});

/**
 * Looks for the name before a creation: ServiceNow would make a second group of it when a command is run again, and by name neither
 * of them could be read any more.
 *
 * @throws IAMError of kind `conflict` that names the group
 */
const refuseTaken = async (http: Http, name: string): Promise<void> => {
  const [taken] = await findRows(http, GROUPS, { name });
  if (taken !== undefined) {
    throw new IAMError(
      failure('conflict', `The group ${String(taken.sys_id)} has the name ${cellOf(taken, 'name')}.`, {
        effect: 'none',
      }),
    );
  }
};

const groupColumns = (data: Attributes): Attributes =>
  Object.fromEntries(
    GROUP_COLUMNS.flatMap((column) => (Object.hasOwn(data, column) ? [[column, data[column]]] : [])),
  );

const toGroup = (row: Row): IAMGroupAppData => ({
  id: String(row.sys_id),
  displayName: cellOf(row, 'name') || null,
  details: row,
});
