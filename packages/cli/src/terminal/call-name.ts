import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Io } from './io';

/**
 * What a person types to call this program: `iam` where it is installed for all folders, else `npx iam`. What npm adds to the
 * path of its scripts is not there in the person's own terminal.
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
