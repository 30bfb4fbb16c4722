import { styleText } from 'node:util';
import { printable } from '@iam/core';
import stringWidth from 'string-width';
import type { Io } from '../terminal/io';
import { wrapText } from '../terminal/wrap-text';

/** One line of a summary: a sign, a name, what happened, and the sentences below it. */
export interface SummaryLine {
  readonly sign: 'good' | 'none' | 'bad';
  readonly name: string;
  readonly text: string;
}

const SIGNS = { good: '✓', none: '–', bad: '✗' } as const;

/** A heading with a line per application: as wide as the terminal, and colour for what failed. */
export const summaryBlock = (
  heading: string,
  lines: readonly SummaryLine[],
  io: Pick<Io, 'stdout' | 'env'>,
): string => {
  const width = Math.max(0, ...lines.map(({ name }) => stringWidth(printable(name))));
  const drawn = lines.map(({ sign, name, text }) => {
    const label = printable(name);
    const first = `  ${SIGNS[sign]} ${label}${' '.repeat(width - stringWidth(label))}  `;
    const body = wrapText(
      printable(text).replaceAll('\n', ' '),
      io.stdout.columns,
      first,
      ' '.repeat(width + 6),
    );
    return `${sign === 'bad' && wantsColour(io) ? styleText('red', body, { validateStream: false }) : body}\n`;
  });
  return `${heading === '' ? '' : `${printable(heading)}\n`}${drawn.join('')}`;
};

/** Colours only for a terminal that wants them (https://no-color.org). */
const wantsColour = ({ stdout, env }: Pick<Io, 'stdout' | 'env'>): boolean =>
  stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
