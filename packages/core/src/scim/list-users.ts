import type { IAMUserAppData } from '../profile/app-data';
import { allPages } from '../contract/all-pages';
import type { UserPage } from '../contract/user-client';
import type { Http } from '../http/http';
import { path, type Query } from '../http/path/path';
import type { ScimDialect } from './dialect';
import { listOf } from './list-response';
import { ScimUser, toUser } from './resource';
import { search } from './search';

export const UserList = listOf(ScimUser);

/** One page of users, or of those that a filter finds. */
export const listUsers = async (
  http: Http,
  dialect: ScimDialect,
  page?: string,
  filter?: string,
): Promise<UserPage> => {
  const query = pageQuery(dialect, page);
  const { resources, totalResults, nextCursor } =
    filter === undefined
      ? await http.get(path`Users`, { query, reply: UserList })
      : await search(http, dialect, path`Users`, { query: { ...query, filter }, reply: UserList });
  const users = resources.map(toUser);
  const next =
    dialect.paging === 'cursor' ? nextCursor : nextIndex(dialect, page, users.length, totalResults);
  return {
    users,
    ...(next === undefined ? {} : { next }),
    ...(totalResults === undefined ? {} : { total: totalResults }),
  };
};

/**
 * Vendors return fewer than asked for: the next page begins after what came, and an empty page is the last. A full page is not
 * the last one whatever the total says, because some vendors count the records of the page there.
 */
const nextIndex = (
  { pageSize }: ScimDialect,
  page: string | undefined,
  came: number,
  totalResults = Infinity,
): string | undefined => {
  const next = Number(page ?? 1) + came;
  return came > 0 && (next <= totalResults || came >= pageSize) ? String(next) : undefined;
};

// RFC 9865: the first request has the parameter without a value.
const pageQuery = ({ paging, pageSize }: ScimDialect, page: string | undefined): Query =>
  paging === 'cursor'
    ? { cursor: page ?? true, count: pageSize }
    : { startIndex: page ?? 1, count: pageSize };

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
