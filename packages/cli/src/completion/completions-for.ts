import type { Command } from 'commander';
import type { Io } from '../terminal/io';
import { candidatesFor, type Candidates } from './candidates';
import type { ShellName } from './shell-name';
import { rawWords, type RawWord } from './raw-words';

/**
 * What the script of a shell gets: candidates, one a line, in the form in which that shell inserts them. Never fails: a completion
 * is no place for errors.
 */
export const completionsFor = async (
  shell: ShellName,
  given: readonly string[],
  program: Command,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<string> => {
  if (shell === 'bash') {
    const [line = '', current = ''] = given;
    const words = rawWords(line);
    const last = words.at(-1) ?? { raw: '', text: '', quote: '' };
    const found = await candidatesFor(
      words.slice(1).map(({ text }) => text),
      program,
      io,
    );
    return answer(found, (text) => insertedByBash(text, last, current));
  }
  return answer(await candidatesFor(given, program, io), (text) => text);
};

const answer = ({ kind, words }: Candidates, inserted: (text: string) => string): string =>
  kind === 'files'
    ? ':files\n'
    : [...(words.length > 0 && words.every(isOpen) ? [':open'] : []), ...words.map(inserted)]
        .map((line) => `${line}\n`)
        .join('');

/** A candidate after which the word goes on. */
const isOpen = (text: string): boolean => /[=:{[,"]$/.test(text);

/**
 * Readline breaks words at characters such as = and : and replaces only what is behind the last of them, so only that is given. In quotes
 * it closes them itself; outside, what the shell would take for its own gets a back-slash.
 */
const insertedByBash = (text: string, { raw, quote }: RawWord, current: string): string => {
  const quoted = quote === '' ? escaped(text) : text;
  const unquoted = current.replace(/^['"]/, '');
  // readline's own word is the end of the raw one.
  const kept = raw.endsWith(unquoted) ? raw.slice(0, raw.length - unquoted.length) : '';
  const before = kept.replace(/['"]$/, '').replace(/['"]/g, '');
  return /^[=:]$/.test(current)
    ? quoted.slice(raw.length)
    : quoted.startsWith(before)
      ? quoted.slice(before.length)
      : quoted;
};

const escaped = (text: string): string => text.replace(/[^\w@%+=:,./-]/gu, (character) => `\\${character}`);
