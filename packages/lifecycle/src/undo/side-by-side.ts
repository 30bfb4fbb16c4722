/** Does something with each value, some of them at the same time, and answers in their order. `onDone` is told with how many it is done. */
export const sideBySide = async <A, B>(
  values: readonly A[],
  atOnce: number,
  act: (value: A) => Promise<B>,
  onDone: (done: number) => void = () => undefined,
): Promise<readonly B[]> => {
  const results: B[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < values.length) {
      const index = next;
      next += 1;
      results[index] = await act(values[index] as A);
      done += 1;
      onDone(done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, values.length) }, work));
  return results;
};
