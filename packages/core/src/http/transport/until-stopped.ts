import { onAbort } from './on-abort';

/** The same promise, rejected with the signal's reason when the signal is aborted first, or is aborted by now. */
export const untilStopped = async <A>(promise: Promise<A>, signal: AbortSignal | undefined): Promise<A> => {
  let leave: () => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => reject(signal?.reason as Error);
    leave = onAbort(signal, stop);
    if (signal?.aborted === true) {
      stop();
    }
  });
  try {
    return await Promise.race([stopped, promise]);
  } finally {
    leave();
  }
};
