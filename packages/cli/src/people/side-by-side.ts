/** Works through a list with so many at a time, and hands over the results in the order of the list. */
export const sideBySide = async function* <A, B>(
  items: Iterable<A> | AsyncIterable<A>,
  atOnce: number,
  work: (item: A) => Promise<B>,
): AsyncGenerator<B, void> {
  const underWay: Promise<B>[] = [];
  for await (const item of items) {
    const begun = work(item);
    // A rejection is told when its turn comes; until then it must not count as unhandled.
    begun.catch(() => undefined);
    underWay.push(begun);
    if (underWay.length >= atOnce) {
      yield await (underWay.shift() as Promise<B>);
    }
  }
  for (const rest of underWay) {
    yield await rest;
  }
};
