import { printable, toContext, toEntry, toMarkdown, toTable } from '@iam/core';
import type { CommandResult } from '@iam/core';
import type { Io } from './io';
import type { OutputFormat } from './output-format';
import { drawTable } from './terminal-table';

/** Writes the results to standard output: tables with an empty line between them, or one JSON document per line. */
export const writeResults = (
  results: readonly CommandResult[],
  format: OutputFormat,
  io: Pick<Io, 'stdout' | 'env'>,
): void => {
  const separator = format === 'json' || format === 'entry' ? '' : '\n';
  io.stdout.write(results.map((result) => textOf(result, format, io)).join(separator));
};

const textOf = (result: CommandResult, format: OutputFormat, io: Pick<Io, 'stdout' | 'env'>): string => {
  switch (format) {
    case 'json':
      return jsonLine(toContext(result));
    case 'entry':
      return jsonLine(toEntry(result));
    case 'markdown':
      return toMarkdown(result);
    case 'table':
      return drawTable(toTable(result), io);
  }
};

/** One JSON document and a line feed. What a terminal would obey is escaped, which JSON reads back as the same text. */
export const jsonLine = (value: unknown): string => `${printable(JSON.stringify(value))}\n`;
