import type { Command } from 'commander';
import type { Io } from '../terminal/io';
import type { ExitCode } from '../terminal/usage-error';

interface Flags {
  readonly name?: string;
  readonly template?: string;
  readonly output?: string;
  readonly dryRun?: true;
  readonly force?: true;
  readonly install: boolean;
}

/** Adds `iam init` to the command line. */
export const addInit = (program: Command, io: Io, done: (code: ExitCode) => void): void => {
  program
    .command('init')
    .description('make a package for a new application, complete with tests that pass')
    .option('-n, --name <name>', 'name of the application: "My Integration"')
    .option(
      '-t, --template <template>',
      'rest (HelloIAMWorld) for a REST API, the default; scim for SCIM 2.0',
    )
    .option(
      '-o, --output <folder>',
      'where to put the package’s folder; packages/ inside the repository of iam',
    )
    .option('--dry-run', 'list the files and write nothing')
    .option('--force', 'write over the files of an existing folder; others in it stay')
    .option('--no-install', 'inside the repository: leave dependencies and lockfile alone')
    .action(async (flags: Flags) => {
      const { runInit } = await import('./init.js');
      const { name, template, output, dryRun = false, force = false, install } = flags;
      done(await runInit({ name, template, output, dryRun, force, install }, io));
    });
};
