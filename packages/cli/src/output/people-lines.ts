import { printable } from '@iam/core';
import type { Io } from '../terminal/io';
import { drawLines, type SummaryLine } from './summary-text';

/** A heading with a line per application. */
export const summaryBlock = (
  heading: string,
  lines: readonly SummaryLine[],
  io: Pick<Io, 'stdout' | 'env'>,
): string => {
  const drawn = lines.map((line) => ({ ...line, text: line.text.replaceAll(/[\r\n]+/g, ' ') }));
  return `${heading === '' ? '' : `${printable(heading)}\n`}${lines.length === 0 ? '' : drawLines(drawn, io)}`;
};
