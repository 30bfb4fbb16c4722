import type { FaultRow } from './fault-row';
import type { Exchange } from './fault-server';
import { rawHead, rawReply, wellFormed, type RawReply } from './http-text';

const JSON_TYPE = ['Content-Type', 'application/json'] as const;
const HTML_TYPE = ['Content-Type', 'text/html'] as const;

/** The vendor refuses with a status and does nothing. */
const refused = (group: string, fault: string, reply: RawReply): FaultRow => ({
  group,
  fault,
  strike: ({ socket }) => void socket.write(rawReply(reply)),
});

/** The vendor acts, and the reply contradicts it. */
const contradicted = (group: string, fault: string, reply: RawReply): FaultRow => ({
  group,
  fault,
  strike: ({ socket, carryOut }) => {
    carryOut();
    socket.write(rawReply(reply));
  },
});

const preceded =
  (first: Buffer) =>
  ({ socket, carryOut }: Exchange): void =>
    void socket.write(Buffer.concat([first, wellFormed(carryOut())]));

const informational: readonly FaultRow[] = [
  { group: '1xx and empty 2xx', fault: '100 before the reply', strike: preceded(rawHead({ status: 100 })) },
  {
    group: '1xx and empty 2xx',
    fault: '103 before the reply',
    strike: preceded(rawHead({ status: 103, headers: [['Link', '</a.css>']] })),
  },
  contradicted('1xx and empty 2xx', '101 that nobody asked for', {
    status: 101,
    headers: [
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
    ],
    length: 'none',
  }),
  contradicted('1xx and empty 2xx', '204', { status: 204, length: 'none' }),
  contradicted('1xx and empty 2xx', '205', { status: 205 }),
];

const moved = (status: number, where: string, location: string): FaultRow =>
  refused('3xx', `${status} ${where}`, { status, headers: [['Location', location]] });

/** Where the redirects of the table lead: an address of documentation (RFC 5737) that nothing must ever be sent to. */
const redirects: readonly FaultRow[] = [
  moved(301, 'to the same host', '/scim/v2/elsewhere'),
  moved(302, 'to another host', 'https://192.0.2.1/scim/v2/Users'),
  moved(307, 'to another host', 'https://192.0.2.1/scim/v2/Users'),
  moved(308, 'down to http', 'http://192.0.2.1/scim/v2/Users'),
  moved(303, 'to another page', '/scim/v2/done'),
  refused('3xx', '304', { status: 304, length: 'none' }),
  refused('3xx', '302 without a location', { status: 302 }),
];

const later = (seconds: number): string =>
  new Date(Date.parse('2026-01-05T08:00:00Z') + seconds * 1000).toUTCString();

const wait = (what: string, ...values: readonly string[]): FaultRow =>
  refused('429', `429, Retry-After ${what}`, {
    status: 429,
    headers: [JSON_TYPE, ...values.map((value) => ['Retry-After', value] as const)],
    body: '{"detail":"slow down"}',
  });

const limits: readonly FaultRow[] = [
  wait('missing'),
  wait('2 (seconds)', '2'),
  wait('a date 3 s ahead', later(3)),
  wait('a date in the past', later(-3600)),
  wait('86400 (a day)', '86400'),
  wait('a number of 30 digits', '9'.repeat(30)),
  wait('-5', '-5'),
  wait('words', 'soon'),
  wait('twice (1 and 5)', '1', '5'),
];

const html = (status: number): FaultRow =>
  refused('4xx and 5xx', `${status} with an HTML page`, {
    status,
    headers: [HTML_TYPE],
    body: '<html><body>gateway</body></html>',
  });

const errors: readonly FaultRow[] = [
  refused('4xx and 5xx', '400', { status: 400, headers: [JSON_TYPE], body: '{"detail":"no"}' }),
  refused('4xx and 5xx', '401', { status: 401, headers: [JSON_TYPE], body: '{"detail":"no"}' }),
  refused('4xx and 5xx', '403', { status: 403, headers: [JSON_TYPE], body: '{"detail":"no"}' }),
  html(404),
  refused('4xx and 5xx', '408', { status: 408 }),
  refused('4xx and 5xx', '409 that finds nobody', {
    status: 409,
    headers: [JSON_TYPE],
    body: '{"detail":"exists"}',
  }),
  refused('4xx and 5xx', '425', { status: 425 }),
  refused('4xx and 5xx', '500 with an empty body', { status: 500 }),
  contradicted('4xx and 5xx', '500 after the vendor acted', {
    status: 500,
    headers: [JSON_TYPE],
    body: '{"detail":"oops"}',
  }),
  refused('4xx and 5xx', '501', { status: 501 }),
  html(502),
  contradicted('4xx and 5xx', '502 after the vendor acted', {
    status: 502,
    headers: [HTML_TYPE],
    body: '<html>',
  }),
  refused('4xx and 5xx', '503', { status: 503, headers: [JSON_TYPE], body: '{"detail":"busy"}' }),
  refused('4xx and 5xx', '503, Retry-After 1', { status: 503, headers: [['Retry-After', '1']] }),
  refused('4xx and 5xx', '504', { status: 504 }),
  contradicted('4xx and 5xx', '504 after the vendor acted', { status: 504 }),
  refused('4xx and 5xx', '599', { status: 599 }),
];

export const statusFaults: readonly FaultRow[] = [...informational, ...redirects, ...limits, ...errors];
