/**
 * Calls a listener and ignores its errors: one that throws or rejects must not turn a write that was carried out into a failure.
 */
export const quietly = (listener: () => unknown): void => {
  try {
    void Promise.resolve(listener()).catch(() => {});
  } catch {
    // A failure of the listener is not one of the command.
  }
};
