// Packs the public packages as they would be published. As a command, into the folder that is named: checks that are given that folder
// use what is in it, so that one packing serves them all.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun } from './run-command.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export const readManifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Name, version and tarball of every public package; the tarballs are put into `out`. */
export const packPackages = (out) => {
  pack(out);
  return packedIn(out);
};

/** The same, packed into the folder that the command line names, or into `out` where it names none. */
export const packedPackages = (out) =>
  process.argv[2] === undefined ? packPackages(out) : packedIn(process.argv[2]);

const pack = (out) => {
  mkdirSync(out, { recursive: true });
  // pnpm's pack, not npm's: only it turns `workspace:` ranges into versions.
  const { packageManager } = readManifest(root);
  const filter = ['-r', '--filter', './packages/*'];
  mustRun('npx', ['--yes', packageManager, ...filter, 'pack', '--pack-destination', out], root);
};

const packedIn = (out) =>
  readdirSync(join(root, 'packages'))
    .sort()
    .map((name) => ({ folder: join(root, 'packages', name), shortName: name }))
    .filter(({ folder }) => existsSync(join(folder, 'package.json')) && !readManifest(folder).private)
    .map(({ folder, shortName }) => {
      const { name, version, exports } = readManifest(folder);
      const tarball = join(out, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
      return { name, shortName, version, exports, tarball };
    });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  pack(process.argv[2]);
}
