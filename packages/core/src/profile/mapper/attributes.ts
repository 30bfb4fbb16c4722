import type { Attributes } from '../app-data';

export type { Attributes } from '../app-data';
export { isDictionary as isAttributes } from '../../codec/combinators';

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** The object's own property; inherited ones such as `constructor` are never read. */
export const ownValue = (attributes: Attributes, key: string): unknown =>
  Object.prototype.hasOwnProperty.call(attributes, key) ? attributes[key] : undefined;

/**
 * Sets an own property. Plain assignment to `__proto__` would change the object's prototype; for all other keys it is equivalent
 * to a definition, and keeps the objects in a shape that the engine optimises.
 */
export const setOwnValue = (attributes: Record<string, unknown>, key: string, value: unknown): void => {
  if (key !== '__proto__') {
    attributes[key] = value;
    return;
  }
  // A computed key is an own property whatever it is called.
  Object.defineProperties(attributes, Object.getOwnPropertyDescriptors({ [key]: value }));
};
