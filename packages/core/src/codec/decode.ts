import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

/** Any io-ts codec used for reading. */
export type Codec<A> = t.Decoder<unknown, A>;

/**
 * Reads `value` with `codec`. Problems name the path and what was expected there and never the value,
 * which may be personal data or a secret: `emails[0].value: expected string`.
 */
export const decode = <A>(codec: Codec<A>, value: unknown): E.Either<readonly string[], A> => {
  const decoded = codec.decode(value);
  return E.isRight(decoded) ? decoded : E.left([...new Set(decoded.left.map(describe))]);
};

const describe = (error: t.ValidationError): string => {
  const path = pathOf(error.context);
  const expected = error.context.at(-1)?.type.name ?? 'another value';
  const wanted =
    error.message ?? (error.value === undefined ? `is missing (${expected})` : `expected ${expected}`);
  return path === '' ? wanted : `${path}: ${wanted}`;
};

const pathOf = (context: t.Context): string =>
  context
    .filter((entry, index) => index > 0 && entry.key !== '' && !isAlternative(context[index - 1]))
    .reduce((path, { key }) => path + (/^\d+$/.test(key) ? `[${key}]` : path === '' ? key : `.${key}`), '');

// io-ts numbers the members of unions and intersections in the context; the caller's data has no such step. Told by tag,
// because a vendor package may bring its own copy of io-ts.
const isAlternative = (entry: t.ContextEntry | undefined): boolean =>
  entry !== undefined &&
  '_tag' in entry.type &&
  ['UnionType', 'IntersectionType'].includes(String(entry.type._tag));
