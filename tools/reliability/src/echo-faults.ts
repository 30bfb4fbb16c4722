import type { FaultRow } from './fault-row';
import type { Exchange } from './fault-server';
import { rawReply } from './http-text';
import type { RawReply } from './http-text';

const JSON_TYPE = ['Content-Type', 'application/json'] as const;

/** What the caller proved itself with, and other ways to write it. */
const credentialsOf = ({ request }: Exchange): readonly string[] => {
  const header = request.headers['authorization'] ?? '';
  const value = header.replace(/^\w+ /, '');
  return [
    header,
    value,
    encodeURIComponent(value),
    Buffer.from(value).toString('base64'),
    Buffer.from(value).toString('base64url'),
  ];
};

const echo = (fault: string, reply: (said: string, each: readonly string[]) => RawReply): FaultRow => ({
  group: 'Echoes',
  fault,
  strike: (exchange) => {
    const each = credentialsOf(exchange);
    exchange.socket.write(rawReply(reply(each.join(' '), each)));
  },
});

/** Vendors and gateways that send back what they were sent: every place where a secret could come in again. */
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
    body: JSON.stringify({ [each[1] ?? '']: 1, id: 'x' }),
  })),
];
