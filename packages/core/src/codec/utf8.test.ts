import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { decodeUtf8 } from './utf8';

it.each<[string, readonly number[], string]>([
  ['Latin-1', [...Buffer.from('{"a":\n"J'), 0xf6, 0x72, 0x67], 'line 2, column 3 (byte 9)'],
  ['an end within a character', [0x61, 0xe2, 0x82], 'line 1, column 2 (byte 2)'],
  ['what begins as the replacement character does', [0x61, 0xef, 0x41], 'line 1, column 2 (byte 2)'],
  ['two bytes of the replacement character', [0xef, 0xbf, 0x41], 'line 1, column 1 (byte 1)'],
  ['a half of a pair (RFC 3629 section 3)', [0x61, 0xed, 0xa0, 0x80], 'line 1, column 2 (byte 2)'],
  ['a character beyond the column of bytes', [...Buffer.from('ü€😀'), 0xff], 'line 1, column 4 (byte 10)'],
  ['UTF-16', [0xff, 0xfe, 0x61, 0x00], 'line 1, column 1 (byte 1); it begins like UTF-16'],
])('rejects %s as invalid UTF-8 with its position', (_, bytes, place) => {
  expect(decodeUtf8(Buffer.from(bytes))).toEqual(E.left(`is not UTF-8: ${place}`));
});

it('every text comes back as it was, with its byte order mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodeUtf8(Buffer.from(`\ufeff${text}`))).toEqual(E.right(`\ufeff${text}`));
    }),
  );
});
