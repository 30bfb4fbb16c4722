import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Client } from 'pg';

import { makeDataDir, type TestDataDir } from '../__fixtures__/data-dir';
import { openDatabase } from '../open-database';
import { readStore } from '../store';
import { embeddedState, embeddedUrl, stopEmbedded } from './embedded-server';

let place: TestDataDir;
afterEach(() => place.remove());

const running = async (): Promise<{ pid: number; folder: string; socketFolder: string | undefined }> => {
  const state = await embeddedState(place.options);
  if (state.tag !== 'running') {
    throw new Error(`the server is ${state.tag}`);
  }
  return state;
};

const answer = async (url: string): Promise<unknown> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select current_database() as name, current_setting('listen_addresses') as ports, current_setting('fsync') as fsync`,
  );
  await client.end();
  return rows[0];
};

describe('the embedded server', () => {
  it('is made once, when several processes need it at the same time, and goes on until it is stopped', async () => {
    place = await makeDataDir();
    expect(await embeddedState(place.options)).toMatchObject({ tag: 'none' });
    const urls = await Promise.all([1, 2, 3].map(() => embeddedUrl(place.options)));
    expect(new Set(urls).size).toBe(1);
    expect(await answer(urls[0] ?? '')).toEqual({ name: 'iam', ports: '', fsync: 'on' });
    const { pid, folder, socketFolder } = await running();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(socketFolder ?? '')).mode & 0o777).toBe(0o700);
    await embeddedUrl(place.options);
    expect((await running()).pid).toBe(pid);

    expect(await stopEmbedded(place.options)).toBe(true);
    expect(await stopEmbedded(place.options)).toBe(false);
    expect(await embeddedState(place.options)).toMatchObject({ tag: 'stopped' });
  });

  it('starts again after it was killed, with what was committed', async () => {
    place = await makeDataDir();
    const before = await openDatabase(place.options);
    const store = await readStore(before);
    process.kill((await running()).pid, 'SIGKILL');
    await before.close();
    const after = await openDatabase(place.options);
    expect(await readStore(after)).toEqual(store);
    await after.close();
  });

  it('starts anew when its socket file was deleted, and goes on with what was committed', async () => {
    place = await makeDataDir();
    const before = await openDatabase(place.options);
    const store = await readStore(before);
    const { pid, socketFolder = '' } = await running();
    await rm(join(socketFolder, '.s.PGSQL.5432'));
    const said: string[] = [];
    const after = await openDatabase({ ...place.options, onNotice: (sentence) => said.push(sentence) });
    expect(await readStore(after)).toEqual(store);
    expect(said).toEqual([expect.stringContaining('socket file was deleted')]);
    expect((await running()).pid).not.toBe(pid);
    await before.close();
    await after.close();
  });

  it('starts after a reboot: its number belongs to another process, its socket folder is gone', async () => {
    place = await makeDataDir();
    await embeddedUrl(place.options);
    const { folder, socketFolder } = await running();
    await stopEmbedded(place.options);
    await writeFile(
      join(folder, 'cluster', 'postmaster.pid'),
      `${process.pid}\n${join(folder, 'cluster')}\n${Math.floor(Date.now() / 1000)}\n5432\n${socketFolder}\n\n`,
    );
    await rm(socketFolder ?? '', { recursive: true });
    expect(await embeddedState(place.options)).toMatchObject({ tag: 'stopped' });
    expect(await answer(await embeddedUrl(place.options))).toMatchObject({ name: 'iam' });
  });

  it('has its socket elsewhere when the path in the data folder is too long, and is found there again', async () => {
    place = await makeDataDir(`${'long'.repeat(20)}/with a space, and 'quotes'`);
    const url = await embeddedUrl(place.options);
    const { pid, socketFolder, folder } = await running();
    expect(socketFolder?.startsWith(folder)).toBe(false);
    expect(await answer(url)).toMatchObject({ name: 'iam' });
    expect(await embeddedUrl(place.options)).toBe(url);
    expect((await running()).pid).toBe(pid);
    await place.remove();
    await rm(socketFolder ?? '', { recursive: true });
  });

  it('says what to do when its data was made by another major version', async () => {
    place = await makeDataDir();
    await mkdir(join(place.options.dataDir, 'postgresql', 'cluster'), { recursive: true });
    await writeFile(join(place.options.dataDir, 'postgresql', 'cluster', 'PG_VERSION'), '9\n');
    const env = { PATH: process.env['PATH'] };
    await expect(stopEmbedded({ ...place.options, env })).rejects.toThrow(
      /made by PostgreSQL 9, and this machine now has .*Install PostgreSQL 9 again.*iam db backup FILE.*iam db restore FILE/s,
    );
  });

  it('says that the data folder is a file', async () => {
    place = await makeDataDir();
    const file = join(place.options.dataDir, 'file');
    await writeFile(file, '');
    await expect(embeddedUrl({ ...place.options, dataDir: file })).rejects.toThrow(
      `The data folder ${file} cannot be used`,
    );
  });

  it('says why it did not start, and where its log is', async () => {
    place = await makeDataDir();
    await embeddedUrl(place.options);
    await stopEmbedded(place.options);
    const conf = join(place.options.dataDir, 'postgresql', 'cluster', 'postgresql.conf');
    await writeFile(conf, `${await readFile(conf, 'utf8')}\nmax_connections = many\n`);
    await expect(embeddedUrl(place.options)).rejects.toThrow(
      /The database server did not start: .*(max_connections|errors).*server\.log.*iam db doctor/s,
    );
  });
});
