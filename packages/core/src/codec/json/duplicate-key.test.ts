import { duplicateKey } from './duplicate-key';

it.each<[string, string | undefined]>([
  ['{"email":"a@b.c","email":"d@e.f"}', 'email'],
  ['{"a":{"x":1},"b":[{"y":1,"z":2,"y":3}]}', 'y'],
  ['{"email":1,"em\\u0061il":2}', 'email'],
  ['{"a":"b","b":"a"}', undefined],
  ['{"a":{"x":1},"b":{"x":1}}', undefined],
  ['[{"a":1},{"a":2}]', undefined],
  ['{"a":"{\\"a\\":1}","b":["a","a"]}', undefined],
  ['{"a\\\\":1,"a":2}', undefined],
  ['"a"', undefined],
])('in %s it is %p', (text, key) => {
  expect(duplicateKey(text)).toBe(key);
});
