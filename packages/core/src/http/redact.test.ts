import { Secret } from '../config/secret';
import { createRedact } from './redact';

const baseUrl = 'https://x.example';

it.each<[string, string]>([
  ['as it is', 'token t0ken+/"x is wrong'],
  ['in a URL', `?token=${encodeURIComponent('t0ken+/"x')}`],
  ['in base64', Buffer.from('t0ken+/"x').toString('base64')],
  ['in JSON', JSON.stringify({ token: 't0ken+/"x' })],
  ['twice', 't0ken+/"x t0ken+/"x'],
])('a secret is taken out %s', (_, text) => {
  const redact = createRedact({ baseUrl, bearer: new Secret('t0ken+/"x') });

  expect(redact(text)).toContain('[secret]');
  expect(redact(text)).not.toMatch(/t0ken|dDBrZW4/);
});

it('takes out basic credentials and secret headers too', () => {
  const redact = createRedact({
    baseUrl,
    basic: { username: 'jane', password: new Secret('hunter2') },
    headers: { 'X-Key': new Secret('k3y!'), 'X-Tenant': 'tenant-1' },
  });
  const pair = Buffer.from('jane:hunter2').toString('base64');

  expect(redact(`jane hunter2 ${pair} k3y! tenant-1`)).toBe('jane [secret] [secret] [secret] tenant-1');
});

it('leaves ordinary words alone when a secret is too short to be one', () => {
  expect(createRedact({ baseUrl, bearer: new Secret('e') })('the end')).toBe('the end');
});
