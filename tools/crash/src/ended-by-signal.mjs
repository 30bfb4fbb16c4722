// A trial that is ended from outside: its database servers are stopped, and nothing of what is said of that counts as a finding.

/**
 * Ends the process with 1 at a signal, when `stop` has stopped its servers. `judged` is for everything that the trial judges: what it
 * answers, or throws, after the signal is never seen.
 */
export const endedBySignal = (stop) => {
  let signalled = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      signalled = true;
      await stop();
      console.log(`stopped by ${signal}: nothing is said of what was under way`);
      process.exit(1);
    });
  }
  const never = () => new Promise(() => undefined);
  return {
    judged: async (work) => {
      try {
        const result = await work();
        return signalled ? await never() : result;
      } catch (thrown) {
        if (signalled) {
          return never();
        }
        throw thrown;
      }
    },
  };
};
