import type { Command, Option } from 'commander';
import { callName } from '../terminal/call-name';
import type { Io } from '../terminal/io';
import { UsageError } from '../terminal/usage-error';

/**
 * Options before the subcommand as if they stood behind it: `iam --config x run …` is `iam run --config x …`. What stands behind the
 * subcommand wins, because it comes later.
 */
export const leadingOptions = (
  argv: readonly string[],
  program: Command,
  io: Pick<Io, 'env'>,
): readonly string[] => {
  const known = allOptions(program);
  const own = new Set(program.options.flatMap(({ short, long }) => [short, long]));
  let at = 0;
  while (at < argv.length) {
    const word = argv[at] ?? '';
    const found = known.find((option) => isOption(option, word));
    // --help and --version are the program's; an unknown option is for commander to name.
    if (found === undefined || own.has(nameOf(word)) || isHelp(word)) {
      break;
    }
    at += takesNext(found, word) ? 2 : 1;
  }
  const path = pathOf(argv.slice(at), program);
  // Without a subcommand the words are left to commander.
  if (at === 0 || argv.length <= at || isHelp(argv[at] ?? '')) {
    return at > 0 && isHelp(argv[at] ?? '') ? argv.slice(at) : argv;
  }
  refuseOtherMeaning(argv.slice(0, at), path, io);
  const words = argv.slice(at);
  const length = Math.max(1, path.length);
  return [...words.slice(0, length), ...argv.slice(0, at), ...words.slice(length)];
};

/** Every option of every subcommand, so that a command which is added is known. */
const allOptions = (command: Command): readonly Option[] => [
  ...command.options,
  ...command.commands.flatMap(allOptions),
];

const nameOf = (word: string): string =>
  word.startsWith('--') ? (word.split('=')[0] ?? '') : word.slice(0, 2);

const isOption = ({ short, long }: Option, word: string): boolean =>
  word.startsWith('-') && [short, long].includes(nameOf(word));

const takesNext = (option: Option, word: string): boolean =>
  option.required && (word.startsWith('--') ? !word.includes('=') : word.length === 2);

const isHelp = (word: string): boolean => ['-h', '--help', '-V', '--version', 'help'].includes(word);

/** The subcommands that the first words name. */
const pathOf = (words: readonly string[], program: Command): readonly Command[] => {
  const [first, ...rest] = words;
  const found = program.commands.find((command) => command.name() === first);
  return found === undefined ? [] : [found, ...pathOf(rest, found)];
};

/** `iam init --output FOLDER` is older than this: in front of it the option would mean the format to a reader, and a folder to it. */
const refuseOtherMeaning = (
  leading: readonly string[],
  path: readonly Command[],
  io: Pick<Io, 'env'>,
): void => {
  const [command] = path;
  const own = command?.name() === 'init' ? command.options : [];
  const word = leading.find((one) => own.some((option) => isOption(option, one)));
  if (word !== undefined) {
    throw new UsageError(
      `${nameOf(word)} means something else to init (a folder, a name, a template): write it behind, ` +
        `${callName(io)} init ${nameOf(word)} …`,
    );
  }
};
