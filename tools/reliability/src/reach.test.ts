import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awsIlm } from '@iam/aws-ilm';
import { createInstance, type ParamsOf } from '@iam/core';
import { serveWithFaults, type FaultServer } from './fault-server';
import { measuringClock } from './measuring-clock';
import { reachOutcomes, type Situation } from './reach-faults';
import { freshVendor, SCENARIOS } from './run-under-fault';
import { CREDENTIALS } from './vendor-params';

const proven = new Set<string>();
const prove = (situation: Situation, ending: string): void => {
  proven.add(situation);
  expect(ending).toBe(reachOutcomes[situation]);
};

const PROFILE = { 'user-profile': SCENARIOS.get.profile };
/** Time-out of making a connection, a tunnel included; the tests configure less. */
const CONNECT_TIMEOUT_MS = 10_000;

const get = async (
  params: Partial<ParamsOf<typeof awsIlm.fields>> & { readonly url: string },
): Promise<string> => {
  const warnings: string[] = [];
  const { clock, advance } = measuringClock();
  const instance = createInstance(
    awsIlm,
    { ...CREDENTIALS, ...params },
    {
      name: 'vendor',
      clock,
      onWarning: (text) => warnings.push(text),
      onRequest: ({ failure }) => {
        if (failure?.kind === 'timeout') {
          advance(CONNECT_TIMEOUT_MS);
        }
      },
    },
  );
  const { status, failure, requests } = await instance.run('iam-get-user', PROFILE);
  return failure === undefined
    ? `${status}${warnings.length > 0 ? ', with a warning' : ''}`
    : `${failure.kind}, ${requests}×, ${Math.round(clock.now() / 100) / 10} s`;
};

const servers: { readonly close: () => Promise<void> | void }[] = [];
const closing = <S extends (typeof servers)[number]>(server: S): S => {
  servers.push(server);
  return server;
};
const before = { ...process.env };

beforeEach(() => {
  for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
    delete process.env[name];
    delete process.env[name.toUpperCase()];
  }
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.close()));
  process.env = { ...before };
});

describe('addresses', () => {
  it('reports a closed port', async () => {
    const server = await serveWithFaults(freshVendor());
    await server.close();
    prove('nobody listens at the port', await get({ url: `http://127.0.0.1:${server.port}` }));
  });

  it('reports an unknown host name', async () => {
    // A label of 64 characters cannot be asked for (RFC 1035 section 2.3.4), so no name server is bothered.
    prove('the host name is unknown', await get({ url: `http://${'x'.repeat(64)}.invalid` }));
  });

  it('reaches an IPv6 address', async () => {
    const server = await serveWithFaults(freshVendor(), { host: '::1' }).catch(() => undefined);
    if (server === undefined) {
      // A machine without IPv6: then it is an address that cannot be reached, and not one that cannot be read.
      expect(await get({ url: 'http://[::1]:9' })).toBe('network, 4×, 2.6 s');
      proven.add('an IPv6 address');
      return;
    }
    closing(server);
    prove('an IPv6 address', await get({ url: `http://[::1]:${server.port}` }));
  });
});

const certificate = (name: string) => ({
  cert: readFileSync(join(__dirname, '__fixtures__/certificates', `${name}.pem`)),
  key: readFileSync(join(__dirname, '__fixtures__/certificates', `${name}.key`)),
});

const tlsServer = async (name: string): Promise<FaultServer> =>
  closing(await serveWithFaults(freshVendor(), { tls: certificate(name) }));

describe('certificates', () => {
  it('accepts any with insecure, and warns', async () => {
    const { port } = await tlsServer('self-signed');
    prove(
      'a self-signed certificate, `insecure`',
      await get({ url: `https://127.0.0.1:${port}`, insecure: true }),
    );
  });

  // Authorities are read when a process starts, so these run the built command in one of its own.
  it('accepts only certificates of a known authority', async () => {
    const plain = closing(await serveWithFaults(freshVendor()));
    const instances: Readonly<Record<string, FaultServer>> = {
      'a certificate of a known authority': await tlsServer('good'),
      'a self-signed certificate': await tlsServer('self-signed'),
      'an expired certificate': await tlsServer('expired'),
      'a certificate of another host': await tlsServer('wrong-host'),
      'plain HTTP where TLS is expected': plain,
    };
    const said = await runCommand(
      Object.entries(instances).map(([name, { port }]) => ({
        name,
        integration: 'aws-ilm',
        params: { ...CREDENTIALS, url: `https://127.0.0.1:${port}` },
      })),
    );
    for (const name of Object.keys(instances) as Situation[]) {
      const failed = new RegExp(`\\[${name}\\] iam-get-user [^ ]+: ([a-z-]+): `).exec(said)?.[1];
      const requests = new RegExp(`\\[${name}\\] (\\d) requests? sent`).exec(said)?.[1];
      prove(
        name,
        // Tried once, it has waited for nothing.
        failed === undefined ? 'done' : `${failed}, ${requests}×, 0 s`,
      );
    }
    expect(said).toContain('CERT_HAS_EXPIRED');
    expect(said).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(said).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(Object.values(instances).map(({ arrived }) => arrived.length)).toEqual([1, 0, 0, 0, 0]);
  }, 30_000);
});

