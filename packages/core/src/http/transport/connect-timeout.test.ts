import { EventEmitter } from 'node:events';
import { Agent } from 'node:http';
import { CONNECT_TIMEOUT_MS, withConnectTimeout } from './connect-timeout';

class FakeSocket extends EventEmitter {
  destroyedBy: (Error & { readonly code?: string }) | undefined;
  destroy(error: Error): void {
    this.destroyedBy ??= error;
  }
}

class FakeTlsSocket extends FakeSocket {
  readonly encrypted = true;
}

/** A connection that an agent with the timeout begins. */
const connecting = <S extends FakeSocket>(socket: S): S => {
  const agent = new Agent();
  const given: unknown[] = [];
  agent.createConnection = (...args: unknown[]) => {
    given.push(...args);
    return socket as never;
  };
  const callback = (): void => {};
  const made = withConnectTimeout(agent).createConnection({ host: 'x.example' }, callback);
  expect([made, ...given]).toEqual([socket, { host: 'x.example' }, callback]);
  return socket;
};

describe('making a connection', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is given up after ten seconds', () => {
    const socket = connecting(new FakeSocket());
    jest.advanceTimersByTime(CONNECT_TIMEOUT_MS - 1);
    expect(socket.destroyedBy).toBeUndefined();
    jest.advanceTimersByTime(1);
    expect(socket.destroyedBy?.code).toBe('ETIMEDOUT');
  });

  it.each([
    ['it is made', new FakeSocket(), ['connect'], false],
    ['it is made with TLS', new FakeTlsSocket(), ['connect', 'secureConnect'], false],
    ['TLS is still to be made', new FakeTlsSocket(), ['connect'], true],
    ['it is closed before', new FakeSocket(), ['close'], false],
    ['it is closed before TLS is made', new FakeTlsSocket(), ['connect', 'close'], false],
  ])('when %s, a connection in use is left alone', (_, socket, events, isGivenUp) => {
    connecting(socket);
    events.forEach((event) => socket.emit(event));
    jest.advanceTimersByTime(CONNECT_TIMEOUT_MS);
    expect(socket.destroyedBy !== undefined).toBe(isGivenUp);
  });
});
