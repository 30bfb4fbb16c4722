import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { monorepoOf } from '../config/monorepo';

/** Where a new package gets `@iam/core` and the others from: they need not be on a registry. */
export type PackagesPlace =
  | { readonly tag: 'registry' }
  /** This command runs from a clone of the repository, which can pack them with its package manager. */
  | { readonly tag: 'clone'; readonly root: string; readonly packageManager: string }
  /** This command was installed from files; its packages are in these folders. */
  | { readonly tag: 'installed'; readonly folders: readonly string[] };

/** The place for a command whose program is in this folder. */
export const wherePackagesAre = (program: string): PackagesPlace => {
  const root = monorepoOf(program);
  if (root !== undefined) {
    const { packageManager } = readJson(join(root, 'package.json')) as { readonly packageManager: string };
    return { tag: 'clone', root, packageManager };
  }
  const own = packageFolderOf(program);
  return own === undefined || cameFromRegistry(own)
    ? { tag: 'registry' }
    : { tag: 'installed', folders: [own, ...foldersOfDependencies(own)] };
};

const packageFolderOf = (folder: string): string | undefined =>
  existsSync(join(folder, 'package.json'))
    ? folder
    : dirname(folder) === folder
      ? undefined
      : packageFolderOf(dirname(folder));

/** npm notes beside the packages where it got each of them; other package managers and global installs note nothing. */
const cameFromRegistry = (own: string): boolean => {
  const scope = dirname(own);
  const lock = join(dirname(scope), '.package-lock.json');
  if (!existsSync(lock)) {
    return false;
  }
  const { packages = {} } = readJson(lock) as {
    readonly packages?: Readonly<Record<string, { readonly resolved?: string } | undefined>>;
  };
  return packages['node_modules/@iam/cli']?.resolved?.startsWith('http') ?? false;
};

const foldersOfDependencies = (own: string): readonly string[] => {
  const manifest = join(own, 'package.json');
  const { dependencies = {} } = readJson(manifest) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  const { resolve } = createRequire(manifest);
  return Object.keys(dependencies)
    .filter((name) => name.startsWith('@iam/'))
    .map((name) => dirname(resolve(`${name}/package.json`)));
};

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
