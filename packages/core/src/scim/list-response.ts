import * as t from 'io-ts';
import { dictionary, nullish } from '../codec/combinators';
import type { Codec } from '../codec/decode';
import { collectPages } from '../contract/all-pages';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import type { Http } from '../http/http';
import type { Path } from '../http/path';

/** One page of a search (RFC 7644 section 3.4.2, RFC 9865 for the cursor). */
export interface ListResponse<A> {
  readonly resources: readonly A[];
  /** How many there are in all, where the vendor says so. */
  readonly totalResults: number | undefined;
  readonly nextCursor: string | undefined;
}

/**
 * Reads a ListResponse. A reply with neither `totalResults` nor `Resources` is no list: taking it for an empty one would
 * turn a broken answer into "no such user".
 */
export const listOf = <A>(resource: t.Type<A, unknown>): Codec<ListResponse<A>> => {
  const page = t.partial({
    totalResults: nullish(t.number),
    Resources: nullish(t.array(resource)),
    nextCursor: nullish(t.string),
  });
  return new t.Type<ListResponse<A>>(
    'a SCIM ListResponse',
    (value): value is ListResponse<A> => dictionary.is(value) && 'resources' in value,
    (value, context) => {
      if (
        !dictionary.is(value) ||
        ((value['totalResults'] ?? undefined) === undefined &&
          (value['Resources'] ?? undefined) === undefined)
      ) {
        return t.failure(value, context, 'is no ListResponse: it has neither totalResults nor Resources');
      }
      const read = page.validate(value, context);
      return 'left' in read
        ? read
        : t.success({
            resources: read.right.Resources ?? [],
            totalResults: read.right.totalResults ?? undefined,
            // Empty on the last page of some vendors, absent on that of others.
            nextCursor: read.right.nextCursor || undefined,
          });
    },
    t.identity,
  );
};

/**
 * What a search for one record finds. The matches come without paging, but a vendor may page all the same, and even
 * with an empty first page (RFC 9865 section 2): "nobody" is said at the end only.
 */
export const matchesOf = async <A>(
  http: Http,
  where: Path,
  filter: string,
  reply: Codec<ListResponse<A>>,
): Promise<readonly A[]> => {
  let shown = 0;
  const { records, announced } = await collectPages<A>({
    read: async (cursor) => {
      const query = { ...(cursor === undefined ? {} : { cursor }), filter };
      const { resources, totalResults, nextCursor } = await http.get(where, { query, reply });
      shown += resources.length;
      const isWhole = totalResults !== undefined && totalResults <= shown;
      return { records: resources, total: totalResults, next: isWhole ? undefined : nextCursor };
    },
    keyOf: (record) => JSON.stringify(record),
    enough: 2,
  });
  return allMatches({ resources: records, totalResults: announced, nextCursor: undefined });
};

/** All matches of a filter that should find one record; a list that says more than it shows cannot be decided on. */
export const allMatches = <A>({ resources, totalResults }: ListResponse<A>): readonly A[] => {
  if (totalResults !== undefined && totalResults > resources.length) {
    throw new IAMError(
      resources.length === 0
        ? failure('malformed-reply', `The vendor reports ${totalResults} matches and shows none.`)
        : failure('ambiguous', `${totalResults} records answer to the search.`),
    );
  }
  return resources;
};
