import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCodeOf } from '../terminal/error-code';
import type { Io } from '../terminal/io';
import { EXIT, UsageError, type ExitCode } from '../terminal/usage-error';
import { EXAMPLES_FILE, examplesFile } from './examples-file';
import { fillSections } from './markers';
import { runExamples } from './run-examples';
import { sectionsOf } from './sections';
import { readVendorPackage } from './vendor-package';

export interface DocsOptions {
  /** Folders of vendor packages; the working directory when there are none. */
  readonly folders: readonly string[];
  /** Write nothing, and fail when something would be. */
  readonly check: boolean;
}

/** `iam docs`: writes the generated sections of vendors' READMEs, and the file with the examples beside each. */
export const runDocs = async ({ folders, check }: DocsOptions, io: Io): Promise<ExitCode> => {
  let code: ExitCode = EXIT.ok;
  for (const folder of folders.length === 0 ? ['.'] : folders) {
    for (const { file, before, after } of await renewDocs(resolve(io.cwd, folder))) {
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
  }
  return code;
};

interface Renewed {
  readonly file: string;
  /** Undefined where there is no such file yet. */
  readonly before: string | undefined;
  readonly after: string;
}

/** The documents of a vendor package, as they are and as they should be. */
const renewDocs = async (folder: string): Promise<readonly Renewed[]> => {
  const [readme, examples] = [join(folder, 'README.md'), join(folder, EXAMPLES_FILE)];
  const before = readReadme(readme);
  const vendor = readVendorPackage(folder);
  const observed = await runExamples(vendor);
  return [
    { file: readme, before, after: renewReadme(readme, before, sectionsOf(vendor, observed)) },
    {
      file: examples,
      before: existsSync(examples) ? readFileSync(examples, 'utf8') : undefined,
      after: examplesFile(vendor.integration.brand, observed),
    },
  ];
};

const renewReadme = (file: string, before: string, sections: Readonly<Record<string, string>>): string => {
  const filled = fillSections(before, sections);
  if (!filled.ok) {
    throw new UsageError(`${file}: ${filled.problem}.`);
  }
  const missing = Object.keys(sections).filter((name) => !filled.found.includes(name));
  if (missing.length > 0) {
    throw new UsageError([
      `${file} has no place for ${missing.join(', ')}. Add for each of them the two lines`,
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
