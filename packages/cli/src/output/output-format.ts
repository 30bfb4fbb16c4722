import type { Io } from '../terminal/io';

export const OUTPUT_FORMATS = ['summary', 'table', 'markdown', 'json', 'entry'] as const;

export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** A person at a terminal gets a line per application, a file or a pipe the documented Markdown. */
export const defaultFormat = (io: Pick<Io, 'stdout'>): OutputFormat =>
  io.stdout.isTTY ? 'summary' : 'markdown';

/** All of what there is, in the form that suits where it goes. */
export const fullFormat = (io: Pick<Io, 'stdout'>): OutputFormat => (io.stdout.isTTY ? 'table' : 'markdown');
