import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCodeOf } from '../terminal/error-code';
import { UsageError } from '../terminal/usage-error';
import type { PackageFile } from './package-file';

/**
 * Writes a package: first beside its folder, then moved there, so that a failure leaves nothing half-written. Over
 * an existing folder (`force`) the files are moved in one by one; what else is in it stays.
 *
 * Throws a UsageError that says why when the folder exists or cannot be written.
 */
export const writePackage = (folder: string, files: readonly PackageFile[], force: boolean): void => {
  checkFolder(folder, force);
  const parent = dirname(folder);
  const made = explained(parent, () => mkdirSync(parent, { recursive: true }));
  try {
    explained(parent, () => {
      const draft = mkdtempSync(join(parent, `.${basename(folder)}-`));
      try {
        const content = join(draft, 'package');
        files.forEach((file) => put(content, file));
        move(content, folder, files);
      } finally {
        rmSync(draft, { recursive: true, force: true });
      }
    });
  } catch (thrown) {
    if (made !== undefined) {
      rmSync(made, { recursive: true, force: true });
    }
    throw thrown;
  }
};

/** Throws a UsageError when the package cannot go there. */
export const checkFolder = (folder: string, force: boolean): void => {
  const found = explained(folder, () => statSync(folder, { throwIfNoEntry: false }));
  if (found !== undefined && !found.isDirectory()) {
    throw new UsageError(`${folder} is a file, so the package cannot go there.`);
  }
  if (found !== undefined && !force) {
    throw new UsageError(
      `${folder} exists already. Choose another name or --output, or write over its files with --force.`,
    );
  }
};

const put = (folder: string, { path, content }: PackageFile): void => {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};

const move = (from: string, to: string, files: readonly PackageFile[]): void => {
  if (!existsSync(to)) {
    renameSync(from, to);
    return;
  }
  for (const { path } of files) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    renameSync(join(from, path), join(to, path));
  }
};

const explained = <A>(folder: string, write: () => A): A => {
  try {
    return write();
  } catch (thrown) {
    const code = errorCodeOf(thrown);
    if (code === undefined || thrown instanceof UsageError) {
      throw thrown;
    }
    throw new UsageError(`${folder} cannot be written (${code}). Nothing was made.`);
  }
};
