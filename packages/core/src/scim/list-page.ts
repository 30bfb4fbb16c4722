import type { Codec } from '../codec/decode';
import type { Page } from '../contract/all-pages';
import type { Http } from '../http/http';
import type { Path, Query } from '../http/path/path';
import type { ScimDialect } from './dialect';
import type { ListResponse } from './list-response';
import { search } from './search';

/** What a list has in it. */
export interface Listed<A> {
  readonly path: Path;
  readonly reply: Codec<ListResponse<A>>;
  /** Limits the list to what the filter finds. */
  readonly filter?: string | undefined;
}

/** One page of a list, addressed as the dialect says. */
export const listPage = async <A>(
  http: Http,
  dialect: ScimDialect,
  { path, reply, filter }: Listed<A>,
  page?: string,
): Promise<Page<A>> => {
  const query = pageQuery(dialect, page);
  const { resources, totalResults, nextCursor } =
    filter === undefined
      ? await http.get(path, { query, reply })
      : await search(http, dialect, path, { query: { ...query, filter }, reply });
  const next =
    dialect.paging === 'cursor' ? nextCursor : nextIndex(dialect, page, resources.length, totalResults);
  return { records: resources, next, total: totalResults };
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
