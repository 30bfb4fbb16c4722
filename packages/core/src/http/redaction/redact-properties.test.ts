import * as fc from 'fast-check';
import { unicodeText } from '../../__fixtures__/unicode-text';
import { Secret } from '../../config/secret';
import { createRedact, redactData } from './redact';
import { bytesOf, ESCAPES, isPlain, ON_ONE_LINE, undo, UNWRAPPED } from './undo-escapes';

const percentAll = (text: string): string =>
  Buffer.from(text)
    .toString('hex')
    .replace(/../g, (code) => `%${code}`);

/** Ways to write a text. None of them cuts it or mixes it with another. */
const WRITTEN: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => JSON.stringify(text),
  encodeURIComponent,
  percentAll,
  (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  (text) => [...text].map((character) => `&#${character.codePointAt(0)};`).join(''),
  (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
];

const secrets = fc
  .oneof(fc.string({ minLength: 4 }), fc.string({ minLength: 4, unit: 'grapheme' }))
  .filter((text) => text.isWellFormed() && !/\p{Cc}/u.test(text));
const ways = fc.constantFrom(...WRITTEN);

it('redacts every secret in two layers of any encoding', () => {
  fc.assert(
    fc.property(secrets, ways, ways, (secret, first, second) => {
      const redact = createRedact({ baseUrl: 'https://x.example', bearer: new Secret(secret) });

      expect(redact(`before: ${second(first(secret))} after`)).toContain('[secret]');
    }),
    { numRuns: 500 },
  );
});

it('redacts every secret in data, whatever the text around it', () => {
  fc.assert(
    fc.property(secrets, ways, unicodeText(), (secret, way, beside) => {
      const redact = createRedact({ baseUrl: 'https://x.example', bearer: new Secret(secret) });
      const data = {
        [beside]: beside,
        details: [beside, { [`k ${way(secret)}`]: `before: ${way(secret)} after` }],
      };
      const [, held] = (redactData(redact, data) as typeof data).details as [string, Record<string, string>];

      expect(Object.entries(held)).toEqual([
        [expect.stringContaining('[secret]'), expect.stringContaining('[secret]')],
      ]);
    }),
    { numRuns: 300 },
  );
});

it('redacts a secret that is wrapped over lines in data', () => {
  const redact = createRedact({ baseUrl: 'https://x.example', bearer: new Secret('Qz7-wrapped-over-lines') });

  expect(redactData(redact, { mail: 'Qz7-wrap\r\nped-over-lines' })).toEqual({ mail: '[secret]' });
});

it('leaves a text without the secret unchanged', () => {
  const redact = createRedact({ baseUrl: 'https://x.example', bearer: new Secret('Qz7-never-there') });

  fc.assert(fc.property(unicodeText(), (text) => redact(text) === text));
});

it.each([0, 1, 2, 3])('redacts base64 of a secret behind %p other bytes', (before) => {
  fc.assert(
    fc.property(secrets, fc.string(), (secret, after) => {
      const redact = createRedact({ baseUrl: 'https://x.example', bearer: new Secret(secret) });
      const text = Buffer.from(`${'x'.repeat(before)}${secret}${after}`).toString('base64');

      expect(redact(text)).toContain('[secret]');
    }),
  );
});

it('takes a text for plain only if nothing of it could be undone', () => {
  const texts = fc.oneof(
    fc.string(),
    unicodeText(),
    fc.string({ unit: fc.constantFrom(' ', '%', '2', '5', '&', '#', ';', '\\', 'u', '\n', '\u00a0', 'a') }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const undone = [...ESCAPES, ON_ONE_LINE, UNWRAPPED].map((escape) => undo(bytesOf(text), escape));

      expect(isPlain(text) && undone.some((one) => one !== text)).toBe(false);
    }),
    { numRuns: 2000 },
  );
  expect(['Jane Doe', 'a  b', '50%', 'R&D', 'a\\b', 'é', 'a\tb'].map(isPlain)).toEqual([
    true,
    ...Array.from({ length: 6 }, () => false),
  ]);
});
