import type { FaultRow } from './fault-row';
import type { Exchange } from './fault-server';
import { rawReply, type RawReply } from './http-text';

const JSON_TYPE = ['Content-Type', 'application/json'] as const;

const percentEverything = (text: string): string =>
  Buffer.from(text)
    .toString('hex')
    .replace(/../g, (code) => `%${code}`);

/** Encodings of a text as gateways, frameworks and log lines use them. */
const writtenAs = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text),
  encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%40', '@'),
  percentEverything(text),
  String(new URLSearchParams({ text })),
  JSON.stringify(text),
  JSON.stringify(text).replaceAll('/', '\\/').replaceAll('&', '\\u0026'),
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  Buffer.from(text).toString('base64'),
  Buffer.from(text).toString('base64url'),
  encodeURIComponent(Buffer.from(text).toString('base64')),
  Buffer.from(text).toString('hex'),
  Buffer.from(text).toString('hex').toUpperCase(),
];

/** The caller's credentials, whole and in parts, in several encodings. */
const credentialsOf = ({ request }: Exchange): readonly string[] => {
  const header = request.headers['authorization'] ?? '';
  const value = header.replace(/^\w+ /, '');
  const pair = header.startsWith('Basic ') ? Buffer.from(value, 'base64').toString('utf8') : undefined;
  const parts = pair === undefined ? [] : [pair, pair.slice(pair.indexOf(':') + 1)];
  return [header, value, value.replace(/=+$/, ''), ...parts].flatMap(writtenAs);
};

const echo = (fault: string, reply: (said: string, each: readonly string[]) => RawReply): FaultRow => ({
  group: 'Echoes',
  fault,
  strike: (exchange) => {
    const each = credentialsOf(exchange);
    exchange.socket.write(rawReply(reply(each.join(' '), each)));
  },
});

/** Vendors and gateways that echo the request, in every place where a secret could return. */
export const echoFaults: readonly FaultRow[] = [
  echo('in an error message', (said) => ({
    status: 400,
    headers: [JSON_TYPE],
    body: JSON.stringify({ detail: said, message: said }),
  })),
  echo('in plain text', (said) => ({
    status: 500,
    headers: [['Content-Type', 'text/plain']],
    body: `request was: ${said}`,
  })),
  echo('behind 490 characters of text', (said) => ({ status: 400, body: `${'x '.repeat(245)}${said}` })),
  echo('in an HTML page', (said) => ({
    status: 502,
    headers: [['Content-Type', 'text/html']],
    body: `<html>${said}</html>`,
  })),
  echo('in the request id', (said) => ({
    status: 403,
    headers: [
      ['x-amzn-RequestId', said],
      ['x-request-id', said],
    ],
  })),
  echo('in the request id of a reply that is well', (said) => ({
    headers: [JSON_TYPE, ['x-request-id', said]],
    body: JSON.stringify({ totalResults: 0, Resources: [] }),
  })),
  {
    group: 'Echoes',
    fault: 'as the id of a record, which then is in paths',
    strike: (exchange) => {
      const id = (exchange.request.headers['authorization'] ?? '').replace(/^\w+ /, '');
      const record = { id, username: 'new@example.com', userName: 'new@example.com', active: true };
      const isRead = exchange.request.method === 'GET';
      exchange.socket.write(
        rawReply(
          isRead
            ? {
                headers: [JSON_TYPE],
                body: JSON.stringify({ totalResults: 1, Resources: [record], ...record }),
              }
            : { headers: [['Content-Type', 'text/html']], body: '<html>' },
        ),
      );
    },
  },
  echo('in the address of a redirect', (said) => ({
    status: 302,
    headers: [['Location', `https://192.0.2.1/${said}`]],
  })),
  echo('in a record', (said, each) => {
    const record = {
      id: 'x',
      username: said,
      userName: said,
      displayName: said,
      email: said,
      active: true,
      nested: [{ each }],
    };
    return {
      headers: [JSON_TYPE, ['X-Echo', said]],
      body: JSON.stringify({ totalResults: 1, Resources: [record], ...record }),
    };
  }),
  echo('in a header of an empty reply', (said) => ({
    status: 204,
    headers: [['X-Echo', said]],
    length: 'none',
  })),
  echo('in a name of the record', (_said, each) => ({
    headers: [JSON_TYPE],
    body: JSON.stringify({ ...Object.fromEntries(each.map((one) => [one, 1])), id: 'x' }),
  })),
];
