import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import { tunnelAgent } from './proxy-tunnel';

it('a tunnel whose connection is closed without an error is not waited for', async () => {
  const proxy = createServer();
  const sockets: Socket[] = [];
  proxy.on('connect', (_, socket: Socket) => {
    sockets.push(socket);
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const connect = tls.connect.bind(tls) as (options: tls.ConnectionOptions) => tls.TLSSocket;
  const spy = jest.spyOn(tls, 'connect').mockImplementation((options: unknown) => {
    const secured = connect(options as tls.ConnectionOptions);
    setImmediate(() => secured.destroy());
    return secured;
  });
  const { port } = proxy.address() as AddressInfo;
  const agent = tunnelAgent({ host: '127.0.0.1', port, secure: false }, {});
  try {
    const error = await new Promise((resolve) => {
      agent.createConnection({ host: 'vendor.invalid', port: 443 }, resolve);
    });

    expect(error).toMatchObject({ code: 'ECONNRESET' });
  } finally {
    spy.mockRestore();
    sockets.forEach((socket) => socket.destroy());
    proxy.close();
  }
});
