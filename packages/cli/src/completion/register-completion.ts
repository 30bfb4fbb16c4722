import { Argument, type Command } from 'commander';
import type { Io } from '../terminal/io';
import { COMPLETE, SHELLS, type ShellName } from './shell-name';
import { EXIT, type ExitCode } from '../terminal/usage-error';

/** Adds `iam completion SHELL`, and what its script calls. */
export const addCompletion = (program: Command, io: Io, done: (code: ExitCode) => void): void => {
  program
    .command('completion')
    .description('print the script that makes bash, zsh or fish complete commands, instances and keys')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(SHELLS))
    .action(async (shell: ShellName) => {
      const { completionScript } = await import('./completion-script.js');
      io.stdout.write(completionScript(shell));
      done(EXIT.ok);
    });
  program
    .command(COMPLETE, { hidden: true })
    .argument('<shell>')
    .argument('[words...]')
    .helpOption(false)
    .action(async (shell: ShellName, words: readonly string[]) => {
      const { completionsFor } = await import('./completions-for.js');
      io.stdout.write(await completionsFor(shell, words, program, io));
      done(EXIT.ok);
    });
};
