import { readBoolean } from '../codec/boolean-text';
import { isDictionary } from '../codec/combinators';
import type { Attributes } from '../profile/app-data';
import { withoutNulls } from '../profile/without-nulls';
import { URN } from './urns';

/** The body of a POST: schemas named, lists as lists, JSON booleans. */
export const newUserBody = (data: Attributes, active: boolean): Attributes => ({
  schemas: schemasOf(data),
  ...normalized(data),
  active,
});

/** The body of a PUT: the record as it is with the changes laid over it; RFC 7644 section 3.5.1 clears what is left out. */
export const replacedUserBody = (
  current: Attributes,
  changes: Attributes,
  active: boolean | undefined,
): Attributes => {
  const { meta: _meta, groups: _groups, ...writable } = current;
  const merged = merge(writable, normalized(changes));
  return { ...merged, schemas: schemasOf(merged), ...(active === undefined ? {} : { active }) };
};

/** RFC 7643 section 3: the schemas of a record name every extension it has. */
const schemasOf = (data: Attributes): readonly unknown[] => {
  const named: readonly unknown[] = Array.isArray(data['schemas']) ? data['schemas'] : [URN.user];
  return [...new Set([...named, ...Object.keys(data).filter(isExtension)])];
};

/** Single objects become lists of one and textual booleans JSON ones: profiles in the vendor's vocabulary have both. */
export const normalized = (data: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, MULTI_VALUED.has(key) ? listValue(value) : value]),
  );

// RFC 7643 section 4.1.2.
const MULTI_VALUED = new Set([
  'emails',
  'phoneNumbers',
  'addresses',
  'roles',
  'entitlements',
  'ims',
  'photos',
  'x509Certificates',
]);

const listValue = (value: unknown): unknown => {
  if (value === null) {
    return null;
  }
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : [typeof value === 'string' ? { value, primary: true } : value];
  return items.map((item) => {
    const primary = isDictionary(item) ? readBoolean(item['primary']) : undefined;
    return primary === undefined ? item : { ...(item as Attributes), primary };
  });
};

const merge = (current: Attributes, changes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries({ ...current, ...changes }).flatMap(([key, value]) => {
      const before = Object.hasOwn(current, key) ? current[key] : undefined;
      if (value === null) {
        return [];
      }
      const merges = isDictionary(value) && isDictionary(before) && Object.hasOwn(changes, key);
      return merges ? mergedObject(key, before, value) : [[key, value]];
    }),
  );

/** A reference such as a manager is its `value`: `$ref` and `displayName` of the one before must not stay behind. */
const mergedObject = (
  key: string,
  before: Attributes,
  changes: Attributes,
): readonly (readonly [string, unknown])[] => {
  if (!Object.hasOwn(changes, 'value')) {
    return [[key, merge(before, changes)]];
  }
  return changes['value'] === null ? [] : [[key, withoutNulls(changes)]];
};

export const isExtension = (key: string): boolean => /^urn:/i.test(key);
