import { COMMANDS, isCommandName, readArguments } from '@iam/core';
import type { ArgumentSpec } from '@iam/core';
import type { Call } from './read-call';
import { describeJsonMistake } from './json-mistake';
import { nearest } from './nearest';
import { UsageError } from '../terminal/usage-error';

/** Ends a call that is wrong whatever the instances are; what was probably meant is said too. */
export const checkCall = (call: Call): void => {
  if (!isCommandName(call.command)) {
    throw new UsageError(noSuchCommand(call.command));
  }
  const read = readArguments(call.command, call.args);
  if ('left' in read) {
    throw new UsageError([...read.left, ...hints(COMMANDS[call.command].arguments, call.args)]);
  }
};

const noSuchCommand = (word: string): string => {
  const meant = nearest(word, Object.keys(COMMANDS));
  if (meant !== undefined) {
    return `${JSON.stringify(word)} is not a command. Did you mean ${meant}?`;
  }
  // Whatever looks like no name may be a person's data in the wrong place.
  const what = /^[\w-]{1,40}$/.test(word) ? JSON.stringify(word) : 'The first word';
  return `${what} is not a command; the commands are ${Object.keys(COMMANDS).join(', ')}`;
};

const hints = (specs: readonly ArgumentSpec[], args: Call['args']): readonly string[] => [
  ...Object.keys(args)
    .filter((name) => !specs.some((spec) => spec.name === name))
    .flatMap((name) => {
      const meant = nearest(
        name,
        specs.map((spec) => spec.name),
      );
      return meant === undefined ? [] : [`Did you mean ${meant} instead of ${name}?`];
    }),
  ...specs.flatMap((spec) => {
    const text = args[spec.name] ?? '';
    const mistake =
      spec.type === 'object' && text.trim() !== '' ? describeJsonMistake(spec, text) : undefined;
    return mistake === undefined ? [] : [mistake];
  }),
];
