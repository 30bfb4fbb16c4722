import { generateKeyPairSync } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { field } from './field';
import { isSecret } from './secret';

const read = (spec: { read: (raw: unknown) => E.Either<string, unknown> }, raw: unknown) => {
  const result = spec.read(raw);
  return E.isLeft(result) ? `! ${result.left}` : result.right;
};

describe('a url', () => {
  it.each([
    ['https://x.example/', 'https://x.example'],
    ['https://x.example/scim/v2//', 'https://x.example/scim/v2'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['x.example', '! must be an address such as https://scim.example.com'],
    ['ftp://x.example', '! must begin with https:// (or http://)'],
    [
      'https://jane:hunter2@x.example',
      '! must not contain a user name or password; use the credential parameters',
    ],
    ['https://x.example?token=hunter2', '! must not contain a query (?) or fragment (#)'],
    ['https://x.example#top', '! must not contain a query (?) or fragment (#)'],
    ['', '! must not be empty'],
    [7, '! must be text'],
  ])('%p reads as %p', (raw, expected) => {
    expect(read(field.url('Base URL'), raw)).toBe(expected);
  });
});

describe('a secret', () => {
  it('is wrapped in a Secret', () => {
    const secret = read(field.secret('Token'), 'hunter2');

    expect(isSecret(secret) && secret.reveal()).toBe('hunter2');
  });

  it.each([[' hunter2'], ['hunter2\n'], ['hun\r\nter2'], ['hun\u0000ter2'], ['\u0085hunter2'], [''], [7]])(
    '%p is refused without being shown',
    (raw) => {
      expect(read(field.secret('Token'), raw)).toMatch(/^! must (?!.*hunter)/);
    },
  );
});

describe('a private key', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  it.each([
    ['PEM', pem],
    ['PEM in one line', pem.replaceAll('\n', '\\n')],
    ['JWK', JSON.stringify(privateKey.export({ format: 'jwk' }), null, 2)],
  ])('is read as %s, line breaks and all, and is a Secret', (_, text) => {
    const secret = read(field.privateKey('Key'), text);
    expect(isSecret(secret) && secret.reveal()).toBe(text);
    expect(String(secret)).toBe('[secret]');
  });

  it.each([
    'hunter2',
    '{"kty": "EC"',
    '{}',
    '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----',
    7,
  ])('%p is refused without being shown', (raw) => {
    expect(read(field.privateKey('Key'), raw)).toMatch(/^! must be (?!.*hunter)/);
  });

  it('may be left out where it is optional', () => {
    expect(field.privateKey('Key').required).toBe(true);
    expect(field.optionalPrivateKey('Key')).toMatchObject({ required: false, type: 'secret' });
  });
});

describe('a flag', () => {
  it.each([
    [true, true],
    ['No', false],
    ['on', '! must be true or false'],
    [1, '! must be true or false'],
  ])('%p reads as %p', (raw, expected) => {
    expect(read(field.flag('Insecure'), raw)).toBe(expected);
  });
});

describe('a choice', () => {
  it('takes the listed words only', () => {
    const spec = field.choice('Update', ['patch', 'put']);

    expect(read(spec, 'put')).toBe('put');
    expect(read(spec, 'PUT')).toBe('! must be one of patch, put');
    expect(spec.choices).toEqual(['patch', 'put']);
  });
});

describe('a number', () => {
  it.each([
    [20, 20],
    ['0.5', 0.5],
    [0, '! must be a number greater than 0'],
    [-1, '! must be a number greater than 0'],
    ['', '! must be a number greater than 0'],
    ['ten', '! must be a number greater than 0'],
    [Infinity, '! must be a number greater than 0'],
  ])('%p reads as %p', (raw, expected) => {
    expect(read(field.number('Timeout'), raw)).toBe(expected);
  });
});

it('is required unless it has a default or is optional', () => {
  expect(field.text('a').required).toBe(true);
  expect(field.text('a', { default: 'x' }).required).toBe(false);
  expect(field.flag('a', { default: false }).required).toBe(false);
  expect(
    [field.optionalText('a'), field.optionalNumber('a'), field.optionalSecret('a')].map(
      (spec) => spec.required,
    ),
  ).toEqual([false, false, false]);
});
