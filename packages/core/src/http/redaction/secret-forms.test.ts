import { Secret } from '../../config/secret';
import { createRedact } from './redact';
import { formsOf, MIN_SECRET } from './secret-forms';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe.each(['Qz7k9Lm3x', 'Qz7k9Lm3xT', 'Qz7k9Lm3xTw'])('a secret within base64: %s', (secret) => {
  const redact = createRedact({ baseUrl: 'https://x.example', bearer: new Secret(secret) });

  it.each(['', 'a', 'ab', 'abc', 'abcd'])(
    'leaves only characters that its neighbours share, after %p',
    (before) => {
      const text = base64(`${before}${secret}zz`);
      // Each character holds six bits.
      const from = Math.ceil((before.length * 8) / 6);
      const to = Math.floor(((before.length + secret.length) * 8) / 6);

      expect(redact(text)).toBe(`${text.slice(0, from)}[secret]${text.slice(to)}`);
    },
  );
});

it('a secret of digits only is looked for as the number that JSON makes of it', () => {
  expect(formsOf('12345678901234567891')).toContain('12345678901234567000');
  expect(formsOf('0012345')).toContain('12345');
  expect(formsOf('a12345678901234567891')).not.toContain('12345678901234567000');
  expect(formsOf('12345678901234567891x')).not.toContain('NaN');
});

it('no form is looked for that is so short that words have it', () => {
  const forms = ['0007', 'pin4', '???>'].flatMap(formsOf);

  expect(forms.filter(({ length }) => length < MIN_SECRET)).toEqual([]);
  expect(forms).toContain('0007');
});

it.each(['a b+c d+e', 'A+B C+D'])('a form writes + for a space, and reads it so: %s', (secret) => {
  expect(formsOf(secret)).toEqual(
    expect.arrayContaining([secret.replaceAll(' ', '+'), secret.replaceAll('+', ' ')]),
  );
});
