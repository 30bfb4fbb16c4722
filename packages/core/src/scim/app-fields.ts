import * as t from 'io-ts';
import { nullish, object } from '../codec/combinators';
import type { Http } from '../http/http';
import { path } from '../http/path';
import type { ScimDialect } from './dialect';
import { URN } from './urns';

const Leaf = object({ name: t.string }, { description: nullish(t.string), returned: nullish(t.string) });
const Schema = t.type({
  attributes: t.array(t.intersection([Leaf, t.partial({ subAttributes: nullish(t.array(Leaf)) })])),
});

/**
 * The user fields as the vendor's own schemas name them (RFC 7643 section 7), sub-attributes by their path. A vendor without
 * schemas gets the names that the dialect knows.
 */
export const appFields = async (
  http: Http,
  dialect: ScimDialect,
): Promise<Readonly<Record<string, string>>> => {
  const core = await http.find(path`Schemas/${URN.user}`, { reply: Schema });
  if (core === undefined) {
    return Object.fromEntries(dialect.userAttributes.map((name) => [name, name]));
  }
  const enterprise = dialect.userAttributes.includes(URN.enterpriseUser)
    ? await http.find(path`Schemas/${URN.enterpriseUser}`, { reply: Schema })
    : undefined;
  // Leaves out attributes that are never returned and not mapped (a password).
  const isUseful = ({ name, returned }: t.TypeOf<typeof Leaf>): boolean =>
    returned !== 'never' || dialect.userAttributes.includes(name);
  const ofUser = { attributes: core.attributes.filter(isUseful) };
  return Object.fromEntries([
    ...entriesOf(ofUser, ''),
    ...(enterprise === undefined ? [] : entriesOf(enterprise, `${URN.enterpriseUser}.`)),
  ]);
};

const entriesOf = (
  { attributes }: t.TypeOf<typeof Schema>,
  prefix: string,
): readonly (readonly [string, string])[] =>
  attributes.flatMap(({ name, description, subAttributes }) => [
    [`${prefix}${name}`, description ?? name] as const,
    ...(subAttributes ?? []).map(
      (sub) => [`${prefix}${name}.${sub.name}`, sub.description ?? sub.name] as const,
    ),
  ]);
