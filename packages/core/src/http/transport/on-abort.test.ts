import { getEventListeners } from 'node:events';
import { systemClock } from '../clock';
import { onAbort } from './on-abort';

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

describe('many that wait for one signal', () => {
  it('are one listener, so that Node does not take them for a leak', () => {
    const { signal } = new AbortController();
    const leave = Array.from({ length: 60 }, () => onAbort(signal, () => undefined));

    expect(listeners(signal)).toBe(1);
    leave.forEach((one) => one());
    expect(listeners(signal)).toBe(0);
  });

  it('are all called once, except those that unsubscribed', () => {
    const stop = new AbortController();
    const told: string[] = [];
    onAbort(stop.signal, () => told.push('a'));
    onAbort(stop.signal, () => told.push('b'))();
    onAbort(stop.signal, () => told.push('c'));
    stop.abort();

    expect(told).toEqual(['a', 'c']);
  });

  it('leave no listener behind when they were called', () => {
    const stop = new AbortController();
    onAbort(stop.signal, () => undefined);
    stop.abort();

    expect(listeners(stop.signal)).toBe(0);
  });

  it('can unsubscribe when they are called', () => {
    const stop = new AbortController();
    const leave = onAbort(stop.signal, () => leave());
    stop.abort();
    leave();

    expect(listeners(stop.signal)).toBe(0);
  });

  it('may come again after the last one has left', () => {
    const stop = new AbortController();
    const told = jest.fn();
    onAbort(stop.signal, told)();
    onAbort(stop.signal, told);
    stop.abort();

    expect(told).toHaveBeenCalledTimes(1);
  });
});

it('registers nothing without a signal', () => {
  expect(() => onAbort(undefined, () => undefined)()).not.toThrow();
});

it('sleeps on the system’s clock share one listener', async () => {
  const stop = new AbortController();
  const sleeping = Array.from({ length: 60 }, () => systemClock.sleep(1e9, stop.signal));
  const seen = listeners(stop.signal);
  stop.abort(new Error('stopped'));

  expect((await Promise.allSettled(sleeping)).map(({ status }) => status)).toEqual(
    Array(60).fill('rejected'),
  );
  expect([seen, listeners(stop.signal)]).toEqual([1, 0]);
});
