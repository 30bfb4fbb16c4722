import { requestStop } from './request-stop';

describe('the stop of a request', () => {
  it('calls the listener once, however often it is stopped', () => {
    const { signal, stop } = requestStop();
    const listener = jest.fn();
    signal.addEventListener?.('abort', listener);

    expect(signal.aborted).toBe(false);
    stop();
    stop();
    expect([signal.aborted, listener.mock.calls.length]).toEqual([true, 1]);
  });

  it('calls nobody who has left', () => {
    const { signal, stop } = requestStop();
    const listener = jest.fn();
    signal.addEventListener?.('abort', listener);
    signal.removeEventListener?.('abort', listener);
    stop();

    expect([signal.aborted, listener.mock.calls.length]).toEqual([true, 0]);
  });
});
