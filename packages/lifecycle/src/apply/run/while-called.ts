/**
 * Calls with a signal of the call's own, which ends with it: a holder of something reserved for the call (a place in the vendor's rate for
 * a write that was kept back, for example) learns that it is no longer needed.
 */
export const whileCalled = async <A>(
  signal: AbortSignal,
  call: (own: AbortSignal) => Promise<A>,
): Promise<A> => {
  const own = new AbortController();
  const stop = (): void => own.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) {
    stop();
  }
  try {
    return await call(own.signal);
  } finally {
    signal.removeEventListener('abort', stop);
    own.abort(new Error('The call is over.'));
  }
};
