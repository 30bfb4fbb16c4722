import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackageFiles, type PackageFile } from './package-file';
import { TOOLS, type Toolchain } from './standalone-package';
import type { Template } from './templates';

/** Where templates come from: the repository itself, or what the build of this command copied from it. */
export interface TemplateSource {
  readonly files: (template: Template) => readonly PackageFile[];
  readonly toolchain: Toolchain;
}

/** The templates as they are in the repository at this moment. */
export const repositorySource = (root: string): TemplateSource => ({
  files: ({ folder }) => readPackageFiles(join(root, 'packages', folder)),
  toolchain: readToolchain(root),
});

/** File of the toolchain among the baked templates. */
export const TOOLCHAIN_FILE = 'toolchain.json';

/** Stores a copied manifest under another name until it is used, because tools mistake it for a nested package. */
export const BAKED_MANIFEST = '_package.json';

/** The templates that were copied when the command was built. */
export const bakedSource = (folder: string): TemplateSource => ({
  files: (template) =>
    readPackageFiles(join(folder, template.folder)).map((file) =>
      file.path === BAKED_MANIFEST ? { ...file, path: 'package.json' } : file,
    ),
  toolchain: readJson(join(folder, TOOLCHAIN_FILE)) as Toolchain,
});

const readToolchain = (root: string): Toolchain => {
  const manifest = readJson(join(root, 'package.json')) as Manifest;
  const { compilerOptions } = readJson(join(root, 'tsconfig.base.json')) as Pick<
    Toolchain,
    'compilerOptions'
  >;
  const tools = Object.entries(manifest.devDependencies).filter(([name]) => TOOLS.includes(name));
  return {
    compilerOptions,
    prettier: readJson(join(root, '.prettierrc')) as Toolchain['prettier'],
    versions: {
      ...Object.fromEntries(tools.map(([name, range]) => [name, /^\d/.test(range) ? `^${range}` : range])),
      ...Object.fromEntries(publishedPackages(root).map(({ name, version }) => [name, `^${version}`])),
    },
  };
};

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const publishedPackages = (root: string): readonly Manifest[] =>
  readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name, 'package.json'))
    .filter((file) => existsSync(file))
    .map((file) => readJson(file) as Manifest)
    .filter((manifest) => manifest.private !== true);

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