/** Standard error of `iam run iam-get-user` on these instances, in a process that trusts the tests' authority. */
const runCommand = async (instances: readonly object[]): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-reach-'));
  try {
    writeFileSync(join(folder, 'iam.config.json'), JSON.stringify({ instances }), { mode: 0o600 });
    return await new Promise((resolve) => {
      execFile(
        process.execPath,
        [
          join(__dirname, '../../../packages/cli/bin/iam.js'),
          ...['run', 'iam-get-user', `user-profile=${JSON.stringify(SCENARIOS.get.profile)}`, '--verbose'],
        ],
        {
          cwd: folder,
          env: {
            ...process.env,
            NODE_EXTRA_CA_CERTS: join(__dirname, '__fixtures__/certificates/authority.pem'),
          },
        },
        (_error, _stdout, stderr) => resolve(stderr),
      );
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

interface Proxy {
  readonly url: string;
  /** Requests and tunnels, as they were asked for. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

const startProxy = async (allows: boolean): Promise<Proxy> => {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url?.split('?')[0]}`);
    if (!allows) {
      outgoing.writeHead(407, { 'Proxy-Authenticate': 'Basic' }).end();
      return;
    }
    const { hostname, port, pathname, search } = new URL(incoming.url ?? '');
    void fetch(`http://${hostname}:${port}${pathname}${search}`, {
      headers: { authorization: String(incoming.headers.authorization) },
    }).then(async (reply) =>
      outgoing.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text()),
    );
  });
  server.on('connect', (incoming, client: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    const [host = '', port = ''] = (incoming.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
};

describe('proxies', () => {
  const through = async (
    proxy: Proxy | undefined,
    params: Readonly<Record<string, unknown>>,
  ): Promise<string> => {
    const server = closing(await serveWithFaults(freshVendor()));
    if (proxy !== undefined) {
      process.env['HTTP_PROXY'] = proxy.url;
    }
    const ending = await get({ url: `http://127.0.0.1:${server.port}`, ...params });
    return ending === 'done'
      ? `done, ${proxy !== undefined && proxy.asked.length > 0 ? 'through the proxy' : 'direct'}`
      : ending;
  };

  it('ignores the variables by default', async () => {
    prove('proxy variables set, `proxy` off', await through(closing(await startProxy(true)), {}));
  });

  it('honours them when configured to', async () => {
    prove('proxy variables set, `proxy` on', await through(closing(await startProxy(true)), { proxy: true }));
  });

  it('honours NO_PROXY', async () => {
    process.env['NO_PROXY'] = '127.0.0.1';
    prove(
      'proxy variables set, `proxy` on, the host in NO_PROXY',
      await through(closing(await startProxy(true)), { proxy: true }),
    );
  });

  it('goes directly when no variable is set', async () => {
    prove('no proxy variables, `proxy` on', await through(undefined, { proxy: true }));
  });

  it('opens one tunnel for several requests', async () => {
    const proxy = closing(await startProxy(true));
    const { port } = await tlsServer('self-signed');
    process.env['HTTPS_PROXY'] = proxy.url;
    const instance = createInstance(
      awsIlm,
      { ...CREDENTIALS, url: `https://127.0.0.1:${port}`, insecure: true, proxy: true },
      { name: 'vendor', clock: measuringClock().clock },
    );
    const statuses = [
      await instance.run('iam-get-user', PROFILE),
      await instance.run('iam-get-user', PROFILE),
    ].map(({ status }) => status);
    expect(proxy.asked).toEqual([`CONNECT 127.0.0.1:${port}`]);
    prove('https through a proxy', `${[...new Set(statuses)].join()}, through a tunnel that is kept open`);
  });

  it('says when it is the proxy that refuses', async () => {
    prove(
      'a proxy that asks for a password (407)',
      await through(closing(await startProxy(false)), { proxy: true }),
    );
  });

  /** What a read over TLS comes to when the proxy answers a tunnel with this, or with nothing. */
  const tunnelled = async (status: string | undefined): Promise<string> => {
    const server = createSocketServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        if (status !== undefined) {
          socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`);
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // Resolves when the last connection is closed: nothing is left behind.
    closing({ close: () => new Promise<void>((resolve) => server.close(() => resolve())) });
    process.env['HTTPS_PROXY'] = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    return get({ url: 'https://vendor.invalid', proxy: true, timeout: status === undefined ? 0.2 : 20 });
  };

  it.each<[Situation, string | undefined]>([
    ['a proxy that refuses the tunnel (403)', '403 Forbidden'],
    ['a proxy that cannot reach the vendor (502)', '502 Bad Gateway'],
    ['a proxy that never answers', undefined],
  ])('reports %s', async (situation, status) => prove(situation, await tunnelled(status)));

  it('reports a variable that cannot be read', async () => {
    process.env['HTTPS_PROXY'] = 'socks5://127.0.0.1:9';
    prove('a proxy variable that cannot be read', await get({ url: 'https://vendor.invalid', proxy: true }));
  });

  it('reports a proxy that is not there', async () => {
    const proxy = await startProxy(true);
    await proxy.close();
    prove('a proxy that is not there', await through(proxy, { proxy: true }));
  });
});

it('proves every line of the table', () =>
  expect([...proven].sort()).toEqual(Object.keys(reachOutcomes).sort()));
