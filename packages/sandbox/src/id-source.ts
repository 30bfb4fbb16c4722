import { createHash, randomBytes } from 'node:crypto';

/** Where a vendor's ids come from: random, or the same series every time when there is a seed. */
export interface IdSource {
  readonly uuid: () => string;
  /** Lower-case hexadecimal digits. */
  readonly hex: (length: number) => string;
  /** Starts a seeded series again; does nothing to a random source. */
  readonly reset: () => void;
}

/** @param seed the same seed gives the same ids in the same order; without one they are random */
export const createIdSource = (seed?: string): IdSource => {
  let drawn = 0;
  const digits = (): string => {
    drawn += 1;
    return seed === undefined
      ? randomBytes(32).toString('hex')
      : createHash('sha256').update(`${seed}:${drawn}`).digest('hex');
  };
  return {
    uuid: () => {
      const h = digits();
      // Version 4, variant 1 (RFC 9562 section 5.4), so that strict UUID patterns accept it.
      return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
    },
    hex: (length) => digits().slice(0, length),
    reset: () => {
      drawn = 0;
    },
  };
};
