/** Numbers by other numbers, from 0 to 2^31 - 2 both, in 16 to 32 bytes for each pair. */
export interface NumberTable {
  /** What a key stands for; when it is new, the given value, and undefined is returned. */
  readonly getOrSet: (key: number, value: number) => number | undefined;
}

/** Open addressing with linear probing, at most half full; 0 marks a free place, so that keys are held with one added. */
export const numberTable = (): NumberTable => {
  let table = new Int32Array(2048);
  let size = 0;
  const placeOf = (held: number): number => {
    const slots = table.length / 2;
    let slot = held & (slots - 1);
    while (table[slot * 2] !== 0 && table[slot * 2] !== held) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot * 2;
  };
  const put = (at: number, held: number, value: number): void => {
    table[at] = held;
    table[at + 1] = value;
  };
  const grow = (): void => {
    const before = table;
    table = new Int32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 2) {
      const held = before[at] ?? 0;
      if (held !== 0) {
        put(placeOf(held), held, before[at + 1] ?? 0);
      }
    }
  };
  return {
    getOrSet: (key, value) => {
      const held = key + 1;
      const at = placeOf(held);
      if (table[at] === held) {
        return table[at + 1];
      }
      put(at, held, value);
      size += 1;
      if (size * 4 > table.length) {
        grow();
      }
      return undefined;
    },
  };
};
