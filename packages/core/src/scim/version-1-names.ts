import { dictionaryOf, isDictionary } from '../codec/combinators';
import { perKeys } from '../codec/per-keys';
import { perObject } from '../codec/per-object';
import type { Attributes } from '../profile/app-data';
import { ownValue, setOwnValue } from '../profile/mapper/attributes';
import { URN, URN_1_1 } from './urns';

/** The URN that an extension of a 2.0 record has in SCIM 1.1, by the 2.0 one. */
export type Version1Urns = Readonly<Record<string, string>>;

const KNOWN: Version1Urns = { [URN.enterpriseUser]: URN_1_1.enterpriseUser };

/** The name in 2.0 by the one in 1.1, which is in lower case. Every record is looked through for them, so a dialect lists them once. */
const version2Names = perObject(
  (urns: Version1Urns): ReadonlyMap<string, string> =>
    new Map(Object.entries({ ...KNOWN, ...urns }).map(([newer, older]) => [older.toLowerCase(), newer])),
);

const isInVersion1 = perObject((urns: Version1Urns) =>
  perKeys((keys) => keys.some((key) => version2Names(urns).has(key.toLowerCase()))),
);

/** The name in 1.1 by the one in 2.0. */
const version1Names = perObject(
  (urns: Version1Urns): ReadonlyMap<string, string> => new Map(Object.entries({ ...KNOWN, ...urns })),
);

/**
 * A record of SCIM 1.1 in the names of 2.0, others as they are: inside core there is one vocabulary, so that mappers and comparisons
 * are the same for both versions. A manager's id is `managerId` in 1.1 (Core Schema 1.1, "Enterprise User Schema Extension") and `value` in 2.0.
 */
export const inVersion2 = (data: Attributes, urns: Version1Urns = KNOWN): Attributes => {
  if (!isInVersion1(urns)(data)) {
    return data;
  }
  const names = version2Names(urns);
  const renamed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    const name = names.get(key.toLowerCase()) ?? key;
    const own = name === key ? value : withManager(value, 'managerId', 'value');
    const other = ownValue(renamed, name);
    setOwnValue(renamed, name, isDictionary(other) ? { ...other, ...dictionaryOf(own) } : own);
  }
  return renamed;
};

/** A body in the names of SCIM 1.1: extensions, a manager's id and the schemas. */
export const inVersion1 = (body: Attributes, urns: Version1Urns = KNOWN): Attributes =>
  Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      const name = version1Name(key, urns);
      return key === 'schemas' && Array.isArray(value)
        ? [key, version1Schemas(value, urns)]
        : [name, name === key ? value : withManager(value, 'value', 'managerId')];
    }),
  );

/** Maps URNs of 2.0 to those of 1.1; other names are the same in both. */
export const version1Name = (name: string, urns: Version1Urns = KNOWN): string =>
  version1Names(urns).get(name) ?? name;

const version1Schemas = (schemas: readonly unknown[], urns: Version1Urns): readonly unknown[] => {
  const names = new Map<unknown, string>([
    [URN.user, URN_1_1.core],
    [URN.group, URN_1_1.core],
    ...version1Names(urns),
  ]);
  return [...new Set(schemas.map((name) => names.get(name) ?? name))];
};

/** A 2.0 record or body with the id of the manager as RFC 7643 has it, and the other way round. */
export const managerAsValue = (data: Attributes): Attributes => inEnterprise(data, 'managerId', 'value');
export const managerAsId = (data: Attributes): Attributes => inEnterprise(data, 'value', 'managerId');

const inEnterprise = (data: Attributes, from: string, to: string): Attributes =>
  Object.hasOwn(data, URN.enterpriseUser)
    ? { ...data, [URN.enterpriseUser]: withManager(data[URN.enterpriseUser], from, to) }
    : data;

const withManager = (extension: unknown, from: string, to: string): unknown => {
  const { manager, ...others } = dictionaryOf(extension);
  if (!isDictionary(manager) || !Object.hasOwn(manager, from)) {
    return extension;
  }
  const { [from]: id, ...rest } = manager;
  return { ...others, manager: { ...rest, [to]: id } };
};
