import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import { tunnelAgent, type TunnelWatcher } from './proxy-tunnel';

const cleanUps: (() => void)[] = [];
afterEach(() => cleanUps.splice(0).forEach((cleanUp) => cleanUp()));

/** A tunnel that is open, in which the vendor never answers; `meanwhile` is called once TLS has begun. */
const stalled = async (meanwhile: (secured: tls.TLSSocket, giveUp: () => void) => void) => {
  const proxy = createServer();
  const ends: Promise<unknown>[] = [];
  proxy.on('connect', (_, socket: Socket) => {
    // The server leaves its own half open, so only the end of the client's is seen.
    ends.push(once(socket, 'end'));
    socket.on('error', () => undefined);
    cleanUps.push(() => socket.destroy());
    socket.resume().write('HTTP/1.1 200 OK\r\n\r\n');
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  cleanUps.push(() => proxy.close());

  let giveUp: () => void = () => undefined;
  const connect = tls.connect.bind(tls) as (options: tls.ConnectionOptions) => tls.TLSSocket;
  const spy = jest.spyOn(tls, 'connect').mockImplementation((options: unknown) => {
    const secured = connect(options as tls.ConnectionOptions);
    setImmediate(() => meanwhile(secured, giveUp));
    return secured;
  });
  cleanUps.push(() => spy.mockRestore());

  const { port } = proxy.address() as AddressInfo;
  const agent = tunnelAgent({ host: '127.0.0.1', port, secure: false }, {});
  const target = { host: 'vendor.invalid', port: 443, onTunnel: (stop: () => void) => void (giveUp = stop) };
  const error = await new Promise((resolve) => {
    agent.createConnection(target satisfies TunnelWatcher, resolve);
  });
  return { error, ends };
};

it('a tunnel whose connection is closed without an error is not waited for', async () => {
  const { error } = await stalled((secured) => secured.destroy());

  expect(error).toMatchObject({ code: 'ECONNRESET' });
});

it('a tunnel that is given up while TLS stalls in it does not stay open', async () => {
  let connection: tls.TLSSocket | undefined;
  const { error, ends } = await stalled((secured, giveUp) => {
    connection = secured;
    giveUp();
  });

  expect(error).toMatchObject({ code: 'ECONNABORTED' });
  expect(connection?.destroyed).toBe(true);
  expect(ends).toHaveLength(1);
  await Promise.all(ends);
});
