import { keysOf } from './attribute-path';

export type PathsByKey = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The attributes of a vendor never change, so their paths are listed once. */
const listed = new WeakMap<readonly string[], PathsByKey>();

/** The paths of some attributes by their first key. */
export const pathsByKey = (attributes: readonly string[]): PathsByKey => {
  const known = listed.get(attributes);
  if (known !== undefined) {
    return known;
  }
  const paths = new Map<string, (readonly string[])[]>();
  for (const path of attributes.map(keysOf)) {
    const [key] = path;
    paths.set(key, [...(paths.get(key) ?? []), path]);
  }
  listed.set(attributes, paths);
  return paths;
};
