import { createHash } from 'node:crypto';

/** Which keys were seen, in 32 to 64 bytes for each, however long they are. */
export interface DistinctKeys {
  /** Whether the key is new. */
  readonly add: (key: string) => boolean;
  readonly size: () => number;
}

/** A key is held as 128 bits of its SHA-256: no two keys are taken for one, and a vendor cannot make two that would be. */
const WORDS = 4;

/**
 * A set of texts that holds none of them, so that a list of a million records can be told from one that repeats itself.
 *
 * A table with open addressing and linear probing, at most half full. The first word of a key that is held is never 0.
 */
export const distinctKeys = (): DistinctKeys => {
  let table = new Int32Array(1024 * WORDS);
  let size = 0;
  const placeOf = (digest: Int32Array): number => {
    const slots = table.length / WORDS;
    for (let slot = wordAt(digest, 0) & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const at = slot * WORDS;
      if (table[at] === 0 || isAt(table, at, digest)) {
        return at;
      }
    }
  };
  const grow = (): void => {
    const before = table;
    table = new Int32Array(before.length * 2);
    for (let at = 0; at < before.length; at += WORDS) {
      if (before[at] !== 0) {
        const digest = before.subarray(at, at + WORDS);
        table.set(digest, placeOf(digest));
      }
    }
  };
  return {
    add: (key) => {
      const digest = digestOf(key);
      const at = placeOf(digest);
      if (table[at] !== 0) {
        return false;
      }
      table.set(digest, at);
      size += 1;
      if (size * WORDS * 2 > table.length) {
        grow();
      }
      return true;
    },
    size: () => size,
  };
};

const digestOf = (key: string): Int32Array => {
  const bytes = createHash('sha256').update(key).digest();
  const digest = Int32Array.from({ length: WORDS }, (_, word) => bytes.readInt32LE(word * 4));
  digest[0] = wordAt(digest, 0) || 1;
  return digest;
};

const wordAt = (words: Int32Array, at: number): number => words[at] ?? 0;

const isAt = (table: Int32Array, at: number, digest: Int32Array): boolean => {
  for (let word = 0; word < WORDS; word += 1) {
    if (table[at + word] !== digest[word]) {
      return false;
    }
  }
  return true;
};
