import { Secret } from '../../config/secret';
import { excerpt } from './excerpt';
import { createRedact } from './redact';

const TOKEN = 'Qz7-t0ken-of-the-instance/+X';
const redact = createRedact({ baseUrl: 'https://x.example', bearer: new Secret(TOKEN) });
const percent = (text: string): string =>
  Buffer.from(text)
    .toString('hex')
    .replace(/../g, (code) => `%${code}`);

describe('an excerpt of a text from outside', () => {
  it('is the text itself when it is short', () => {
    expect(excerpt(redact, 'login taken')).toBe('login taken');
    expect(excerpt(redact, `x ${TOKEN} y`)).toBe('x [secret] y');
  });

  it('is cut, and says so', () => {
    expect(excerpt(redact, 'x'.repeat(501))).toBe(`${'x'.repeat(500)}…`);
    expect(excerpt(redact, 'x'.repeat(500))).toBe('x'.repeat(500));
    expect(excerpt(redact, `${TOKEN}${' '.repeat(20_000)}`, 20)).toBe(`[secret]${' '.repeat(12)}…`);
  });

  it('is not cut where the whole text was looked at and only its secret was long', () => {
    const secret = 'Zx9'.repeat(103);
    const long = createRedact({ baseUrl: 'https://x.example', bearer: new Secret(secret) });

    expect(excerpt(long, `${secret}${'.'.repeat(11)}`, 20)).toBe(`[secret]${'.'.repeat(11)}`);
    expect(excerpt(long, `${secret}${'.'.repeat(12)}`, 20)).toBe(`[secret]${'.'.repeat(11)}…`);
  });

  it.each([
    ['as it is', TOKEN],
    ['percent-encoded', percent(TOKEN)],
    ['percent-encoded four times', percent(TOKEN).replaceAll('%', '%252525')],
    [
      'as entities',
      [...TOKEN].map((character) => `&amp;amp;#x00${character.charCodeAt(0).toString(16)};`).join(''),
    ],
    ['with escapes of JSON in JSON', TOKEN.replaceAll('/', '\\\\\\/')],
    ['in base64', Buffer.from(TOKEN).toString('base64').replace('==', '')],
  ])('leaves no part of a secret at a cut, wherever the cut goes through it: %s', (_, written) => {
    // The cut of what is looked at shows only behind texts that are masked.
    const masked = TOKEN.repeat(12);
    for (let before = 0; before <= written.length; before += 1) {
      const found = redact(
        `${masked}${'.'.repeat(before)}${written}${' more'.repeat(500)}`,
        masked.length + written.length,
      );

      expect(found).toBe(
        `${'[secret]'.repeat(12)}${'.'.repeat(before)}${before === written.length ? '' : '[secret]'}`,
      );
    }
  });

  it('looks at the beginning only, however long the text is', () => {
    const looked: (number | undefined)[] = [];
    const watched = (text: string, atMost?: number): string => {
      looked.push(atMost);
      return text.slice(0, atMost);
    };
    excerpt(watched, TOKEN.repeat(1_000_000));

    expect(looked).toEqual([8_000]);
  });
});
