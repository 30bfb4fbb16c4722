import type { Io } from '../terminal/io';

export const PEOPLE_FORMATS = ['summary', 'table', 'markdown', 'json', 'csv'] as const;

export type PeopleFormat = (typeof PEOPLE_FORMATS)[number];

/** A person at a terminal gets a summary, a file or a pipe Markdown. */
export const defaultPeopleFormat = (io: Pick<Io, 'stdout'>): PeopleFormat =>
  io.stdout.isTTY ? 'summary' : 'markdown';
