import { equals } from './filter';

it.each([
  ['jane', 'userName eq "jane"'],
  ['a"b', 'userName eq "a\\"b"'],
  ['a\\b', 'userName eq "a\\\\b"'],
  ['x" or userName pr or "', 'userName eq "x\\" or userName pr or \\""'],
  ['line\nbreak', 'userName eq "line\\nbreak"'],
  ['O’Hara & Söhne', 'userName eq "O’Hara & Söhne"'],
])('%p cannot leave its quotes', (value, filter) => {
  expect(equals('userName', value)).toBe(filter);
});
