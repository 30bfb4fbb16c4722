import { isDictionary } from '../../codec/combinators';
import type { MemberChanges } from '../../contract/group-client';
import type { Attributes } from '../../profile/app-data';
import { ownValue } from '../../profile/mapper/attributes';
import { isExtension, notation } from '../attribute-notation';
import { URN_1_1 } from '../urns';
import { inVersion1, version1Name, type Version1Urns } from '../version-1-names';
import { isCleared } from './patch';
import { normalized } from './write-user';

/**
 * The PATCH of a user in SCIM 1.1 (REST API 1.1 section 3.3.2): a resource with what changes. The vendor merges complex attributes and
 * adds to lists, so what goes is named in `meta.attributes`; a list that has values is named there too and thereby replaced as a whole.
 *
 * @param current the record in the names of 2.0
 */
export const partialUser = (
  current: Attributes,
  changes: Attributes,
  active: boolean | undefined,
  urns: Version1Urns = {},
): Attributes => {
  const removed: string[] = [];
  const body: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(normalized(changes, urns))) {
    const name = version1Name(key, urns);
    if (isDictionary(value)) {
      const parts = Object.entries(value);
      const kept = parts.filter(([, part]) => !isCleared(part));
      removed.push(...parts.filter(([, part]) => isCleared(part)).map(([part]) => notation(name, part)));
      Object.assign(body, kept.length === 0 ? {} : { [key]: Object.fromEntries(kept) });
      continue;
    }
    const before = ownValue(current, key);
    const isList = Array.isArray(value);
    if (value === null || (isList && hasValues(before))) {
      removed.push(name);
    }
    if (value !== null && !(isList && value.length === 0)) {
      body[key] = value;
    }
  }
  return {
    schemas: [
      URN_1_1.core,
      ...Object.keys(body)
        .filter(isExtension)
        .map((key) => version1Name(key, urns)),
    ],
    ...(removed.length === 0 ? {} : { meta: { attributes: removed } }),
    ...inVersion1(body, urns),
    // Not sent where it is undefined.
    active,
  };
};

const hasValues = (list: unknown): boolean =>
  Array.isArray(list) ? list.length > 0 : list !== undefined && list !== null;

/** The PATCH of a group's members in SCIM 1.1: added ones as they are, removed ones marked so. */
export const partialGroup = ({ add, remove }: MemberChanges): Attributes => ({
  schemas: [URN_1_1.core],
  members: [...add.map((value) => ({ value })), ...remove.map((value) => ({ value, operation: 'delete' }))],
});
