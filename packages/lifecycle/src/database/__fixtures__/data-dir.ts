import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { stopEmbedded, type EmbeddedOptions } from '../embedded/embedded-server';
import { serverPlace } from './server-place';
import { testBinaries } from './test-database';

/** A data folder for an embedded server; nothing of it is left when the tests end, also when they are killed. */
export interface TestDataDir {
  readonly options: EmbeddedOptions;
  readonly remove: () => Promise<void>;
}

export const makeDataDir = async (below = ''): Promise<TestDataDir> => {
  const folder = await mkdtemp(join(serverPlace(), 'iam-data-'));
  // Root's server runs as another user, who must be able to pass.
  await chmod(folder, 0o711);
  const dataDir = join(folder, below);
  spawn(process.execPath, [join(__dirname, 'end-with-owner.cjs'), String(process.pid), dataDir], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
  }).unref();
  const env = { PATH: process.env['PATH'], IAM_POSTGRES_BIN: (await testBinaries()).bin };
  const options = { env, dataDir };
  return {
    options,
    remove: async () => {
      await stopEmbedded(options).catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
