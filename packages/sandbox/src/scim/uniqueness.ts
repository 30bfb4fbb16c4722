import { isJsonObject, type JsonObject } from '../json-object';
import type { Kind, ScimFace } from './scim-face';
import type { ScimStore } from './scim-store';

/** Refuses a resource that shares a unique value with another one. @throws ScimProblem, the face's conflict */
export const checkUnique = (
  face: ScimFace,
  store: ScimStore,
  kind: Kind,
  ownId: string | undefined,
  attributes: JsonObject,
): void => {
  const others = (kind === 'User' ? store.users() : store.groups()).filter((record) => record.id !== ownId);
  for (const rule of face.unique) {
    if (rule.kind !== kind) {
      continue;
    }
    const fold = (value: string): string => (rule.caseExact ? value : value.toLowerCase());
    for (const value of valuesAt(attributes, rule.path)) {
      const taken = others.some((other) =>
        valuesAt(other.attributes, rule.path).map(fold).includes(fold(value)),
      );
      if (taken) {
        throw face.conflict(kind, rule.path, value);
      }
    }
  }
};

/** The strings at a path of one or two names, `userName` or `emails.value`. */
export const valuesAt = (attributes: JsonObject, path: string): readonly string[] => {
  const [name = '', sub] = path.split('.');
  const value = attributes[name];
  const list: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return list
    .map((one) => (sub === undefined ? one : isJsonObject(one) ? one[sub] : undefined))
    .filter((one): one is string => typeof one === 'string');
};
