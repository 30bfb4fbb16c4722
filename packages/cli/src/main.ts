import { CommanderError } from 'commander';
import type { Io } from './terminal/io';
import { checkFirstWord } from './call/first-word';
import { extraTopics } from './help/extra-topic';
import { helpWords } from './help/help-topic';
import { mayStart } from './config/node-settings';
import { createProgram } from './program';
import { safeIo } from './terminal/safe-io';
import { EXIT, isUsageError, type ExitCode } from './terminal/usage-error';

/** Runs `iam` with these words. Never rejects: failures are in the exit code and on standard error. */
export const main = async (argv: readonly string[], processIo: Io): Promise<ExitCode> => {
  const io = safeIo(processIo);
  if (!mayStart(io)) {
    return EXIT.wrong;
  }
  let code: ExitCode = EXIT.ok;
  const done = (result: ExitCode): void => {
    code = result;
  };
  const plain = createProgram(io, done);
  if (argv.length === 0) {
    plain.outputHelp({ error: true });
    return EXIT.wrong;
  }
  const subcommands = plain.commands.map((command) => command.name());
  try {
    const extras = await extraTopics(argv, subcommands, io);
    const program = extras.length === 0 ? plain : createProgram(io, done, extras);
    const words = helpWords(argv, subcommands, io, extras);
    checkFirstWord(words[0] ?? '', subcommands, io, extras);
    await program.parseAsync(withRun(words, subcommands), { from: 'user' });
    return code;
  } catch (thrown) {
    return explain(thrown, io);
  }
};

/** `iam '!iam-get-user …'` is short for `iam run '!iam-get-user …'`. */
const withRun = (argv: readonly string[], subcommands: readonly string[]): readonly string[] => {
  const isSubcommand = subcommands.includes(argv[0] ?? '');
  return !isSubcommand && argv.some((word) => word.trimStart().startsWith('!')) ? ['run', ...argv] : argv;
};

const explain = async (thrown: unknown, io: Io): Promise<ExitCode> => {
  if (thrown instanceof CommanderError) {
    // Commander has already printed the message; help and version end this way too.
    return thrown.exitCode === 0 ? EXIT.ok : EXIT.wrong;
  }
  if (isUsageError(thrown)) {
    const { tellProblems } = await import('./terminal/tell-problems.js');
    tellProblems(thrown.problems, io);
    return EXIT.wrong;
  }
  const what =
    thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : 'something that is no Error was thrown';
  io.stderr.write(`This is a defect in iam, please report it: ${what}\n`);
  return EXIT.failed;
};
