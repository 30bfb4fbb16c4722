import { Secret } from '../../config/secret';
import { callOf, keyOf, stoppedBefore, type HttpCall } from './call';
import { path } from '../path/path';
import { createRedact } from '../redaction/redact';

const baseUrl = 'https://x.example/scim/v2';
const redact = createRedact({ baseUrl, bearer: new Secret('t0ken-of-x') });
const make = (
  method: Parameters<typeof callOf>[0],
  where: ReturnType<typeof path>,
  options: Parameters<typeof callOf>[2] = {},
) => callOf(method, where, options, { baseUrl, redact });

/** Everything of a call, read as its users read it. */
const all = ({ method, step, path: shown, template, url, body, ifMatch, reads }: HttpCall): HttpCall => ({
  method,
  step,
  path: shown,
  template,
  url,
  body,
  ifMatch,
  reads,
});

describe('a call', () => {
  it('has the URL for the wire, and names for logs: with its values, and without any', () => {
    expect(
      all(
        make('PUT', path`Users/${'ann'}/x`, { query: { filter: 'a b' }, body: { a: 1 }, ifMatch: 'W/"1"' }),
      ),
    ).toEqual({
      method: 'PUT',
      step: 'PUT /Users/ann/x',
      path: '/Users/ann/x?filter=a%20b',
      template: '/Users/{}/x',
      url: 'https://x.example/scim/v2/Users/ann/x?filter=a%20b',
      body: '{"a":1}',
      ifMatch: 'W/"1"',
      reads: false,
    });
  });

  it('has no question mark without a query, and no body where none is given', () => {
    expect(all(make('GET', path`Users`))).toEqual({
      method: 'GET',
      step: 'GET /Users',
      path: '/Users',
      template: '/Users',
      url: 'https://x.example/scim/v2/Users',
      body: undefined,
      ifMatch: undefined,
      reads: true,
    });
  });

  it('has a body that is null where that is to be sent', () => {
    expect(make('POST', path`Users`, { body: null }).body).toBe('null');
  });

  it('shows no secret that is an id, but sends it', () => {
    const {
      step,
      path: shown,
      url,
    } = make('GET', path`Users/${'t0ken-of-x'}`, { query: { q: 't0ken-of-x' } });

    expect([step, shown]).toEqual(['GET /Users/[secret]', '/Users/[secret]?q=[secret]']);
    expect(url).toBe('https://x.example/scim/v2/Users/t0ken-of-x?q=t0ken-of-x');
  });

  it('is shown with a long filter, the step shorter', () => {
    const { step, path: shown } = make('GET', path`Users/${'a'.repeat(600)}`, {
      query: { q: 'b'.repeat(1000) },
    });

    expect([step.length, shown]).toEqual([501, `/Users/${'a'.repeat(600)}?q=${'b'.repeat(1000)}`]);
  });
});

it('two writes are the same when method, URL and body are', () => {
  const one = keyOf(make('POST', path`Users`, { body: { a: 1 } }));

  expect(keyOf(make('POST', path`Users`, { body: { a: 1 } }))).toBe(one);
  expect([
    keyOf(make('PUT', path`Users`, { body: { a: 1 } })),
    keyOf(make('POST', path`Users`, { body: { a: 2 } })),
    keyOf(make('POST', path`Users/${'1'}`, { body: { a: 1 } })),
    keyOf(make('POST', path`Users`)),
  ]).not.toContain(one);
  expect(keyOf(make('DELETE', path`Users/${'1'}`))).toBe(keyOf(make('DELETE', path`Users/${'1'}`)));
});

it.each([
  [1, 'The command was stopped before this request.'],
  [2, 'The command was stopped while it waited to send the request again.'],
])('a stop before attempt %p is told with its step', (attempt, message) => {
  expect(stoppedBefore(make('GET', path`Users`), attempt)).toMatchObject({
    kind: 'interrupted',
    effect: 'none',
    step: 'GET /Users',
    message,
  });
});
