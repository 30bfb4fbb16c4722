import { isJsonObject, type JsonObject } from '../json-object';

/** The strings at a path of one or two names, `userName` or `emails.value`. */
export const valuesAt = (attributes: JsonObject, path: string): readonly string[] => {
  const [name = '', sub] = path.split('.');
  const value = attributes[name];
  const list: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return list
    .map((one) => (sub === undefined ? one : isJsonObject(one) ? one[sub] : undefined))
    .filter((one): one is string => typeof one === 'string');
};
