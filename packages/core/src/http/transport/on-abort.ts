interface Waiting {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const waitingFor = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls back when the signal is aborted; returns a function that unsubscribes. All callbacks of one signal share one listener:
 * Node takes more than ten for a leak and says so, and a caller may run any number of commands on one signal.
 */
export const onAbort = (signal: AbortSignal | undefined, callback: () => void): (() => void) => {
  if (signal === undefined) {
    return () => {};
  }
  const waiting = waitingFor.get(signal) ?? listenTo(signal);
  waiting.callbacks.add(callback);
  return () => {
    waiting.callbacks.delete(callback);
    if (waiting.callbacks.size === 0 && waitingFor.get(signal) === waiting) {
      waitingFor.delete(signal);
      signal.removeEventListener('abort', waiting.listener);
    }
  };
};

const listenTo = (signal: AbortSignal): Waiting => {
  const callbacks = new Set<() => void>();
  // A callback may make others leave: those are not called any more.
  const listener = (): void => callbacks.forEach((callback) => callback());
  signal.addEventListener('abort', listener, { once: true });
  const waiting = { callbacks, listener };
  waitingFor.set(signal, waiting);
  return waiting;
};
