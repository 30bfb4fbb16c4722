import type { JsonObject } from '../json-object';
import type { RecordList } from '../records/record-list';
import { valuesAt } from './attribute-values';
import type { Kind, ScimFace, UniqueRule } from './scim-face';
import type { ScimStore, StoredRecord } from './scim-store';

/** Refuses a resource that shares a unique value with another one. @throws ScimProblem, the face's conflict */
export const checkUnique = (
  face: ScimFace,
  store: ScimStore,
  kind: Kind,
  ownId: string | undefined,
  attributes: JsonObject,
): void => {
  for (const rule of face.unique.filter((one) => one.kind === kind)) {
    for (const value of valuesAt(attributes, rule.path)) {
      if (isTaken(holders(store, rule, value), rule, ownId, value)) {
        throw face.conflict(kind, rule.path, value);
      }
    }
  }
};

/** Those that have the value in any letter case. */
const holders = (store: ScimStore, rule: UniqueRule, value: string): RecordList<StoredRecord> =>
  rule.kind === 'User' ? store.usersWith(rule.path, value) : store.groupsWith(rule.path, value);

const isTaken = (
  found: RecordList<StoredRecord>,
  { path, caseExact }: UniqueRule,
  ownId: string | undefined,
  value: string,
): boolean =>
  found.filter(
    ({ id, attributes }) => id !== ownId && (!caseExact || valuesAt(attributes, path).includes(value)),
  ).length > 0;
