import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hydrated } from './hydrate';

let folder: string;
const makePackage = async (links: unknown): Promise<string> => {
  const native = join(folder, 'package', 'native');
  await mkdir(join(native, 'bin'), { recursive: true });
  await mkdir(join(native, 'lib'));
  await writeFile(join(folder, 'package', 'package.json'), JSON.stringify({ version: '18.4.0-beta.17' }));
  await writeFile(join(native, 'bin', 'postgres'), '#!', { mode: 0o644 });
  await writeFile(join(native, 'lib', 'libx.so.1.2'), 'library');
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  return native;
};
const links = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so' }];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iam-hydrate-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('copies the programs once, with the links that a package cannot hold', async () => {
  const native = await makePackage(links);
  const into = join(folder, 'data');
  const bins = await Promise.all([1, 2, 3].map(() => hydrated(native, into)));
  expect(new Set(bins)).toEqual(new Set([join(into, 'binaries-18.4.0-beta.17', 'bin')]));
  // The losers of the race leave nothing behind.
  expect(await readdir(into)).toEqual(['binaries-18.4.0-beta.17']);
  const lib = join(into, 'binaries-18.4.0-beta.17', 'lib');
  expect(await readlink(join(lib, 'libx.so'))).toBe('libx.so.1.2');
  expect(await readFile(join(lib, 'libx.so'), 'utf8')).toBe('library');
  expect((await stat(join(bins[0] ?? '', 'postgres'))).mode & 0o111).toBe(0o111);
  const { ino } = await lstat(lib);
  await hydrated(native, into);
  expect((await lstat(lib)).ino).toBe(ino);
});

it.each([
  [[{ source: 'native/lib/libx.so.1.2', target: '../../outside' }], /links outside of its folder/],
  [[{ source: '/etc/passwd', target: 'native/lib/libx.so' }], /links outside of its folder/],
  [{ not: 'a list' }, /cannot be read/],
])('refuses a package whose links are not in order, and leaves nothing', async (wrong, sentence) => {
  const native = await makePackage(wrong);
  const into = join(folder, 'data');
  await expect(hydrated(native, into)).rejects.toThrow(sentence);
  expect(await readdir(into)).toEqual([]);
});
