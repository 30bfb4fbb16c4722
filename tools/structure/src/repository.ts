import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseModule, type Module } from './module';
import type { PackageFolder, PackageManifest } from './package-shape';

export interface Repository {
  /** The TypeScript files under the sources of packages and tools. */
  readonly modules: readonly Module[];
  /** Every file under the sources of packages and tools. */
  readonly sources: readonly string[];
  /** The published packages. */
  readonly packages: readonly PackageFolder[];
  /** The manifest of the repository itself. */
  readonly root: PackageManifest;
}

export const readRepository = (root: string): Repository => {
  const folders = ['packages', 'tools'].flatMap((parent) =>
    readdirSync(join(root, parent))
      .map((name) => `${parent}/${name}`)
      .filter((path) => existsSync(join(root, path, 'package.json'))),
  );
  const sources = folders.flatMap((folder) => filesBelow(root, `${folder}/src`));
  return {
    modules: sources
      .filter((path) => path.endsWith('.ts'))
      .map((path) => parseModule({ path, text: readFileSync(join(root, path), 'utf8') })),
    sources,
    packages: folders
      .filter((path) => path.startsWith('packages/'))
      .map((path) => ({
        path,
        manifest: readManifest(join(root, path)),
        files: readdirSync(join(root, path)),
      })),
    root: readManifest(root),
  };
};

const readManifest = (folder: string): PackageManifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest;

const filesBelow = (root: string, folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? filesBelow(root, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
      )
    : [];
