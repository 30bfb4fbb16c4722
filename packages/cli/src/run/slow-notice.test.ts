import { withSlowNotice } from './slow-notice';

const terminal = (isTTY = true) => {
  const said: string[] = [];
  const timers: { ms: number; act: () => void; isCancelled: boolean }[] = [];
  return {
    said,
    timers,
    io: {
      stderr: { write: (text: string) => void said.push(text), isTTY, columns: 80 },
      after: (ms: number, act: () => void) => {
        const timer = { ms, act, isCancelled: false };
        timers.push(timer);
        return () => void (timer.isCancelled = true);
      },
    },
  };
};

describe('the notice about a slow instance', () => {
  it('names it once, after three seconds', async () => {
    const { said, timers, io } = terminal();
    const work = withSlowNotice('Atlassian IAM_instance_1', () => new Promise(() => undefined), io);
    void work;
    timers.forEach(({ act }) => act());

    expect(timers.map(({ ms }) => ms)).toEqual([3000]);
    expect(said).toEqual(['waiting for Atlassian IAM_instance_1 … (Ctrl-C stops)\n']);
  });

  it.each([
    ['has ended', async () => 'done', 'done'],
    ['has failed', () => Promise.reject(new Error('broken')), 'broken'],
  ])('is not printed when it %s before', async (_, work, expected) => {
    const { timers, io } = terminal();
    const ended = await withSlowNotice('A', work, io).catch((thrown: unknown) => (thrown as Error).message);

    expect(ended).toBe(expected);
    expect(timers).toMatchObject([{ isCancelled: true }]);
  });

  it('is printed only on a terminal', async () => {
    const { timers, io } = terminal(false);

    expect(await withSlowNotice('A', async () => 1, io)).toBe(1);
    expect(timers).toEqual([]);
  });
});
