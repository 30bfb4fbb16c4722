import { wrapText } from './wrap-text';

describe('a text that is wrapped', () => {
  it('breaks between words, never inside one, and goes on below where it began', () => {
    expect(wrapText('one two three four', 13, '  - ', '    ')).toBe('  - one two\n    three\n    four');
    expect(wrapText('a https://example.com/very-long b', 10)).toBe('a\nhttps://example.com/very-long\nb');
  });

  it('is one line where it fits', () => {
    expect(wrapText('one two', 7)).toBe('one two');
  });
});
