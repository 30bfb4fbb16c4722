/** What is read piece by piece ends as a failure once a person stops it, so that what was begun with it is taken back. */
export async function* untilStopped<Piece>(
  pieces: AsyncIterable<Piece>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    signal?.throwIfAborted();
    yield piece;
  }
}
