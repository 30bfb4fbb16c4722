import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCodeOf } from '../terminal/error-code';
import type { Io } from '../terminal/io';
import { EXIT, UsageError } from '../terminal/usage-error';
import type { ExitCode } from '../terminal/usage-error';
import { fillSections } from './markers';
import { runExamples } from './run-examples';
import { sectionsOf } from './sections';
import { readVendorPackage } from './vendor-package';

export interface DocsOptions {
  /** Folders of vendor packages; the working directory when there are none. */
  readonly folders: readonly string[];
  /** Write nothing; fail when a README is stale. */
  readonly check: boolean;
}

/** `iam docs`: writes the generated sections of vendors' READMEs. */
export const runDocs = async ({ folders, check }: DocsOptions, io: Io): Promise<ExitCode> => {
  let code: ExitCode = EXIT.ok;
  for (const folder of folders.length === 0 ? ['.'] : folders) {
    const file = join(resolve(io.cwd, folder), 'README.md');
    const before = readReadme(file);
    const after = await renewReadme(resolve(io.cwd, folder), before);
    if (before === after) {
      io.stderr.write(`${file} is up to date.\n`);
    } else if (check) {
      io.stderr.write(`${file} is stale: run iam docs ${folder}\n`);
      code = EXIT.failed;
    } else {
      writeFileSync(file, after);
      io.stderr.write(`${file} is written.\n`);
    }
  }
  return code;
};

/** The up-to-date README of a vendor package. */
export const renewReadme = async (folder: string, readme: string): Promise<string> => {
  const vendor = readVendorPackage(folder);
  const sections = sectionsOf(vendor, await runExamples(vendor));
  const filled = fillSections(readme, sections);
  if (!filled.ok) {
    throw new UsageError(`${join(folder, 'README.md')}: ${filled.problem}.`);
  }
  const missing = Object.keys(sections).filter((name) => !filled.found.includes(name));
  if (missing.length > 0) {
    throw new UsageError([
      `${join(folder, 'README.md')} has no place for ${missing.join(', ')}. Add for each of them the two lines`,
      `  <!-- iam docs: ${missing[0]} -->`,
      '  <!-- iam docs end -->',
    ]);
  }
  return filled.text;
};

const readReadme = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new UsageError(`${file} cannot be read (${errorCodeOf(thrown)}).`);
  }
};
