import type { Command } from 'commander';
import { noSuchCommand } from '../call/no-such-command';
import { callName } from '../terminal/call-name';
import { COMMANDS, isCommandName, nearest } from '../terminal/core-excerpt';
import type { Io } from '../terminal/io';
import { TOPICS } from './topic-names';
import { UsageError } from '../terminal/usage-error';

/**
 * The words of a call for help as commander takes them: `help X` becomes `X --help`, and the name of a command
 * `run X --help`; other calls stay as they are. Throws for a topic that does not exist: commander shows another page then, and
 * calls that success.
 */
export const helpWords = (
  argv: readonly string[],
  subcommands: readonly Command[],
  io: Pick<Io, 'env'>,
  extras: Extras = [],
): readonly string[] => {
  const names = subcommands.map((command) => command.name());
  const [first = '', ...rest] = argv;
  const ofFirst = first === 'help' ? rest.filter(isTopic) : [first, ...rest.slice(0, 1)];
  const nested = nestedPage(ofFirst, subcommands);
  if (nested !== undefined && (first === 'help' || argv.some(isHelpOption))) {
    return nested;
  }
  if (first === 'help') {
    return page(rest.filter(isTopic), names, io, extras);
  }
  if (!isTopic(first) || !argv.some(isHelpOption)) {
    return argv;
  }
  // What follows may be an argument or the value of an option, and is not judged.
  const isOfRun = first === 'run' && isTopic(rest[0] ?? '');
  return page(isOfRun ? argv.slice(0, 2) : [first], names, io, extras);
};

/** The page of a subcommand's own subcommand: `iam config init`. */
const nestedPage = (
  [first, second, ...more]: readonly string[],
  subcommands: readonly Command[],
): readonly string[] | undefined => {
  const parent = subcommands.find((command) => command.name() === first);
  return second !== undefined &&
    more.length === 0 &&
    parent?.commands.some((command) => command.name() === second) === true
    ? [parent.name(), second, '--help']
    : undefined;
};

export const isHelpOption = (word: string): boolean => word === '-h' || word === '--help';

/** Commands that only the configured integrations have. */
type Extras = readonly { readonly name: string }[];

const isTopic = (word: string): boolean => word !== '' && !word.startsWith('-');

const page = (
  topics: readonly string[],
  subcommands: readonly string[],
  io: Pick<Io, 'env'>,
  extras: Extras,
): readonly string[] => {
  const isCommand = (name: string): boolean =>
    isCommandName(name) || extras.some((extra) => extra.name === name);
  const names = topics.map(nameOf);
  const [topic, command, ...more] = isCommand(names[0] ?? '') ? ['run', ...names] : names;
  if (topic === undefined || (topic === 'help' && command === undefined)) {
    return ['--help'];
  }
  if (!subcommands.includes(topic)) {
    throw new UsageError(noSuchTopic(topic, subcommands, io));
  }
  if (command === undefined) {
    return [topic, '--help'];
  }
  if (topic !== 'run' || more.length > 0) {
    throw new UsageError(`Help is on one topic; ${callName(io)} --help lists them.`);
  }
  if (!isCommand(command)) {
    throw new UsageError(noSuchCommand(command, extras));
  }
  return [topic, command, '--help'];
};

/** Of the documented syntax the name of its command. */
export const nameOf = (word: string): string => /^\s*!([\w-]+)/.exec(word)?.[1] ?? word;

/** The word itself is repeated only when it looks like a name: it may be a person's data in the wrong place. */
const noSuchTopic = (word: string, subcommands: readonly string[], io: Pick<Io, 'env'>): string => {
  const meant = nearest(word, [...subcommands, ...Object.keys(TOPICS), ...Object.keys(COMMANDS)]);
  const what = /^[\w-]{1,40}$/.test(word) ? `There is no help on ${word}` : 'The topic is not known';
  return meant === undefined
    ? `${what}; ${callName(io)} --help and ${callName(io)} help topics list them, and ${callName(io)} instances the commands of one application’s own.`
    : `${what}. Did you mean ${callName(io)} help ${meant}?`;
};
