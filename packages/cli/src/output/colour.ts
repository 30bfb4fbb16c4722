import type { Io } from '../terminal/io';

/** Colours only for a terminal that wants them (https://no-color.org). */
export const wantsColour = ({ stdout, env }: Pick<Io, 'stdout' | 'env'>): boolean =>
  stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
