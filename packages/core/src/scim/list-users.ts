import type { IAMUserAppData } from '../profile/app-data';
import { allPages } from '../contract/all-pages';
import type { UserPage } from '../contract/user-client';
import type { Http } from '../http/http';
import { path } from '../http/path/path';
import type { ScimDialect } from './dialect';
import { listPage } from './list-page';
import { listOf } from './list-response';
import { ScimUser, toUser } from './resource';

export const UserList = listOf(ScimUser);

/** One page of users, or of those that a filter finds. */
export const listUsers = async (
  http: Http,
  dialect: ScimDialect,
  page?: string,
  filter?: string,
): Promise<UserPage> => {
  const { records, next, total } = await listPage(
    http,
    dialect,
    { path: path`Users`, reply: UserList, filter },
    page,
  );
  return {
    users: records.map(toUser),
    ...(next === undefined ? {} : { next }),
    ...(total === undefined ? {} : { total }),
  };
};

/** Every user that a filter finds, as something smaller than the whole record: a list may be long. */
export const allUsers = <A extends { readonly value: string }>(
  http: Http,
  dialect: ScimDialect,
  filter: string,
  pick: (user: IAMUserAppData) => A,
): Promise<readonly A[]> =>
  allPages('members', {
    read: async (page) => {
      const { users, next, total } = await listUsers(http, dialect, page, filter);
      return { records: users.map(pick), next, total };
    },
    keyOf: ({ value }) => value,
    endsWithNothingNew: dialect.paging === 'index',
  });
