import { systemClock } from './clock';

describe('the system’s clock', () => {
  it('never goes back', () => {
    const first = systemClock.now();

    expect(systemClock.now()).toBeGreaterThanOrEqual(first);
    expect(systemClock.random()).toBeLessThan(1);
    expect(systemClock.date()).toBeInstanceOf(Date);
  });

  it('does not wait when the signal is already aborted', async () => {
    const reason = new Error('stopped');

    await expect(systemClock.sleep(1e9, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('ends a wait when it is stopped', async () => {
    const stop = new AbortController();
    const waiting = systemClock.sleep(1e9, stop.signal);
    stop.abort(new Error('stopped'));

    await expect(waiting).rejects.toThrow('stopped');
  });
});
