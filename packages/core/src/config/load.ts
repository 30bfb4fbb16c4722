import * as E from 'fp-ts/Either';
import type { ConfigOf, Fields } from './field';
import { resolveReference } from './references';
import type { Sources } from './references';

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
    const read = E.chain(spec.read)(resolveReference(raw, sources));
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

/** The environment variable that stands in for an absent parameter; one that is empty counts as not set. */
const referenceTo = (variable: string | undefined, { env }: Sources): string | undefined =>
  variable === undefined || (env[variable] ?? '') === '' ? undefined : `env:${variable}`;
