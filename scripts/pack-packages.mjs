// Packs the public packages as they would be published.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun } from './run-command.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export const readManifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Name, version and tarball of every public package; the tarballs are put into `out`. */
export const packPackages = (out) => {
  mkdirSync(out, { recursive: true });
  // pnpm's pack, not npm's: only it turns `workspace:` ranges into versions.
  const { packageManager } = readManifest(root);
  const filter = ['-r', '--filter', './packages/*'];
  mustRun('npx', ['--yes', packageManager, ...filter, 'pack', '--pack-destination', out], root);
  return readdirSync(join(root, 'packages'))
    .sort()
    .map((name) => ({ folder: join(root, 'packages', name), shortName: name }))
    .filter(({ folder }) => existsSync(join(folder, 'package.json')) && !readManifest(folder).private)
    .map(({ folder, shortName }) => {
      const { name, version, exports } = readManifest(folder);
      const tarball = join(out, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
      return { name, shortName, version, exports, tarball };
    });
};
