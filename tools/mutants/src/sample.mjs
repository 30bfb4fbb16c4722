import { createHash } from 'node:crypto';

/**
 * Whether a mutant belongs to a sample of that share (0 to 1). The same mutant has the same place in every run, so a larger
 * sample holds the smaller one.
 */
export const isInSample = (mutant, share) => share >= 1 || place(mutant) < share;

const place = ({ mutatorName, replacement, location: { start, end } }) =>
  createHash('sha256')
    .update(JSON.stringify([mutatorName, replacement, start.line, start.column, end.line, end.column]))
    .digest()
    .readUInt32BE(0) /
  2 ** 32;
