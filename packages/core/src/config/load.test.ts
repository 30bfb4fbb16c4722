import * as E from 'fp-ts/Either';
import { commonFields } from './common-fields';
import { field } from './field';
import { loadConfig } from './load';
import { isSecret } from './secret';

const sources = {
  env: { ACME_TOKEN: 'fr0m-env', OTHER: 'x', BLANK: '' },
  readFile: (): string => {
    throw new Error('no files');
  },
};
const fields = {
  url: field.url('Base URL'),
  token: field.secret('API key', { env: 'ACME_TOKEN' }),
  region: field.optionalText('Region', { env: 'BLANK' }),
  retries: field.number('Retries', { default: 3 }),
};

describe('loading a configuration', () => {
  it('takes the parameter, else its variable, else its default', () => {
    const loaded = loadConfig(fields, { url: 'https://x.example' }, sources);

    expect(loaded).toMatchObject(E.right({ url: 'https://x.example', region: undefined, retries: 3 }));
    expect(E.isRight(loaded) && isSecret(loaded.right.token) && loaded.right.token.reveal()).toBe('fr0m-env');
  });

  it('takes null for absent', () => {
    expect(loadConfig(fields, { url: 'https://x.example', retries: null }, sources)).toMatchObject(
      E.right({ retries: 3 }),
    );
  });

  it('names every mistake at once, with path and label, never with a value', () => {
    const loaded = loadConfig(
      fields,
      {
        url: 'hunter2',
        token: 'hunter2\n',
        retries: 'hunter2',
        tokn: 'hunter2',
        region: 'env:NOPE',
        __proto: 1,
      },
      sources,
    );

    expect(loaded).toEqual(
      E.left([
        'params.url: must be an address such as https://scim.example.com (Base URL)',
        'params.token: must not begin or end with a space or contain line breaks or control characters (API key)',
        'params.region: environment variable NOPE is not set (Region)',
        'params.retries: must be a number greater than 0 (Retries)',
        'params.tokn: is not a parameter of this integration (url, token, region, retries)',
        'params.__proto: is not a parameter of this integration (url, token, region, retries)',
      ]),
    );
  });

  it('names missing parameters', () => {
    expect(loadConfig(fields, {}, sources)).toEqual(E.left(['params.url: is missing (Base URL)']));
  });

  it('does not take an inherited property for a parameter', () => {
    expect(loadConfig({ constructor: field.text('Odd') }, {}, sources)).toEqual(
      E.left(['params.constructor: is missing (Odd)']),
    );
  });
});

describe('the value of a reference', () => {
  const odd = {
    text: field.optionalText('Text'),
    url: field.url('URL', { default: 'https://x.example' }),
    choice: field.choice('Choice', ['a', 'b'], { default: 'a' }),
  };
  const from = (content: string) => ({ env: { LINES: content }, readFile: () => content });

  it.each(['a\nb', 'a\r\nb', 'a\n\n', '\na', 'a\u2028b', 'a\u0085b', 'a\vb'])(
    'is one line: not %j',
    (content) => {
      for (const key of Object.keys(odd)) {
        for (const raw of ['env:LINES', 'file:lines']) {
          const loaded = loadConfig(odd, { [key]: raw }, from(content));

          expect(E.isLeft(loaded) && loaded.left).toEqual([
            expect.stringMatching(`^params.${key}: must be one line; what it refers to has line breaks`),
          ]);
        }
      }
    },
  );

  it('may end with a line break, and values in the configuration itself may contain them', () => {
    expect(loadConfig(odd, { text: 'file:x' }, from('a b\r\n'))).toMatchObject(E.right({ text: 'a b' }));
    expect(loadConfig(odd, { text: 'a\nb' }, from(''))).toMatchObject(E.right({ text: 'a\nb' }));
  });

  it('is missing for a variable that is only inherited', () => {
    expect(loadConfig({ odd: field.text('Odd', { env: 'constructor' }) }, {}, from(''))).toEqual(
      E.left(['params.odd: is missing (Odd)']),
    );
  });
});

describe('the common parameters', () => {
  it('default to everything allowed and verified TLS (an absent switch is on)', () => {
    expect(loadConfig(commonFields, {}, sources)).toEqual(
      E.right({
        createUserEnabled: true,
        updateUserEnabled: true,
        enableUserEnabled: true,
        disableUserEnabled: true,
        createIfNotExists: true,
        mapperIn: undefined,
        mapperOut: undefined,
        insecure: false,
        proxy: false,
        timeout: 30,
        rateLimit: undefined,
      }),
    );
  });
});
