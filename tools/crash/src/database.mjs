import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { smallDisk } from './full-disk.mjs';
import { connect, embeddedState, embeddedUrl, findBinaries, socketUrl, stopEmbedded } from './engine.mjs';

/** The programs of a PostgreSQL: undefined those that users find, `package` the newest, of the npm package, else those of a folder. */
export const binariesOf = (which) =>
  findBinaries({
    ...(which === undefined || which === 'package' ? {} : { named: which }),
    path: which === 'package' ? '' : (process.env.PATH ?? ''),
    hydrateInto: join(tmpdir(), `iam-test-binaries-${process.getuid?.() ?? 0}`),
  });

/**
 * A server of its own with the settings of the product: what it has committed it keeps, whichever process is killed. `diskMegabytes`: on a disk of
 * its own of that size, `disk`, where one can be made.
 */
export const startDatabaseServer = async (binaries, { diskMegabytes } = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'iam-crash-'));
  // Root's server runs as another user, who must be able to pass.
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const disk = diskMegabytes === undefined ? undefined : smallDisk(dataDir, diskMegabytes);
  const options = {
    env: { PATH: process.env.PATH, IAM_POSTGRES_BIN: binaries.bin },
    dataDir,
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
    disk,
    /** A database without any table; its URL. */
    create: async () => {
      made += 1;
      const name = `crash_${made}`;
      const admin = connect(socketUrl(socketFolder, 'postgres'), 'embedded');
      await admin.execute(`create database ${name}`);
      await admin.close();
      return { name, url: socketUrl(socketFolder, name) };
    },
    /** Begins a new file of what is written ahead. */
    nextLogFile: async (url) => {
      const admin = connect(url, 'embedded');
      try {
        await admin.query('select pg_switch_wal()');
        await admin.execute('update iam.store set serial = serial');
      } finally {
        await admin.close();
      }
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
      disk?.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
