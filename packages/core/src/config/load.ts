import * as E from 'fp-ts/Either';
import type { ConfigOf, Field, Fields } from './field';
import { isReference, resolveReference, variableIn, type Sources } from './references';

/**
 * Reads the parameters of one instance. Left: every mistake at once, each with its path, never with a
 * value.
 */
export const loadConfig = <F extends Fields>(
  fields: F,
  params: Readonly<Record<string, unknown>>,
  sources: Sources,
): E.Either<readonly string[], ConfigOf<F>> => {
  const problems: string[] = [];
  const values: [string, unknown][] = [];

  for (const [key, spec] of Object.entries(fields)) {
    const given = Object.hasOwn(params, key) ? params[key] : undefined;
    const raw = given ?? referenceTo(spec.env, sources);
    if (raw === undefined || raw === null) {
      if (spec.required) {
        problems.push(`params.${key}: is missing (${spec.label})`);
      }
      values.push([key, spec.default]);
      continue;
    }
    const read = E.chain(spec.read)(E.chain(oneLineOf(spec, raw))(resolveReference(raw, sources)));
    if (E.isLeft(read)) {
      problems.push(`params.${key}: ${read.left} (${spec.label})`);
    } else {
      values.push([key, read.right]);
    }
  }

  for (const key of Object.keys(params).filter((name) => !Object.hasOwn(fields, name))) {
    problems.push(
      `params.${key}: is not a parameter of this integration (${Object.keys(fields).join(', ')})`,
    );
  }

  // The fields' own types say what each value is; the loop above filled exactly these keys.
  return problems.length > 0 ? E.left(problems) : E.right(Object.fromEntries(values) as ConfigOf<F>);
};

/**
 * A referenced value must be one line. Otherwise a configuration could name any file, and its text would be sent to the vendor
 * as part of an address. A secret has stricter rules of its own.
 */
const oneLineOf =
  ({ type }: Field<unknown>, raw: unknown) =>
  (value: unknown): E.Either<string, unknown> =>
    type !== 'secret' && isReference(raw) && typeof value === 'string' && LINE_BREAK.test(value)
      ? E.left('must be one line; what it refers to has line breaks')
      : E.right(value);

// Unicode Standard Annex #14, the mandatory breaks.
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/** The environment variable that stands in for an absent parameter; one that is empty counts as not set. */
const referenceTo = (variable: string | undefined, { env }: Sources): string | undefined =>
  variable === undefined || (variableIn(env, variable) ?? '') === '' ? undefined : `env:${variable}`;
