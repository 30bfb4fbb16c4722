import { headerOf, joinedHeader } from './wire';

const reply = (...headers: readonly (readonly [string, string])[]) => ({
  status: 200,
  headers,
  body: Buffer.alloc(0),
});

it('a header is found whatever the case of its name, the first of several', () => {
  expect(headerOf(reply(['X-A', '1'], ['x-a', '2']), 'x-a')).toBe('1');
  expect(headerOf(reply(['X-A', '1']), 'x-b')).toBeUndefined();
});

it('the values of a header are joined in their order, whatever the case of the names', () => {
  const several = reply(['Link', 'a'], ['X-A', '1'], ['LINK', 'b']);

  expect([joinedHeader(several, 'liNK'), joinedHeader(several, 'x-b')]).toEqual(['a, b', undefined]);
});

it.each([
  ['Set-Cookie', undefined],
  ['Set-Cookie2', undefined],
  ['SET-COOKIE', undefined],
  ['Set-Cookie-Policy', 'x'],
  ['Set-Cookie22', 'x'],
  ['X-Set-Cookie', 'x'],
])('of the header %s is joined: %p', (name, value) => {
  expect(joinedHeader(reply([name, 'x']), name)).toBe(value);
});
