import fc from 'fast-check';
import { parseLinks } from './link-header';

const links = (header: string) =>
  parseLinks(header)?.map(({ target, rels, anchor }) => [
    target,
    rels.join(' '),
    ...(anchor === undefined ? [] : [anchor]),
  ]);

it.each<[string, string, readonly (readonly string[])[] | undefined]>([
  ['one', '<https://x.example/a?after=b>; rel="next"', [['https://x.example/a?after=b', 'next']]],
  [
    'several',
    '</a>; rel="self", </b>; rel="next"',
    [
      ['/a', 'self'],
      ['/b', 'next'],
    ],
  ],
  ['several types of one link', '<b>; rel="last next"', [['b', 'last next']]],
  ['a type in other capitals and without quotes', '<b>; REL=Next', [['b', 'next']]],
  [
    'commas in an address',
    '<b?id=1,2>; rel=next,<c>;rel=prev',
    [
      ['b?id=1,2', 'next'],
      ['c', 'prev'],
    ],
  ],
  ['commas and links in quotes', '<a>; title="x, <y>; rel=\\"next\\""; rel=self', [['a', 'self']]],
  ['escaped characters in quotes', '<a>; rel="ne\\xt"', [['a', 'next']]],
  ['the first of two types', '<a>; rel=prev; rel=next', [['a', 'prev']]],
  ['spaces, and separators too many', ' ,, <a> ; ; rel = "next" , ,', [['a', 'next']]],
  ['no type', '<a>', [['a', '']]],
  ['a parameter without a value', '<a>; rel', [['a', '']]],
  ['something else that it is about', '<a>; rel=next; anchor="#b"', [['a', 'next', '#b']]],
  ['titles of RFC 8187', "<a>; title*=UTF-8''%zz; rel=next", [['a', 'next']]],
  ['nothing', '', []],
  ['no brackets', 'https://x.example/a; rel=next', undefined],
  ['a bracket that stays open', '<https://x.example/a; rel=next', undefined],
  ['a quote that stays open', '<a>; rel="next', undefined],
  ['no semicolon', '<a> rel=next', undefined],
])('%s', (_, header, expected) => {
  expect(links(header)).toEqual(expected);
});

it.each([
  ['" next "', ['next']],
  ['"next  last"', ['next', 'last']],
  ['"\t next\tlast \t"', ['next', 'last']],
  ['""', []],
])('rel=%s has exactly the types %p', (rel, rels) => {
  expect(parseLinks(`<a>; rel=${rel}`)).toMatchObject([{ rels }]);
});

it('reads or refuses any text, in time that grows with its length', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseLinks(text)));
  for (const part of ['<a>;', '<', ' ', '<a>; rel="\\', ',<a>', ';', '<a>;=']) {
    parseLinks(`<a>; ${part.repeat(50_000)}`);
  }
});
