import { jsonText, printable, toContext, toEntry, toMarkdown, toTables, type CommandResult } from '@iam/core';
import type { Io } from '../terminal/io';
import type { OutputFormat } from './output-format';

/** Writes the results to standard output: tables with an empty line between them, or one JSON document per line. */
export const writeResults = async (
  results: readonly CommandResult[],
  format: OutputFormat,
  io: Pick<Io, 'stdout' | 'env' | 'keep'>,
): Promise<void> => {
  io.keep?.(results.map(toContext));
  if (format === 'summary') {
    const { summaryText } = await import('./summary-text.js');
    io.stdout.write(summaryText(results, io));
    return;
  }
  const separator = format === 'json' || format === 'entry' ? '' : '\n';
  const textOf = await textIn(format, io);
  io.stdout.write(results.map(textOf).join(separator));
};

const textIn = async (
  format: Exclude<OutputFormat, 'summary'>,
  io: Pick<Io, 'stdout' | 'env'>,
): Promise<(result: CommandResult) => string> => {
  switch (format) {
    case 'json':
      return (result) => jsonLine(toContext(result));
    case 'entry':
      return (result) => jsonLine(toEntry(result));
    case 'markdown':
      return toMarkdown;
    case 'table': {
      // The table libraries are loaded only when a table is drawn.
      const { drawTable } = await import('./terminal-table.js');
      return (result) =>
        toTables(result)
          .map((table) => drawTable(table, io))
          .join('\n');
    }
  }
};

/** One JSON document and a line feed. Control characters are escaped; a JSON reader restores the same text. */
export const jsonLine = (value: unknown): string => `${printable(jsonText(value))}\n`;
