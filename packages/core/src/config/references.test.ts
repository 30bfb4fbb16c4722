import * as E from 'fp-ts/Either';
import { resolveReference } from './references';

const sources = {
  env: { TOKEN: 't0ken\n', EMPTY: '', PROTO: 'env:TOKEN' },
  readFile: (path: string) => {
    if (path === 'token.txt') {
      return 'line 1\nline 2\r\n';
    }
    throw Object.assign(new Error('ENOENT: hunter2'), { code: 'ENOENT' });
  },
};

it.each<[string, unknown, unknown]>([
  ['a variable, its final line break cut', 'env:TOKEN', 't0ken'],
  ['a file, its final line break cut', 'file:token.txt', 'line 1\nline 2'],
  ['escaped text', 'text:env:TOKEN', 'env:TOKEN'],
  ['text with other schemes', 'https://x', 'https://x'],
  ['what is found, without following it further', 'env:PROTO', 'env:TOKEN'],
  ['what is no text', true, true],
])('%s', (_, raw, value) => {
  expect(resolveReference(raw, sources)).toEqual(E.right(value));
});

it.each([
  ['env:MISSING', 'environment variable MISSING is not set'],
  ['env:EMPTY', 'environment variable EMPTY is not set'],
  ['file:gone.txt', 'file gone.txt cannot be read (ENOENT)'],
  ['env:constructor', 'environment variable constructor is not set'],
  ['env:__proto__', 'environment variable __proto__ is not set'],
  ['env:toString', 'environment variable toString is not set'],
  ['env:', 'environment variable  is not set'],
])('%s fails and says why', (raw, problem) => {
  expect(resolveReference(raw, sources)).toEqual(E.left(problem));
});

it('a variable may have any name when it is set', () => {
  const env = JSON.parse('{"constructor":"a","__proto__":"b"}') as Record<string, string>;

  expect(resolveReference('env:constructor', { ...sources, env })).toEqual(E.right('a'));
  expect(resolveReference('env:__proto__', { ...sources, env })).toEqual(E.right('b'));
});
