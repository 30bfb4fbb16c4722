import { Secret } from '../config/secret';
import { allPages } from '../contract/all-pages';
import { toFailure } from '../errors/iam-error';
import { createFakeClock } from './fake-clock';
import { createHttp } from './http-client';
import { path } from './path/path';
import { unlimited } from './limits/rate-limit';
import { createRedact } from './redaction/redact';
import type { WireRequest } from './transport/wire';

const BASE = 'https://x.example/api/v1';

/** A list of these pages; what is behind the last one is the last one. */
const setUp = (
  ...pages: readonly { readonly body: unknown; readonly headers?: Record<string, string> }[]
) => {
  const sent: WireRequest[] = [];
  const paths: string[] = [];
  const connection = { baseUrl: BASE, bearer: new Secret('t0ken-of-the-list') };
  const http = createHttp(
    {
      connection,
      transport: async (request) => {
        sent.push(request);
        const { body, headers = {} } = pages[Math.min(sent.length, pages.length) - 1] ?? { body: null };
        return { status: 200, headers: Object.entries(headers), body: Buffer.from(JSON.stringify(body)) };
      },
      clock: createFakeClock(),
      rateLimit: unlimited,
      redact: createRedact(connection),
      errorMessage: () => undefined,
      timeoutMs: 1000,
    },
    { onRequest: ({ path: asked }, template) => paths.push(`${asked} ${template}`), onReply: () => {} },
  );
  const read = async (page?: string) => {
    const { body, next, total } = await http.page(path`users`, page, { query: { limit: 2 } });
    return { records: body as readonly string[], next, total };
  };
  return { http, sent, paths, list: () => allPages('users', { read, keyOf: String }) };
};

const linkTo = (address: string) => ({ Link: `<${BASE}/users>; rel="self", <${address}>; rel="next"` });

it('is read completely, with the credentials on every page', async () => {
  const { list, sent, paths } = setUp(
    { body: ['a', 'b'], headers: { ...linkTo('?limit=2&after=b'), 'X-Total-Count': '3' } },
    { body: ['c'], headers: { 'X-Total-Count': '3' } },
  );

  expect(await list()).toEqual(['a', 'b', 'c']);
  expect(sent.map(({ url }) => url)).toEqual([`${BASE}/users?limit=2`, `${BASE}/users?limit=2&after=b`]);
  expect(new Set(sent.map(({ headers }) => headers['Authorization'])).size).toBe(1);
  expect(paths).toEqual(['/users?limit=2 /users', '/users?limit=2&after=b /users']);
});

it('fails with fewer records than the total', async () => {
  const { list } = setUp({ body: ['a', 'b'], headers: { 'X-Total-Count': '450' } });
  await expect(list()).rejects.toThrow('announces 450 users and sent 2');
});

it('ends at a page that links to itself', async () => {
  const { list, sent } = setUp({ body: ['a'], headers: linkTo(`${BASE}/users?limit=2`) });

  expect(await list()).toEqual(['a']);
  expect(sent).toHaveLength(1);
});

it('fails when links lead back to an earlier page', async () => {
  const { list } = setUp(
    { body: ['a'], headers: linkTo('?page=2') },
    { body: ['b'], headers: linkTo('?page=1') },
    { body: ['a'], headers: linkTo('?page=2') },
  );
  await expect(list()).rejects.toThrow('would never end');
});

it('fails on a link to another origin before anything is sent there', async () => {
  const { list, sent } = setUp({ body: ['a'], headers: linkTo('https://evil.example/users') });

  expect(await list().catch(toFailure)).toMatchObject({ kind: 'malformed-reply', step: 'GET /users' });
  expect(sent).toHaveLength(1);
});

it.each(['https://evil.example/users', '//evil.example/', '\\\\evil.example/', 'javascript:1'])(
  'sends nothing to %s, which a body named',
  async (address) => {
    const { http, sent } = setUp({ body: [] });

    expect(await http.page(path`users`, address).catch(toFailure)).toMatchObject({
      kind: 'malformed-reply',
      effect: 'none',
    });
    expect(sent).toEqual([]);
  },
);

describe('findPage', () => {
  const asked = (status: number, body: unknown) => {
    const connection = { baseUrl: BASE };
    const http = createHttp(
      {
        connection,
        transport: async () => ({
          status,
          headers: [['X-Total-Count', '1']],
          body: Buffer.from(JSON.stringify(body)),
        }),
        clock: createFakeClock(),
        rateLimit: unlimited,
        redact: createRedact(connection),
        errorMessage: (value) => (value as { said?: string }).said,
        timeoutMs: 1000,
      },
      { onRequest: () => {}, onReply: () => {} },
    );
    return http.findPage(path`users`, undefined);
  };
  const NO_RECORD = { error: 'unknown address' };

  it('is the page where there is one', async () => {
    expect(await asked(200, ['a'])).toMatchObject({ body: ['a'], total: 1, next: undefined });
  });

  it('is undefined where the vendor says in its own error shape that there is no such record', async () => {
    expect(await asked(404, { said: 'No record found' })).toBeUndefined();
  });

  it.each([
    [404, NO_RECORD],
    [403, { said: 'No' }],
  ])('fails after %s with %j', async (status, body) => {
    await expect(asked(status, body)).rejects.toMatchObject({ failure: { status } });
  });
});
