import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Io } from './io';

/**
 * What a user types to call this program: `iam` for a global installation, else `npx iam`. Ignores PATH entries that npm adds
 * for its scripts, because the user's own terminal does not have them.
 */
export const callName = ({ env }: Pick<Io, 'env'>): string => {
  const folders = (env['PATH'] ?? '').split(delimiter);
  const isInstalled = folders.some(
    (folder) => folder !== '' && !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(folder) && holdsIam(folder),
  );
  return isInstalled ? 'iam' : 'npx iam';
};

const holdsIam = (folder: string): boolean =>
  ['iam', 'iam.cmd'].some((name) => existsSync(join(folder, name)));
