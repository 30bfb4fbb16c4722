import type { IAMUserAppData } from '../profile/app-data';
import type { UserPage } from '../contract/user-client';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import type { Http } from '../http/http';
import { path } from '../http/path';
import type { Query } from '../http/path';
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
  if (dialect.paging === 'cursor') {
    return nextCursor === undefined ? { users } : { users, next: nextCursor };
  }
  // Vendors return fewer than asked for: the next page begins after what came, and an empty page is the last.
  const next = Number(page ?? 1) + users.length;
  return users.length > 0 && next <= (totalResults ?? 0) ? { users, next: String(next) } : { users };
};

// RFC 9865: the first request has the parameter without a value.
const pageQuery = ({ paging, pageSize }: ScimDialect, page: string | undefined): Query =>
  paging === 'cursor'
    ? { cursor: page ?? true, count: pageSize }
    : { startIndex: page ?? 1, count: pageSize };

/** Pages in a row that bring nobody new: a page may be short or empty (RFC 9865 section 2), a list that goes on so never ends. */
const MAX_FRUITLESS_PAGES = 20;

/** Every user that a filter finds, page by page. */
export const allUsers = async (
  http: Http,
  dialect: ScimDialect,
  filter: string,
): Promise<readonly IAMUserAppData[]> => {
  const users = new Map<string, IAMUserAppData>();
  const seen = new Set<string>();
  let fruitless = 0;
  for (let page: string | undefined; ;) {
    const { users: more, next } = await listUsers(http, dialect, page, filter);
    const before = users.size;
    more.forEach((user) => users.set(user.id, user));
    if (next === undefined) {
      return [...users.values()];
    }
    fruitless = users.size === before ? fruitless + 1 : 0;
    if (seen.has(next) || fruitless > MAX_FRUITLESS_PAGES) {
      throw new IAMError(
        failure(
          'malformed-reply',
          'The vendor hands out pages that bring nobody new; the list would never end.',
        ),
      );
    }
    seen.add(next);
    page = next;
  }
};
