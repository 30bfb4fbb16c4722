import { trimEndChar } from './trim-end-char';

it.each([
  ['https://a/', '/', 'https://a'],
  ['https://a///', '/', 'https://a'],
  ['https://a/b', '/', 'https://a/b'],
  ['///', '/', ''],
  ['', '/', ''],
])('cuts %p at %p to %p', (text, character, cut) => expect(trimEndChar(text, character)).toBe(cut));
