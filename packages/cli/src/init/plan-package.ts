import { join, resolve } from 'node:path';
import { UsageError } from '../terminal/usage-error';
import { monorepoOf } from '../config/monorepo';
import type { Names } from './names';
import type { PackageFile } from './package-file';
import { renderPackage } from './render-package';
import { standalonePackage } from './standalone-package';
import type { TemplateSource } from './template-source';
import type { Template } from './templates';

/** What is going to be written, and where. */
export interface Plan {
  /** Absolute path of the package's folder. */
  readonly folder: string;
  /** The iam repository that the package becomes part of; undefined for a standalone package. */
  readonly monorepo: string | undefined;
  readonly files: readonly PackageFile[];
}

export interface Order {
  readonly names: Names;
  readonly template: Template;
  /** The folder to put the package's folder in. */
  readonly output: string | undefined;
  readonly cwd: string;
}

/** Decides on the folder and renders the files. Throws a UsageError when the name cannot be used with the template. */
export const planPackage = ({ names, template, output, cwd }: Order, source: TemplateSource): Plan => {
  const parent = parentOf(output, cwd);
  const folder = join(parent, names.kebab);
  const rendered = renderPackage(source.files(template), template, names);
  if (!rendered.ok) {
    throw new UsageError(rendered.problem);
  }
  const root = monorepoOf(parent);
  const monorepo = root !== undefined && parent === join(root, 'packages') ? root : undefined;
  const files =
    monorepo === undefined ? standalonePackage(rendered.files, names, source.toolchain) : rendered.files;
  return { folder, monorepo, files: [...files].sort((one, other) => (one.path < other.path ? -1 : 1)) };
};

/** `packages/` inside the repository, else the working directory. */
const parentOf = (output: string | undefined, cwd: string): string => {
  if (output !== undefined) {
    return resolve(cwd, output);
  }
  const root = monorepoOf(cwd);
  return root === undefined ? cwd : join(root, 'packages');
};
