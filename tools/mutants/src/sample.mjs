import { createHash } from 'node:crypto';

/**
 * Whether a mutant belongs to a sample of that share (0 to 1). The same mutant has the same place in every run with the same seed (a
 * text), so a larger sample holds the smaller one; another seed gives an independent sample.
 */
export const isInSample = (mutant, share, seed) => share >= 1 || place(mutant, seed) < share;

const place = ({ mutatorName, replacement, location: { start, end } }, seed = '') =>
  createHash('sha256')
    .update(JSON.stringify([seed, mutatorName, replacement, start.line, start.column, end.line, end.column]))
    .digest()
    .readUInt32BE(0) /
  2 ** 32;
