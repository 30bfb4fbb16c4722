import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { feedConfig, readAll } from './__fixtures__/feed-config';

const running: Server[] = [];

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

afterEach(async () => {
  await Promise.all(
    running.splice(0).map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
});

interface Access {
  readonly username?: string;
  readonly password?: string;
  readonly bearer?: string;
  readonly rows?: string;
}

const fetchFrom = (url: string, access: Access = {}, env: Readonly<Record<string, string>> = {}) =>
  readAll(feedConfig({ from: { tag: 'url', url, ...access } }), { baseDir: __dirname, env });

const REPORT = '{"Report_Entry":[{"employeeid":"E1"},{"employeeid":"E2"}]}';

describe('a report', () => {
  it('is fetched with user name and password, and named without its query', async () => {
    const seen: unknown[] = [];
    const url = await serve((incoming, outgoing) => {
      seen.push([incoming.method, incoming.url, incoming.headers.authorization, incoming.headers.accept]);
      outgoing.end(REPORT);
    });
    const access = { username: 'isu', password: 'env:HR_PASSWORD', rows: 'Report_Entry' };
    const { people, summary } = await fetchFrom(`${url}/ccx/report?format=json`, access, {
      HR_PASSWORD: 's3cr3t:x',
    });

    expect(people.map(({ key }) => key)).toEqual(['E1', 'E2']);
    expect(summary).toMatchObject({ uri: `${url}/ccx/report`, format: 'JSON', fatal: [] });
    expect(seen).toEqual([
      [
        'GET',
        '/ccx/report?format=json',
        `Basic ${Buffer.from('isu:s3cr3t:x').toString('base64')}`,
        'application/json',
      ],
    ]);
  });

  it('is fetched with a bearer token', async () => {
    const url = await serve((incoming, outgoing) =>
      outgoing.end(`[{"employeeid":"${incoming.headers.authorization ?? ''}"}]`),
    );

    expect((await fetchFrom(url, { bearer: 't0ken' })).people[0]?.key).toBe('Bearer t0ken');
  });

  it.each<[string, RequestListener, string]>([
    [
      'a sign-in page',
      (_, outgoing) => void outgoing.end('<!doctype html><title>Sign in</title>'),
      'The feed is a web page or XML',
    ],
    ['no JSON', (_, outgoing) => void outgoing.end('employeeid\nE1\n'), 'The feed is not JSON.'],
    ['nothing', (_, outgoing) => void outgoing.end(), 'The feed is empty.'],
    ['half of it', (_, outgoing) => void outgoing.end(REPORT.slice(0, -9)), 'cut off behind row 1'],
    ['a refusal', (_, outgoing) => void outgoing.writeHead(401).end(), '401 unauthorized'],
    [
      'an error that repeats the password',
      (_, outgoing) => void outgoing.writeHead(500).end('{"error":"bad s3cr3t"}'),
      'bad [secret]',
    ],
    [
      'a redirect to another host',
      (_, outgoing) => void outgoing.writeHead(302, { Location: 'https://elsewhere.example/x' }).end(),
      'redirects to https://elsewhere.example, where the credentials are not sent',
    ],
    [
      'redirects without end',
      (_, outgoing) => void outgoing.writeHead(302, { Location: '/again' }).end(),
      'redirects more than 5 times',
    ],
  ])('that is %s ends the feed', async (_, listener, problem) => {
    const url = await serve(listener);
    const { rows, summary } = await fetchFrom(url, { username: 'isu', password: 's3cr3t' });

    expect(summary.fatal).toEqual([expect.stringContaining(problem)]);
    expect(summary.fatal[0]).not.toContain('s3cr3t');
    expect(rows.length).toBeLessThanOrEqual(1);
  });

  it('is followed within its host', async () => {
    const url = await serve((incoming, outgoing) => {
      if (incoming.url === '/report') {
        outgoing.writeHead(301, { Location: '/report/' }).end();
      } else {
        outgoing.end('[{"employeeid":"E1"}]');
      }
    });

    expect((await fetchFrom(`${url}/report`)).people).toHaveLength(1);
  });

  it.each<[string, Access, string]>([
    ['http://hr.example.com/report', {}, 'must begin with https://'],
    ['ftp://hr.example.com/report', {}, 'must begin with https://'],
    ['https://me:s3cr3t@hr.example.com/', {}, 'must not contain a user name or password'],
    ['https://hr.example.com/', { username: 'isu' }, "The feed's password is missing"],
    ['https://hr.example.com/', { password: 's3cr3t' }, "The feed's username is missing"],
    ['https://hr.example.com/', { username: 'a:b', password: 's3cr3t' }, 'must not contain a colon'],
    [
      'https://hr.example.com/',
      { bearer: 'env:NOPE' },
      "The feed's bearer: environment variable NOPE is not set.",
    ],
    ['https://hr.example.com/', { bearer: 'Bearer s3cr3t' }, 'begins with "Bearer"'],
  ])('is not asked for at %s with %j', async (url, access, problem) => {
    const { summary } = await fetchFrom(url, access);

    expect(summary.fatal).toEqual([expect.stringContaining(problem)]);
    expect(JSON.stringify(summary)).not.toContain('s3cr3t');
  });

  it('may have its password in a file', async () => {
    const url = await serve((incoming, outgoing) =>
      outgoing.end(`[{"employeeid":"${incoming.headers.authorization ?? ''}"}]`),
    );
    const { people } = await fetchFrom(url, { bearer: 'file:__fixtures__/token.txt' });

    expect(people[0]?.key).toBe('Bearer from-a-file');
  });

  it('is given up when the reading is stopped', async () => {
    const stop = new AbortController();
    const url = await serve(() => stop.abort(new Error('stopped by the test')));
    const reading = readAll(feedConfig({ from: { tag: 'url', url } }), {
      baseDir: __dirname,
      env: {},
      signal: stop.signal,
    });

    await expect(reading).rejects.toThrow('stopped by the test');
  });
});
