import { credentialsPrintedBy } from './node-debug';

it.each([
  ...[
    'http',
    'https',
    'net',
    'tls',
    'http2',
    'undici',
    'fetch',
    'HTTP',
    'timer,http',
    'timer, Net ',
    'http|tls',
  ],
  ...['*', 'h*', '*s', 'ht*p', '**', 'n*t', 'stream', 'child_process'],
])('NODE_DEBUG=%s would print credentials', (value) => {
  expect(credentialsPrintedBy({ NODE_DEBUG: value })).toMatch(/^NODE_DEBUG=/);
});

it.each(['HTTPCLIENTREQUEST', 'tlswrap', 'TIMER,HTTP2SESSION', 'net', '*'])(
  'NODE_DEBUG_NATIVE=%s would, too',
  (value) => {
    expect(credentialsPrintedBy({ NODE_DEBUG_NATIVE: value })).toMatch(/^NODE_DEBUG_NATIVE=/);
  },
);

it('only what prints is named', () => {
  expect(credentialsPrintedBy({ NODE_DEBUG: 'timer,http', NODE_DEBUG_NATIVE: 'tcpwrap' })).toBe(
    'NODE_DEBUG=http NODE_DEBUG_NATIVE=tcpwrap',
  );
});

it.each([undefined, '', 'timer', 'module,fs', 'http-parser', 'm*', '.*', 'h.+'])(
  'NODE_DEBUG=%s prints none',
  (value) => {
    expect(credentialsPrintedBy({ NODE_DEBUG: value })).toBeUndefined();
  },
);

it('a hostile pattern takes linear time', () => {
  expect(credentialsPrintedBy({ NODE_DEBUG: `${'*a'.repeat(50)}*` })).toBeUndefined();
});
