import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connect, embeddedState, embeddedUrl, findBinaries, socketUrl, stopEmbedded } from './engine.mjs';

/** The programs of a PostgreSQL: `path` those that users find, `package` the newest, of the npm package. */
export const binariesOf = (which) =>
  findBinaries({
    path: which === 'package' ? '' : (process.env.PATH ?? ''),
    hydrateInto: join(tmpdir(), `iam-test-binaries-${process.getuid?.() ?? 0}`),
  });

/** A server of its own with the settings of the product: what it has committed it keeps, whichever process is killed. */
export const startDatabaseServer = async (binaries) => {
  const folder = await mkdtemp(join(tmpdir(), 'iam-crash-'));
  // Root's server runs as another user, who must be able to pass.
  await chmod(folder, 0o711);
  const options = {
    env: { PATH: process.env.PATH, IAM_POSTGRES_BIN: binaries.bin },
    dataDir: join(folder, 'data'),
  };
  const start = async () => {
    await embeddedUrl(options);
    return (await embeddedState(options)).socketFolder;
  };
  const socketFolder = await start();
  let made = 0;
  return {
    folder,
    socketFolder,
    /** A database without any table; its URL. */
    create: async () => {
      made += 1;
      const name = `crash_${made}`;
      const admin = connect(socketUrl(socketFolder, 'postgres'), 'embedded');
      await admin.execute(`create database ${name}`);
      await admin.close();
      return { name, url: socketUrl(socketFolder, name) };
    },
    /** kill -9 of the postmaster; its children end by themselves. */
    kill: async () => {
      const state = await embeddedState(options);
      if (state.tag === 'running') {
        process.kill(state.pid, 'SIGKILL');
      }
    },
    start: async () => {
      await start();
    },
    stop: async () => {
      await stopEmbedded(options).catch(() => undefined);
      await wait(100);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
