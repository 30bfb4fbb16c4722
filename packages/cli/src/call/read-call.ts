import { COMMANDS, isCommandName, readArguments, type ArgumentSpec, type CommandArguments } from '@iam/core';
import type { ConfiguredCommand } from '../config/extra-commands';
import * as E from 'fp-ts/Either';
import { describeJsonMistake } from './json-mistake';
import { nearest } from '../terminal/core-excerpt';
import { noSuchCommand } from './no-such-command';
import { readWords, type ValueSource, type Words } from './read-words';
import { UsageError } from '../terminal/usage-error';

/** One command with its arguments as values, so that no text is parsed a second time. */
export interface Call {
  readonly args: CommandArguments;
  /** The command, where only some integrations have it. */
  readonly extra?: ConfiguredCommand | undefined;
  /** Instance names from `using=`, in the order in which they were written. */
  readonly using: readonly string[];
  /** Standard input was read for a value, so it cannot answer a question any more. */
  readonly fromStdin: boolean;
}

/**
 * Reads a call from the words of the command line, once. Left: every problem that does not depend on the instances, with a
 * suggestion.
 */
export const readCall = async (
  given: readonly string[],
  source: ValueSource,
  extras: () => Promise<readonly ConfiguredCommand[]> = async () => [],
): Promise<E.Either<UsageError, Call>> => {
  const words = await readWords(given, source);
  if (E.isLeft(words)) {
    return words;
  }
  // What is no common command may be one of the integrations', and only then these are loaded.
  return callOf(words.right, isCommandName(words.right.command) ? [] : await extras());
};

/** Returns the call or throws its refusal, which ends the command. */
export const orRefuse: (call: E.Either<UsageError, Call>) => Call = E.getOrElse((wrong: UsageError): Call => {
  throw wrong;
});

const callOf = (
  { command, args: texts, using, fromStdin }: Words,
  extras: readonly ConfiguredCommand[],
): E.Either<UsageError, Call> => {
  const extra = extras.find(({ name }) => name === command);
  const specs = isCommandName(command) ? COMMANDS[command].arguments : extra?.arguments;
  if (specs === undefined) {
    return E.left(new UsageError(noSuchCommand(command, extras)));
  }
  const args = readArguments(command, texts, extras);
  return E.isLeft(args)
    ? E.left(new UsageError([...args.left, ...hints(specs, texts)]))
    : E.right({ args: args.right, extra, using, fromStdin });
};

const hints = (specs: readonly ArgumentSpec[], texts: Words['args']): readonly string[] => [
  ...Object.keys(texts)
    .filter((name) => !specs.some((spec) => spec.name === name))
    .flatMap((name) => {
      const meant = nearest(
        name,
        specs.map((spec) => spec.name),
      );
      return meant === undefined ? [] : [`Did you mean ${meant} instead of ${name}?`];
    }),
  ...specs.flatMap((spec) => {
    const text = texts[spec.name] ?? '';
    const mistake =
      spec.type === 'object' && text.trim() !== '' ? describeJsonMistake(spec, text) : undefined;
    return mistake === undefined ? [] : [mistake];
  }),
];
