import { getEventListeners } from 'node:events';
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

  it.each([
    ['without a signal', undefined],
    ['with a signal that is not aborted', new AbortController().signal],
  ])('waits as long as it is asked to, %s', async (_, signal) => {
    jest.useFakeTimers();
    let isOver = false;
    const waiting = systemClock.sleep(1000, signal).then(() => (isOver = true));
    await jest.advanceTimersByTimeAsync(999);
    const early = isOver;
    await jest.advanceTimersByTimeAsync(1);
    await waiting;
    jest.useRealTimers();

    expect([early, isOver]).toEqual([false, true]);
    expect(signal === undefined ? [] : getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('ends a wait when it is stopped', async () => {
    const stop = new AbortController();
    const waiting = systemClock.sleep(1e9, stop.signal);
    stop.abort(new Error('stopped'));

    await expect(waiting).rejects.toThrow('stopped');
  });
});
