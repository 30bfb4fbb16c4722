import { CommanderError } from 'commander';
import type { Io } from './terminal/io';
import { checkFirstWord } from './call/first-word';
import { leadingOptions } from './call/leading-options';
import { COMPLETE } from './completion/shell-name';
import { extraTopics } from './help/extra-topic';
import { helpWords } from './help/help-topic';
import { isTopicName } from './help/topic-names';
import { mayStart } from './config/node-settings';
import { createProgram } from './program';
import { isCommandName } from './terminal/core-excerpt';
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
  // `iam run …` is what scripts call a thousand times: no other subcommand is prepared for it.
  const only = argv[0] === 'run' || isCommandName(argv[0] ?? '') ? { only: 'run' } : {};
  const plain = createProgram(io, done, [], {
    runWords: (words, ofShell) => main(words, ofShell),
    ...only,
  });
  if (argv.length === 0) {
    plain.outputHelp({ error: true });
    return EXIT.wrong;
  }
  const subcommands = plain.commands.map((command) => command.name());
  try {
    if (argv[0] === COMPLETE) {
      // The words are an unfinished call on which completion is asked, and no call themselves.
      await plain.parseAsync([...argv], { from: 'user' });
      return code;
    }
    const ordered = leadingOptions(argv, plain, io);
    const [first, topic = '', ...rest] = ordered;
    if (first === 'help' && rest.length === 0 && isTopicName(topic)) {
      const { topicText } = await import('./help/topic-text.js');
      io.stdout.write(topicText(topic, io));
      return EXIT.ok;
    }
    const extras = await extraTopics(ordered, subcommands, io);
    const program = extras.length === 0 ? plain : createProgram(io, done, extras, only);
    const words = helpWords(withRun(ordered, subcommands, extras), program.commands, io, extras);
    checkFirstWord(words[0] ?? '', subcommands, io, extras);
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (thrown) {
    return explain(thrown, io);
  }
};

/** `iam iam-get-user …` and `iam '!iam-get-user …'` are short for `iam run …`. */
const withRun = (
  argv: readonly string[],
  subcommands: readonly string[],
  extras: readonly { readonly name: string }[],
): readonly string[] => {
  const [first = ''] = argv;
  if (subcommands.includes(first) || first === 'help') {
    return argv;
  }
  const isCommand = isCommandName(first) || extras.some(({ name }) => name === first);
  return isCommand || argv.some((word) => word.trimStart().startsWith('!')) ? ['run', ...argv] : argv;
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
