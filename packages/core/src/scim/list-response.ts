import * as t from 'io-ts';
import { dictionary, nullish } from '../codec/combinators';
import type { Codec } from '../codec/decode';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';

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
 *
 * @param resource leaves values as they came
 */
export const listOf = <A>(resource: t.Type<A, unknown>): Codec<ListResponse<A>> => {
  const page = t.partial({
    totalResults: nullish(t.number),
    Resources: nullish(t.array(resource)),
    nextCursor: nullish(t.string),
  });
  const list: Codec<ListResponse<A>> = {
    name: 'a SCIM ListResponse',
    validate: (value, context) => {
      if (
        !dictionary.is(value) ||
        ((value['totalResults'] ?? undefined) === undefined &&
          (value['Resources'] ?? undefined) === undefined)
      ) {
        return t.failure(value, context, 'is no ListResponse: it has neither totalResults nor Resources');
      }
      // `validate` collects what is wrong, which costs more than the test whether anything is.
      const read = page.is(value) ? t.success(value) : page.validate(value, context);
      return 'left' in read
        ? read
        : t.success({
            resources: read.right.Resources ?? [],
            totalResults: read.right.totalResults ?? undefined,
            // Empty on the last page of some vendors, absent on that of others.
            nextCursor: read.right.nextCursor || undefined,
          });
    },
    decode: (value) => list.validate(value, t.getDefaultContext(list)),
  };
  return list;
};

/** All matches of a filter that should find one record; fails for a list whose total exceeds its resources. */
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
