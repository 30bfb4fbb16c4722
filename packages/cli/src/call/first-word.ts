import { callName } from '../terminal/call-name';
import { COMMANDS, isCommandName, nearest } from '../terminal/core-excerpt';
import type { Io } from '../terminal/io';
import { typographicDash, typographicQuote } from './typographic';
import { UsageError } from '../terminal/usage-error';

/**
 * Ends a call whose first word is neither a subcommand nor a command. Commander would only report an unknown word, and quote it.
 */
export const checkFirstWord = (
  word: string,
  subcommands: readonly string[],
  io: Pick<Io, 'env'>,
  extras: readonly { readonly name: string }[] = [],
): void => {
  if (word.startsWith('-') || [...subcommands, 'help'].includes(word) || word.trimStart().startsWith('!')) {
    return;
  }
  const name = callName(io);
  if (isCommandName(word) || extras.some((extra) => extra.name === word)) {
    return;
  }
  const mark = typographicDash(word) ?? typographicQuote(word.slice(0, 1));
  if (mark !== undefined) {
    throw new UsageError(`The first word is not a subcommand: ${mark}.`);
  }
  const first = word.split(/\s/)[0] ?? '';
  if (isCommandName(first)) {
    throw new UsageError(`The documented syntax begins with !: ${name} '!${first} …'`);
  }
  const meant = nearest(word, [...subcommands, ...Object.keys(COMMANDS)]);
  if (meant !== undefined && isCommandName(meant)) {
    throw new UsageError(`There is no ${word}. Did you mean ${name} ${meant} …?`);
  }
  if (!/^[\w-]+$/.test(word)) {
    throw new UsageError(`The first word is not a subcommand; ${name} --help lists them.`);
  }
};
