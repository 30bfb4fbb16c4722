import { perObject } from '../../codec/per-object';
import type { Mapper } from './mapper';
import { MAPPING_TYPES } from './mapping-type';

/** Every command asks for the keys of its mapper, and they never change. */
const readKeys = perObject(
  (mapper: Mapper): ReadonlySet<string> =>
    new Set(MAPPING_TYPES.flatMap((type) => [...mapper.sources(type)])),
);

/** Whether some rule of the mapper reads the key, whatever its type. */
export const isReadBy = (mapper: Mapper, key: string): boolean => readKeys(mapper).has(key);
