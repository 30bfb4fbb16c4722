import type { Codec } from '../codec/decode';
import type { Http } from '../http/http';
import type { Path, Query } from '../http/path';
import type { ScimDialect } from './dialect';
import type { ListResponse } from './list-response';

/** Asks for what a filter finds. A 404 is an empty list where the dialect says that the vendor answers so, else a failure. */
export const search = async <A>(
  http: Http,
  { noMatch }: Pick<ScimDialect, 'noMatch'>,
  path: Path,
  options: { readonly query: Query; readonly reply: Codec<ListResponse<A>> },
): Promise<ListResponse<A>> =>
  noMatch === '404'
    ? ((await http.find(path, options)) ?? { resources: [], totalResults: 0, nextCursor: undefined })
    : http.get(path, options);
