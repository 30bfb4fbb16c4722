import { inspect } from 'node:util';
import { isSecret, Secret } from './secret';

const secret = new Secret('hunter2');

it.each<[string, string]>([
  ['text', `${secret}`],
  ['JSON', JSON.stringify({ token: secret })],
  ['inspect', inspect({ token: secret }, { depth: 9, showHidden: true })],
  ['concatenation', 'a' + String(secret)],
  ['its keys', JSON.stringify(Object.entries(secret))],
  ['an error', new Error(`bad ${secret}`).message],
])('a secret does not show itself in %s', (_, shown) => {
  expect(shown).not.toContain('hunter2');
});

it('shows its value on request only', () => {
  expect(secret.reveal()).toBe('hunter2');
});

it('is recognised by its brand, not by its class', () => {
  expect(isSecret(secret)).toBe(true);
  expect(isSecret(Object.defineProperty({}, Symbol.for('@iam/secret'), { value: true }))).toBe(true);
  expect([null, 'hunter2', {}].some(isSecret)).toBe(false);
});
