import fc from 'fast-check';
import { unicodeText } from '../../__fixtures__/unicode-text';
import { quotedText } from './quoted-text';

it.each([
  '',
  'Jane',
  'Müller \u2028 \u007f',
  'a"b',
  'a\\b',
  'a\nb\tc\u0000\u001f',
  '\ud83d\ude00',
  '\ud83d',
  'x\ude00',
  '</script>',
])('%j is quoted as JSON.stringify quotes it', (text) => {
  expect(quotedText(text)).toBe(JSON.stringify(text));
});

it('any text is quoted as JSON.stringify quotes it', () => {
  fc.assert(
    fc.property(fc.oneof(unicodeText(), fc.string({ unit: 'binary-ascii' })), (text) => {
      expect(quotedText(text)).toBe(JSON.stringify(text));
    }),
  );
});
