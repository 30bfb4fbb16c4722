import { collectPages } from '../contract/all-pages';
import type { Codec } from '../codec/decode';
import type { Http } from '../http/http';
import type { Path, Query } from '../http/path/path';
import type { ScimDialect } from './dialect';
import { allMatches, type ListResponse } from './list-response';

/** Searches with a filter. Reads a 404 as an empty list if the dialect says so, otherwise as a failure. */
export const search = async <A>(
  http: Http,
  { noMatch }: Pick<ScimDialect, 'noMatch'>,
  path: Path,
  options: { readonly query: Query; readonly reply: Codec<ListResponse<A>> },
): Promise<ListResponse<A>> =>
  noMatch === '404'
    ? ((await http.find(path, options)) ?? { resources: [], totalResults: 0, nextCursor: undefined })
    : http.get(path, options);

/**
 * What a search for one record finds. The matches come without paging, but a vendor may page all the same, and even with an
 * empty first page (RFC 9865 section 2), so "not found" is concluded only after the last page.
 */
export const matchesOf = async <A>(
  http: Http,
  dialect: Pick<ScimDialect, 'noMatch'>,
  where: Path,
  filter: string,
  reply: Codec<ListResponse<A>>,
): Promise<readonly A[]> => {
  let shown = 0;
  const { records, announced } = await collectPages<A>({
    read: async (cursor) => {
      const query = { cursor, filter };
      const { resources, totalResults, nextCursor } = await search(http, dialect, where, { query, reply });
      shown += resources.length;
      const isWhole = totalResults !== undefined && totalResults <= shown;
      return { records: resources, total: totalResults, next: isWhole ? undefined : nextCursor };
    },
    keyOf: (record) => JSON.stringify(record),
    enough: 2,
  });
  return allMatches({ resources: records, totalResults: announced, nextCursor: undefined });
};
