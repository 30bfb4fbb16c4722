import { growingNumbers } from './growing-numbers';
import { numberTable } from './number-table';

/** Numbers from 0 on that are linked where they have a text in common, directly or over others. */
export interface LinkedNumbers {
  /** Adds the next number with its texts. */
  readonly add: (texts: readonly string[]) => void;
  /** All that are linked with a number, itself included; nothing the second time, for each of them. */
  readonly take: (number: number) => readonly number[];
}

const TAKEN = -1;

/**
 * Holds no texts, only a number for each, so that a text costs some 20 bytes. Two texts of one number (one pair in some 2,000 million) link
 * what has nothing to do with each other: links are for what has to be looked at together, and prove nothing.
 */
export const linkedNumbers = (hash: (text: string) => number = hashOf): LinkedNumbers => {
  /** The first number that had a text, by the number of the text. */
  const firstWith = numberTable();
  /** Towards the number that stands for all that are linked. */
  const parent = growingNumbers(Int32Array);
  /** The linked ones in a ring. */
  const next = growingNumbers(Int32Array);
  const find = (number: number): number => {
    let at = number;
    while (parent.at(at) !== at) {
      parent.set(at, parent.at(parent.at(at)));
      at = parent.at(at);
    }
    return at;
  };
  const link = (one: number, other: number): void => {
    const [root, otherRoot] = [find(one), find(other)];
    if (root !== otherRoot) {
      parent.set(Math.max(root, otherRoot), Math.min(root, otherRoot));
      // Two rings become one when two of their places are exchanged.
      const after = next.at(one);
      next.set(one, next.at(other));
      next.set(other, after);
    }
  };
  return {
    add: (texts) => {
      const number = parent.length();
      parent.push(number);
      next.push(number);
      for (const text of texts) {
        const first = firstWith.getOrSet(hash(text), number);
        if (first !== undefined) {
          link(first, number);
        }
      }
    },
    take: (number) => {
      const ring: number[] = [];
      for (let at = number; next.at(at) !== TAKEN;) {
        ring.push(at);
        const following = next.at(at);
        next.set(at, TAKEN);
        at = following;
      }
      return ring;
    },
  };
};

/** FNV-1a of the UTF-16 code units, without its lowest bit: a number of 31 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  // The largest of them is left to the table.
  return Math.min(hash >>> 1, 2 ** 31 - 2);
};
