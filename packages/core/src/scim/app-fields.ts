import * as t from 'io-ts';
import { nullish, object } from '../codec/combinators';
import type { Http } from '../http/http';
import { path } from '../http/path/path';
import { isExtension } from './attribute-notation';
import type { ScimDialect } from './dialect';
import { URN, URN_1_1 } from './urns';

const Leaf = object({ name: t.string }, { description: nullish(t.string), returned: nullish(t.string) });
const Field = t.intersection([
  Leaf,
  // 1.1 has the attributes of extensions in the one schema of the endpoint, each with its own URN.
  t.partial({ subAttributes: nullish(t.array(Leaf)), schema: nullish(t.string) }),
]);
const Schema = t.intersection([t.type({ attributes: t.array(Field) }), t.partial({ id: nullish(t.string) })]);

/**
 * The user fields as the vendor's own schemas name them (RFC 7643 section 7, Core Schema 1.1), sub-attributes by their
 * path. A vendor without schemas gets the names that the dialect knows.
 *
 * @param schemas what follows `Schemas/`; the first one is the user's own
 */
export const appFields = async (
  http: Http,
  dialect: ScimDialect,
  [first, ...others]: readonly string[],
): Promise<Readonly<Record<string, string>>> => {
  const read = (name: string) => http.find(path`Schemas/${name}`, { reply: Schema });
  const core = first === undefined ? undefined : await read(first);
  if (first === undefined || core === undefined) {
    return Object.fromEntries(dialect.userAttributes.map((name) => [name, name]));
  }
  // Leaves out attributes that are never returned and not mapped (a password).
  const isUseful = ({ name, returned }: t.TypeOf<typeof Leaf>): boolean =>
    returned !== 'never' || dialect.userAttributes.includes(name);
  const entries = [...entriesOf(core.attributes.filter(isUseful), first)];
  for (const name of others) {
    const schema = await read(name);
    entries.push(...entriesOf(schema?.attributes ?? [], isExtension(name) ? name : (schema?.id ?? name)));
  }
  return Object.fromEntries(entries);
};

const entriesOf = (
  attributes: readonly t.TypeOf<typeof Field>[],
  schemaId: string,
): readonly (readonly [string, string])[] =>
  attributes.flatMap(({ name, description, subAttributes, schema }) => {
    const full = `${prefixOf(schema ?? schemaId)}${name}`;
    return [
      [full, description ?? name] as const,
      ...(subAttributes ?? []).map((sub) => [`${full}.${sub.name}`, sub.description ?? sub.name] as const),
    ];
  });

/** An attribute of an extension is named with its URN. */
const prefixOf = (schema: string): string =>
  isExtension(schema) && schema !== URN.user && schema !== URN_1_1.core ? `${schema}.` : '';
