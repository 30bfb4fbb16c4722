import { path, type Attributes, type Http, type IAMUserAppData, type UserClient } from '@iam/core';
import { cellOf, flagOf, type Row } from './service-now-codecs';
import { serviceNowGroups } from './service-now-groups';
import { groupsOf } from './service-now-memberships';
import { havingAll } from './service-now-query';
import { allRows, findRow, findRows, rowPage, USERS } from './service-now-table';
import { writeRow } from './service-now-written';

/** The requests about users. */
export const serviceNowClient = (http: Http): UserClient => {
  const change = async ({ id }: IAMUserAppData, values: Attributes): Promise<IAMUserAppData> =>
    toUser(await writeRow(http, USERS, id, values));

  return {
    testConnection: async () => {
      await http.find(path`table/${USERS}`, { query: { sysparm_limit: 1, sysparm_fields: 'sys_id' } });
    },
    getUser: async ({ attribute, value }) => {
      if (attribute === 'id') {
        const row = await findRow(http, USERS, value);
        return row === undefined ? undefined : toUser(row);
      }
      return (await findRows(http, USERS, { [attribute]: value })).map(toUser);
    },
    createUser: async (data, { active }) =>
      toUser(await writeRow(http, USERS, undefined, { ...data, active })),
    updateUser: (user, changes, { activate }) =>
      change(user, activate ? { ...changes, active: true } : changes),
    // A user who is locked out after wrong passwords cannot sign in, active or not.
    enableUser: (user) => change(user, { active: true, locked_out: false }),
    disableUser: (user) => change(user, { active: false }),
    deleteUser: async ({ id }) => {
      await http.delete(path`table/${USERS}/${id}`);
    },
    listUsers: async (page) => {
      const { rows, ...next } = await rowPage(http, USERS, { page });
      return { users: rows.map(toUser), ...next };
    },
    getAppFields: async () => {
      const rows = await allRows(http, 'sys_dictionary', {
        query: havingAll({ name: USERS }),
        fields: 'sys_id,name,element,column_label,sys_name',
      });
      return Object.fromEntries(
        rows
          .filter((row) => cellOf(row, 'name') === USERS && cellOf(row, 'element') !== '')
          .map((row) => [cellOf(row, 'element'), cellOf(row, 'column_label') || cellOf(row, 'sys_name')]),
      );
    },
    groupsOfUser: ({ id }, page) => groupsOf(http, id, page),
    groups: serviceNowGroups(http),
  };
};

/** Locked out after wrong passwords is a state of its own, beside active and inactive. */
const toUser = (row: Row): IAMUserAppData => ({
  id: String(row.sys_id),
  username: cellOf(row, 'user_name') || null,
  email: cellOf(row, 'email') || null,
  active: flagOf(row, 'active'),
  ...(flagOf(row, 'locked_out') === true ? { state: 'locked_out', locked: true } : {}),
  details: row,
});
