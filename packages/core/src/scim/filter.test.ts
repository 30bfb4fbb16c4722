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

it.each([
  ['emails.value', 'emails.value'],
  ['emails[primary work].value', 'emails.value'],
  ['name.familyName', 'name.familyName'],
  [
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.manager.value',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value',
  ],
  ['URN:acme:1.0:User.badge', 'URN:acme:1.0:User:badge'],
  ['saturn:ring.size', 'saturn:ring.size'],
  ['userName', 'userName'],
])('the path %s is called %s in a filter', (path, name) => {
  expect(equals(path, 'x')).toBe(`${name} eq "x"`);
});
