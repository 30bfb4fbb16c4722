/** A list of numbers that takes no more memory than they do. */
export interface GrowingNumbers {
  readonly push: (value: number) => void;
  readonly at: (index: number) => number;
  readonly set: (index: number, value: number) => void;
  readonly length: () => number;
}

export const growingNumbers = (Kind: Float64ArrayConstructor | Int32ArrayConstructor): GrowingNumbers => {
  let all = new Kind(1024);
  let length = 0;
  return {
    push: (value) => {
      if (length === all.length) {
        const larger = new Kind(length * 2);
        larger.set(all);
        all = larger;
      }
      all[length] = value;
      length += 1;
    },
    at: (index) => all[index] ?? 0,
    set: (index, value) => {
      all[index] = value;
    },
    length: () => length,
  };
};
