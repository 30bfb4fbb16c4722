/** Work that is done one after another, in the order in which it was asked for. */
export interface Turns {
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Resolves when it is the caller’s turn, which lasts until the function that it gives is called. */
  readonly take: () => Promise<() => void>;
  /** Resolves when all that was asked for so far is over. */
  readonly idle: () => Promise<void>;
}

export const turns = (): Turns => {
  let last: Promise<void> = Promise.resolve();
  const take = async (): Promise<() => void> => {
    const before = last;
    let release = (): void => undefined;
    last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  };
  return {
    take,
    inTurn: async (work) => {
      const release = await take();
      try {
        return await work();
      } finally {
        release();
      }
    },
    idle: () => last,
  };
};
