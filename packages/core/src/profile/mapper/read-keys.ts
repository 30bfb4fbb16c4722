import type { Mapper } from './mapper';
import { MAPPING_TYPES } from './mapping-type';

/** Every command asks for the keys of its mapper, and they never change. */
const readKeys = new WeakMap<Mapper, ReadonlySet<string>>();

/** Whether some rule of the mapper reads the key, whatever its type. */
export const isReadBy = (mapper: Mapper, key: string): boolean => {
  const known = readKeys.get(mapper);
  if (known !== undefined) {
    return known.has(key);
  }
  const keys = new Set(MAPPING_TYPES.flatMap((type) => [...mapper.sources(type)]));
  readKeys.set(mapper, keys);
  return keys.has(key);
};
