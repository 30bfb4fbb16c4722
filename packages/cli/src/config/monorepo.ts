import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the repository of iam that this folder is in; undefined elsewhere. */
export const monorepoOf = (folder: string): string | undefined => {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'nx.json')) && nameIn(join(at, 'packages', 'core')) === '@iam/core') {
      return at;
    }
    if (dirname(at) === at) {
      return undefined;
    }
  }
};

const nameIn = (folder: string): unknown => {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly name?: unknown })
      .name;
  } catch {
    return undefined;
  }
};
