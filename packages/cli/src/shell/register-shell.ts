import type { Command } from 'commander';
import type { Io } from '../terminal/io';
import type { RunWords } from './run-words';
import type { ExitCode } from '../terminal/usage-error';

/** Adds `iam shell`. Without a way to run words (a line of the shell itself) it is there for the help only. */
export const addShell = (
  program: Command,
  io: Io,
  done: (code: ExitCode) => void,
  run: RunWords | undefined,
): void => {
  program
    .command('shell')
    .description('type commands line by line, without iam before them and without a shell’s quotes')
    .option('--config <file>', 'configuration of every line that names no other')
    .action(async ({ config }: { readonly config?: string }) => {
      const { runShell } = await import('./shell.js');
      done(await runShell({ config, program, run }, io));
    });
};
