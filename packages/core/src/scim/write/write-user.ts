import { readBoolean } from '../../codec/boolean-text';
import { dictionaryOf, isDictionary } from '../../codec/combinators';
import type { Attributes } from '../../profile/app-data';
import { asElement } from '../../profile/changes/elements';
import { withoutNulls } from '../../profile/changes/without-nulls';
import { ownValue, setOwnValue } from '../../profile/mapper/attributes';
import { isExtension } from '../attribute-notation';
import { MULTI_VALUED } from '../multi-valued';
import { URN } from '../urns';
import { inVersion2, type Version1Urns } from '../version-1-names';

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

/**
 * The data in the form that a vendor's records should have (RFC 7643 section 2.4), because profiles and vendors have others:
 * the values of lists and a manager as plain texts, single values where lists belong, booleans as texts, names of SCIM 1.1. Both sides of a
 * comparison are brought into it, so that none of these is a difference.
 */
export const normalized = (data: Attributes, urns?: Version1Urns): Attributes => {
  const record = inVersion2(data, urns);
  const forms: Record<string, unknown> = {};
  for (const key of Object.keys(record)) {
    const form = formOf(key, record[key]);
    if (form !== undefined) {
      setOwnValue(forms, key, form);
    }
  }
  return forms;
};

const formOf = (key: string, value: unknown): unknown => {
  if (MULTI_VALUED_NAMES.has(key)) {
    return listValue(value);
  }
  return isDictionary(value) && isExtension(key) && Object.hasOwn(value, 'manager')
    ? { ...value, manager: referenceOf(value['manager']) }
    : value;
};

const MULTI_VALUED_NAMES: ReadonlySet<string> = new Set(MULTI_VALUED);

/** Undefined for a list in which nothing is a value; an empty one stays, as vendors have them. */
const listValue = (value: unknown): unknown => {
  if (value === null) {
    return null;
  }
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const elements = items
    .map((item) => elementOf(item, items.length === 1))
    .filter((element) => element !== undefined);
  return elements.length === 0 && items.length > 0 ? undefined : elements;
};

/** A single value is the primary one; of several plain texts none is. */
const elementOf = (item: unknown, alone: boolean): Attributes | undefined => {
  if (!isDictionary(item)) {
    const element = asElement(item);
    return element !== undefined && alone ? { ...element, primary: true } : element;
  }
  const element = withPlainValue(item);
  const primary = readBoolean(element['primary']);
  return primary === undefined || primary === element['primary'] ? element : { ...element, primary };
};

/** RFC 7643 section 4.3: a manager is a reference, whose `value` is the id of the manager's own record. */
const referenceOf = (given: unknown): unknown => {
  const only = onlyOf(given);
  return isDictionary(only) ? withPlainValue(only) : (asElement(only) ?? given);
};

/** A mapper may have put an element, or a list of one, where its value belongs. */
const withPlainValue = (element: Attributes): Attributes => {
  const only = onlyOf(element['value']);
  const value = isDictionary(only) && Object.hasOwn(only, 'value') ? only['value'] : only;
  return value === element['value'] ? element : { ...element, value };
};

const onlyOf = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

const merge = (current: Attributes, changes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries({ ...current, ...changes }).flatMap(([key, value]) => {
      if (value === null) {
        return [];
      }
      // What is there may be no object: a reference as a plain text, or nothing.
      return isDictionary(value) && Object.hasOwn(changes, key)
        ? mergedObject(key, dictionaryOf(ownValue(current, key)), value)
        : [[key, value]];
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
