import { styleText } from 'node:util';
import { printable } from '@iam/core';
import stringWidth from 'string-width';
import wrap from 'wrap-ansi';
import type { Io } from '../terminal/io';

/** Where an application stands: as it should be, nothing to do, or a person has to look. */
export type Sign = '✓' | '–' | '✗';

/** One application with what became of a person or group there. */
export interface SummaryLine {
  readonly name: string;
  readonly sign: Sign;
  readonly text: string;
}

/** Characters for two spaces, the sign and a space. */
const SIGN_WIDTH = 4;
/** Narrower columns show pieces of words. */
const MIN_NAME = 12;
const MIN_TEXT = 20;

/** A heading with a line per application: as wide as the terminal, and colour for what failed alone. */
export const summaryBlock = (
  heading: string,
  lines: readonly SummaryLine[],
  io: Pick<Io, 'stdout' | 'env'>,
): string => `${heading === '' ? '' : `${printable(heading)}\n`}${drawLines(lines, io)}`;

const drawLines = (lines: readonly SummaryLine[], io: Pick<Io, 'stdout' | 'env'>): string => {
  const { columns } = io.stdout;
  const width = Math.min(
    Math.max(...lines.map(({ name }) => stringWidth(name))),
    Math.max(MIN_NAME, Math.floor(columns / 3)),
  );
  const red = (text: string): string =>
    wantsColour(io) ? styleText('red', text, { validateStream: false }) : text;
  return lines
    .map(({ name, sign, text }) => {
      const names = wrapped(printable(name), width);
      const texts = wrapped(
        printable(text).replaceAll('\n', ' '),
        Math.max(MIN_TEXT, columns - width - SIGN_WIDTH),
      );
      return Array.from({ length: Math.max(names.length, texts.length) }, (_, index) => {
        const left = names[index] ?? '';
        const right = `${index === 0 ? sign : ' '} ${texts[index] ?? ''}`;
        return `${left}${' '.repeat(width - stringWidth(left))}  ${sign === '✗' ? red(right) : right}`.trimEnd();
      }).join('\n');
    })
    .map((line) => `${line}\n`)
    .join('');
};

const wrapped = (text: string, width: number): readonly string[] =>
  wrap(text, width, { hard: true }).split('\n');

/** Colours only for a terminal that wants them (https://no-color.org). */
const wantsColour = ({ stdout, env }: Pick<Io, 'stdout' | 'env'>): boolean =>
  stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
