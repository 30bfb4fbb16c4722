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

  it('names what is missing', () => {
    expect(loadConfig(fields, {}, sources)).toEqual(E.left(['params.url: is missing (Base URL)']));
  });

  it('knows no parameter by what every object inherits', () => {
    expect(loadConfig({ constructor: field.text('Odd') }, {}, sources)).toEqual(
      E.left(['params.constructor: is missing (Odd)']),
    );
  });
});

describe('the common parameters', () => {
  it('allow everything and are safe when nothing is said (a switch that is absent is on)', () => {
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
