import { readBody } from './read-body';

const reply = (body: string | Buffer, type = 'application/json') => ({
  status: 200,
  headers: [['Content-Type', type]] as const,
  body: Buffer.from(body as string),
});

it.each<[string, ReturnType<typeof reply>, object]>([
  ['nothing', reply(''), { tag: 'empty' }],
  ['blanks', reply(' \n'), { tag: 'empty' }],
  ['JSON', reply('{"a":1}'), { tag: 'json', value: { a: 1 } }],
  ['JSON of another type', reply('{"a":1}', 'text/html'), { tag: 'json', value: { a: 1 } }],
  ['JSON after a byte order mark', reply('\ufeff{"a":1}'), { tag: 'json', value: { a: 1 } }],
  ['JSON in full Unicode', reply('{"a":"Жан 名 🙂"}'), { tag: 'json', value: { a: 'Жан 名 🙂' } }],
  [
    'JSON with what is no character',
    reply('{"a":"\\u0000, \\ud83d"}'),
    { tag: 'json', value: { a: '\ufffd, \ufffd' } },
  ],
  ['a web page', reply('<!DOCTYPE html><title>Sign in</title>'), { tag: 'other', what: 'an HTML page' }],
  ['a web page by its type', reply('Sign in', 'text/html'), { tag: 'other', what: 'an HTML page' }],
  ...[
    '<!doctype a>',
    '<!DOCTYPE html>',
    '<html a>',
    '<HTML>',
    '<?xml version="1.0"?>',
    '<head>',
    '<body a>',
  ].map((begin): [string, ReturnType<typeof reply>, object] => [
    `a web page that begins with ${begin}`,
    reply(` \n${begin}`),
    { tag: 'other', what: 'an HTML page' },
  ]),
  ...['text/html; charset=utf-8', 'application/HTML', 'application/xhtml+xml, text/html'].map(
    (type): [string, ReturnType<typeof reply>, object] => [
      `a web page by the type ${type}`,
      reply('Sign in', type),
      { tag: 'other', what: 'an HTML page' },
    ],
  ),
  ['text about a page', reply('no <html> here'), { tag: 'other', what: 'text that is not JSON' }],
  [
    'text of a type that is like one',
    reply('a', 'text/xhtmlish'),
    { tag: 'other', what: 'text that is not JSON' },
  ],
  [
    'a list that is cut off',
    reply(' [{"id": "4"}'),
    { tag: 'other', what: 'JSON that is cut off or broken' },
  ],
  ['text with a bracket', reply('a [b'), { tag: 'other', what: 'text that is not JSON' }],
  ['JSON that is cut off', reply('{"id": "4'), { tag: 'other', what: 'JSON that is cut off or broken' }],
  [
    'text',
    reply('upstream failed', 'text/plain'),
    { tag: 'other', what: 'text that is not JSON', text: 'upstream failed' },
  ],
  [
    'another encoding',
    reply(Buffer.from([0xff, 0xfe, 0x41, 0x00])),
    { tag: 'other', what: 'text that is not UTF-8', text: '' },
  ],
  [
    'JSON that nests too deeply',
    reply('['.repeat(200) + ']'.repeat(200)),
    { tag: 'other', what: 'JSON that nests too deeply' },
  ],
])('%s', (_, given, expected) => {
  expect(readBody(given)).toMatchObject(expected);
});
