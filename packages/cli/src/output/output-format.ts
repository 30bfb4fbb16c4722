import type { Io } from '../terminal/io';

export const OUTPUT_FORMATS = ['table', 'markdown', 'json', 'entry'] as const;

export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** A person at a terminal gets a table, a file or a pipe the documented Markdown. */
export const defaultFormat = (io: Pick<Io, 'stdout'>): OutputFormat =>
  io.stdout.isTTY ? 'table' : 'markdown';
