import type { Command } from 'commander';
import type { Io } from '../terminal/io';
import type { ExitCode } from '../terminal/usage-error';

/** Adds `iam docs` to the command line. */
export const addDocs = (program: Command, io: Io, done: (code: ExitCode) => void): void => {
  program
    .command('docs')
    .description('write the generated sections of a vendor package’s README, and its EXAMPLES.md')
    .argument('[folders...]', 'folders of vendor packages; this one when absent')
    .option('--check', 'write nothing; exit 1 when one of them is stale')
    .action(async (folders: string[], { check = false }: { check?: boolean }) => {
      const { runDocs } = await import('./docs.js');
      done(await runDocs({ folders, check }, io));
    });
};
