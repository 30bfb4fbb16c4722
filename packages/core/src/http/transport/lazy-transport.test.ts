import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DIRECT } from '../proxy/system-proxy';
import { lazyTransport } from './lazy-transport';

let server: Server;
const ports = new Set<number | undefined>();
const urlOf = async (): Promise<string> => {
  server = createServer((incoming, outgoing) => {
    ports.add(incoming.socket.remotePort);
    outgoing.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

it('all requests go through one transport, which keeps its connection', async () => {
  const request = {
    method: 'GET',
    url: await urlOf(),
    headers: {},
    body: undefined,
    timeoutMs: 20_000,
    signal: undefined,
  } as const;
  const transport = lazyTransport({ insecure: false, route: DIRECT });

  expect((await transport(request)).body.toString()).toBe('ok');
  expect((await transport(request)).status).toBe(200);
  expect(ports.size).toBe(1);
});
