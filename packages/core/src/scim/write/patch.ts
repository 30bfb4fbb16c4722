import { dictionaryOf, isDictionary } from '../../codec/combinators';
import type { Attributes } from '../../profile/app-data';
import { ownValue } from '../../profile/mapper/attributes';
import type { MemberChanges } from '../../contract/group-client';
import type { ScimGroupDialect } from '../dialect';
import { notation } from '../attribute-notation';
import { equals } from '../filter';
import { URN } from '../urns';
import { normalized } from './write-user';

/** One operation of a PATCH (RFC 7644 section 3.5.2); `op` in lower case, always with a path. */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

export const patchBody = (operations: readonly PatchOperation[]): Attributes => ({
  schemas: [URN.patchOp],
  Operations: operations,
});

export const setActive = (active: boolean): PatchOperation => ({
  op: 'replace',
  path: 'active',
  value: active,
});

/**
 * One operation per attribute that changes, sub-attributes of complex ones by their own path: a vendor may refuse several
 * attributes in one operation, and replacing `name` as a whole would clear what the profile does not know.
 */
export const userOperations = (current: Attributes, changes: Attributes): readonly PatchOperation[] =>
  Object.entries(normalized(changes)).flatMap(([key, value]) => {
    const before = ownValue(current, key);
    if (!isDictionary(value)) {
      return [operation(key, before, value)];
    }
    return Object.entries(value).map(([name, part]) =>
      operation(notation(key, name), ownValue(dictionaryOf(before), name), part),
    );
  });

const operation = (path: string, before: unknown, value: unknown): PatchOperation =>
  isCleared(value)
    ? { op: 'remove', path }
    : { op: before === undefined || before === null ? 'add' : 'replace', path, value };

/** null, or the `{ value: null }` of a manager: the whole of it is gone. */
export const isCleared = (value: unknown): boolean =>
  value === null ||
  (isDictionary(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((part) => part === null));

export const memberOperations = (
  { add, remove }: MemberChanges,
  style: ScimGroupDialect['removeMembers'],
): readonly PatchOperation[] => [
  ...(add.length === 0
    ? []
    : [{ op: 'add' as const, path: 'members', value: add.map((value) => ({ value })) }]),
  ...removals(remove, style),
];

const removals = (
  ids: readonly string[],
  style: ScimGroupDialect['removeMembers'],
): readonly PatchOperation[] => {
  if (style === 'value-path') {
    return ids.map((id) => ({ op: 'remove', path: `members[${equals('value', id)}]` }));
  }
  return ids.length === 0 ? [] : [{ op: 'remove', path: 'members', value: ids.map((value) => ({ value })) }];
};
