import { tableToMarkdown } from './table';

describe('tableToMarkdown', () => {
  it('writes title, headers, rule and one line per row', () => {
    expect(tableToMarkdown('People', [{ name: 'Ann', active: true }], { headers: ['name', 'active'] })).toBe(
      '### People\n|name|active|\n|---|---|\n| Ann | true |\n',
    );
  });

  it('leaves out the heading when there is no title', () => {
    expect(tableToMarkdown('', { a: 1, b: 2 })).toBe('|a|b|\n|---|---|\n| 1 | 2 |\n');
  });

  it.each([[[]], [null], [undefined], ['']])('says so when there is nothing to show: %j', (data) => {
    expect(tableToMarkdown('People', data)).toBe('### People\n**No entries.**\n');
  });

  it('sorts the keys of the first row when no headers are given, upper case first', () => {
    expect(tableToMarkdown('', [{ b: 1, a: 2, C: 3 }, { z: 4 }])).toBe(
      '|C|a|b|\n|---|---|---|\n| 3 | 2 | 1 |\n|  |  |  |\n',
    );
  });

  it('takes the only key of a dictionary as the header of its value', () => {
    expect(tableToMarkdown('', { 'User Profile': ['a', 'b'] })).toBe('|User Profile|\n|---|\n| a |\n| b |\n');
  });

  it('puts plain values below the first header, and needs one', () => {
    expect(tableToMarkdown('', [1, 2], { headers: ['n'] })).toBe('|n|\n|---|\n| 1 |\n| 2 |\n');
    expect(() => tableToMarkdown('', [1, 2])).toThrow('needs a header');
  });

  it('drops the columns that are empty in every row, and keeps false and 0', () => {
    const rows = [
      { text: '', nothing: null, list: [], dictionary: {}, no: false, zero: 0, some: '' },
      { no: false, zero: 0, some: 'x' },
    ];
    const headers = ['text', 'nothing', 'list', 'dictionary', 'missing', 'no', 'zero', 'some'];

    expect(tableToMarkdown('', rows, { headers, removeNull: true })).toBe(
      '|no|zero|some|\n|---|---|---|\n| false | 0 |  |\n| false | 0 | x |\n',
    );
    expect(tableToMarkdown('T', [{ a: null }], { removeNull: true })).toBe('### T\n**No entries.**\n');
  });

  it('does not take an inherited property for a column', () => {
    expect(tableToMarkdown('', [{ a: 1 }], { headers: ['a', 'constructor'] })).toBe(
      '|a|constructor|\n|---|---|\n| 1 |  |\n',
    );
    expect(tableToMarkdown('', JSON.parse('[{"__proto__": "p", "a": 1}]'))).toBe(
      '|__proto__|a|\n|---|---|\n| p | 1 |\n',
    );
  });
});

describe('a cell', () => {
  const cell = (value: unknown): string =>
    tableToMarkdown('', [{ c: value }], { headers: ['c'] })
      .split('\n')[2]!
      .slice(2, -2);

  it.each([
    ['a string', 'José 🎉 שלום', 'José 🎉 שלום'],
    ['numbers and booleans', 1.5, '1.5'],
    ['null', null, ''],
    [
      'a dictionary: one line per key',
      { a: 'x', b: true, c: null, d: 1 },
      'a: x<br>b: true<br>c: null<br>d: 1',
    ],
    ['a dictionary in a dictionary: JSON', { n: { g: 'Ü', f: ['a'] } }, 'n: {"g": "Ü", "f": ["a"]}'],
    ['a list of text in a dictionary', { s: ['a', 'b'] }, 's: a,<br>b'],
    ['an empty list in a dictionary', { m: [] }, 'm: '],
    [
      'a list of dictionaries: JSON, not Python text',
      { e: [{ v: 'x', p: true }, null] },
      'e: {"v": "x", "p": true},<br>null',
    ],
    ['what JSON cannot say', { a: undefined, b: 1n }, 'a: null<br>b: 1'],
    ['a list', ['a', 1, { b: "it's" }], 'a,<br>1,<br>{"b": "it\'s"}'],
  ])('shows %s', (_, value, expected) => {
    expect(cell(value)).toBe(expected);
  });

  it('cannot break out of the table', () => {
    expect(cell('a|b`c\r\nd\re\nf')).toBe('a\\|b\\`c<br>d<br>e<br>f');
    expect(tableToMarkdown('a\nb', [{ 'x|y': 1 }])).toBe('### a b\n|x\\|y|\n|---|\n| 1 |\n');
  });

  it.each([
    ['a terminal escape', '\u001b[2Jgone', '\\u001b[2Jgone'],
    ['an eight-bit escape', '\u009b2J', '\\u009b2J'],
    ['NUL, bell, tab, delete', '\0\u0007\t\u007f', '\\u0000\\u0007\\u0009\\u007f'],
    ['text direction overrides', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['half an emoji', '\ud83c!', '\\ud83c!'],
  ])('shows %s instead of interpreting it', (_, value, expected) => {
    expect(cell(value)).toBe(expected);
    expect(cell({ [value]: 'v' })).toBe(`${expected}: v`);
    expect(tableToMarkdown(value, { [value]: 1 }, { headers: [value] })).toContain(
      `### ${expected}\n|${expected}|\n`,
    );
  });

  it('stops at a depth that no vendor uses', () => {
    const deep = JSON.parse('[{"a":'.repeat(50_000) + '1' + '}]'.repeat(50_000)) as unknown;

    const deepList = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown;

    expect(cell(deepList)).toContain('"…"');
    expect(cell(deep)).toContain('"…"');
    expect(cell(deep).length).toBeLessThan(1_000);
  });
});
