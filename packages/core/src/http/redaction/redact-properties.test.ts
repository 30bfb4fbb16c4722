import * as fc from 'fast-check';
import { Secret } from '../../config/secret';
import { createRedact } from './redact';

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

it('whatever a secret is and however it is written, twice over, it is not left standing', () => {
  fc.assert(
    fc.property(secrets, ways, ways, (secret, first, second) => {
      const redact = createRedact({ baseUrl: 'https://x.example', bearer: new Secret(secret) });

      expect(redact(`before: ${second(first(secret))} after`)).toContain('[secret]');
    }),
    { numRuns: 500 },
  );
});

it('a text without the secret stays as it is', () => {
  const redact = createRedact({ baseUrl: 'https://x.example', bearer: new Secret('Qz7-never-there') });

  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => redact(text) === text));
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
