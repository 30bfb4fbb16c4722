import { cutEnd } from './cut-end';

it.each([
  ['https://a/', '/', 'https://a'],
  ['https://a///', '/', 'https://a'],
  ['https://a/b', '/', 'https://a/b'],
  ['///', '/', ''],
  ['', '/', ''],
])('cuts %p at %p to %p', (text, character, cut) => expect(cutEnd(text, character)).toBe(cut));
