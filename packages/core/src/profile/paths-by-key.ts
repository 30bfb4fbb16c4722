import { perObject } from '../codec/per-object';
import { keysOf } from './attribute-path';

export type PathsByKey = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The paths of some attributes by their first key. The attributes of a vendor never change, so their paths are listed once. */
export const pathsByKey = perObject((attributes: readonly string[]): PathsByKey => {
  const paths = new Map<string, (readonly string[])[]>();
  for (const path of attributes.map(keysOf)) {
    const [key] = path;
    paths.set(key, [...(paths.get(key) ?? []), path]);
  }
  return paths;
});
