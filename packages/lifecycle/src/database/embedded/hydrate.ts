import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';

import * as t from 'io-ts';

import { DatabaseError, codeOf } from '../database-error';

const links = t.array(t.type({ source: t.string, target: t.string }));

/** `native/lib/x` → `lib/x`; a list that leads out of its folder is refused. */
const inside = (path: string): string => {
  const plain = relative('native', path);
  if (plain.startsWith('..') || plain === '') {
    throw new DatabaseError(`The PostgreSQL package links outside of its folder (${path}); it is not used.`);
  }
  return plain;
};

const makeLinks = async (folder: string): Promise<void> => {
  const list = links.decode(JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')));
  if (list._tag === 'Left') {
    throw new DatabaseError(
      'The PostgreSQL package has a pg-symlinks.json that cannot be read; it is not used.',
    );
  }
  for (const { source, target } of list.right) {
    const at = join(folder, inside(target));
    // Where the package's own install script ran, the links were copied with the rest.
    await rm(at, { force: true });
    await symlink(relative(dirname(at), join(folder, inside(source))), at);
  }
};

const makeExecutable = async (folder: string): Promise<void> => {
  for (const name of await readdir(join(folder, 'bin'))) {
    await chmod(join(folder, 'bin', name), 0o755);
  }
};

/** The version of the package whose folder `native` is: one copy is kept for each. It begins with that of its PostgreSQL. */
export const packageVersion = async (native: string): Promise<string> => {
  const manifest: unknown = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'));
  const decoded = t.type({ version: t.string }).decode(manifest);
  return decoded._tag === 'Right' && /^[\w.-]+$/.test(decoded.right.version)
    ? decoded.right.version
    : 'unknown';
};

/**
 * The folder of programs that can be run. The optional package cannot be used where it lies: package managers that run no install
 * scripts leave its libraries without their links, the server's user may not be able to enter node_modules, and an update
 * would replace libraries under a running server. So it is copied once, completely or not at all: the copy is made under another
 * name and renamed when it is finished.
 */
export const hydrated = async (native: string, into: string): Promise<string> => {
  const finished = join(into, `binaries-${await packageVersion(native)}`);
  if (existsSync(finished)) {
    return join(finished, 'bin');
  }
  await mkdir(into, { recursive: true });
  const copy = await mkdtemp(join(into, `${basename(finished)}.unfinished-`));
  try {
    await chmod(copy, 0o755);
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
    await makeLinks(copy);
    await makeExecutable(copy);
    await rename(copy, finished);
  } catch (thrown) {
    await rm(copy, { recursive: true, force: true });
    // Another process was faster; both copies are the same.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(thrown) ?? '') || !existsSync(finished)) {
      throw thrown;
    }
  }
  return join(finished, 'bin');
};
