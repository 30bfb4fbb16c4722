import { generateKeyPairSync } from 'node:crypto';
import {
  defineIntegration,
  field,
  type Integration,
  oauthClientCredentials,
  oauthPassword,
  oauthRefreshToken,
  Secret,
} from '@iam/core';
import { ACME_CALLS, ACME_PROFILE, acme, acmeFake, acmeParams } from '../__fixtures__/acme';
import type { FakeKit } from '../kit/check';
import { checks } from '../checks/all-checks';
import { checkIntegration, describeIntegration } from './describe-integration';
import { withFakeKit, type Conformance } from '../kit/fake-kit';
import { restFake } from '../fake/rest-fake';
import { timed } from './run-check';
import type { TokenEndpointOptions } from '../fake/token-endpoint';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const TOKEN_PATH = '/oauth/token';

/** Acme with tokens: what its definition says of them, and what its stand-in does. */
const acmeWith = (
  connection: Integration['connection'],
  oauth: Partial<TokenEndpointOptions>,
  params: object = { apiKey: 'client-s3cret' },
): Conformance => ({
  integration: defineIntegration({
    ...acme,
    numberAttributes: [],
    config: {
      url: field.url('URL'),
      apiKey: field.optionalSecret('Secret'),
      key: field.optionalPrivateKey('Key'),
    },
    rateLimit: 1e6,
    limitHeaders: { remaining: 'x', reset: 'y', resetIs: 'seconds' },
    connection: (config) => ({ ...connection(config), baseUrl: `${config.url}/api/v1` }),
    client: acme.client,
  }),
  fake: () =>
    restFake({
      name: 'acme',
      basePath: '/api/v1',
      oauth: { path: TOKEN_PATH, clientId: 'client', ...oauth },
      users: {
        fields: ['login', 'email', 'first_name', 'last_name', 'title', 'city'],
        unique: ['login', 'email'],
        required: ['login', 'last_name'],
      },
      groups: {},
      pageSize: 2,
    }),
  params: (url) => ({ url, ...params }),
  profile: ACME_PROFILE,
  extraCommands: ACME_CALLS,
});

type Config = { readonly url: string; readonly apiKey: Secret; readonly key: Secret };
const client = ({ url }: Config) => ({ tokenUrl: `${url}${TOKEN_PATH}`, clientId: 'client' });

const withSecret = acmeWith(
  (config) => {
    const known = config as unknown as Config;
    return { baseUrl: '', auth: oauthClientCredentials({ ...client(known), clientSecret: known.apiKey }) };
  },
  { clientSecret: 'client-s3cret' },
);

const KINDS: readonly (readonly [string, Conformance])[] = [
  ['a secret', withSecret],
  [
    'a signed assertion',
    acmeWith(
      (config) => {
        const known = config as unknown as Config;
        return { baseUrl: '', auth: oauthClientCredentials({ ...client(known), privateKey: known.key }) };
      },
      { publicKey: publicKey.export({ format: 'jwk' }) },
      { key: PEM },
    ),
  ],
  [
    'a refresh token',
    acmeWith(
      (config) => {
        const known = config as unknown as Config;
        return { baseUrl: '', auth: oauthRefreshToken({ ...client(known), refreshToken: known.apiKey }) };
      },
      { refreshToken: 'client-s3cret' },
    ),
  ],
  [
    'a password',
    acmeWith(
      (config) => {
        const known = config as unknown as Config;
        return {
          baseUrl: '',
          auth: oauthPassword({ ...client(known), username: 'jane', password: known.apiKey }),
        };
      },
      { password: { username: 'jane', password: 'client-s3cret' } },
    ),
  ],
];

const redOf = async (conformance: Conformance, part: RegExp): Promise<readonly string[]> => {
  const red: string[] = [];
  for (const check of checks.filter(({ name }) => part.test(name))) {
    const { ok, message = '' } = await timed(check.name, () =>
      withFakeKit(conformance, (kit) => check.run(kit)),
    );
    red.push(...(ok ? [] : [`${check.name}: ${message}`]));
  }
  return red;
};

it('an integration that signs in conforms', async () => {
  const results = [];
  for await (const result of checkIntegration(withSecret)) {
    results.push(result);
  }
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  expect(results.filter(({ name }) => name.startsWith('sign-in: '))).toHaveLength(4);
});

it.each(KINDS)('signing in with %s conforms', async (_, conformance) => {
  expect(await redOf(conformance, /^(sign-in|test-module|secrets|basis)/)).toEqual([]);
});

it('an integration that does not sign in is not asked for it', () => {
  const names: string[] = [];
  describeIntegration({
    integration: acme,
    fake: acmeFake,
    params: acmeParams,
    profile: ACME_PROFILE,
    test: { it: (name) => names.push(name) },
  });
  expect(names.filter((name) => name.startsWith('sign-in: '))).toEqual([]);
});

describe('the kit turns red', () => {
  const RENEWED = 'sign-in: a token that the vendor refuses is renewed once, and the write is sent again';
  const SHOWN = 'sign-in: nothing shows a token';

  const messageOf = async (
    conformance: Conformance,
    name: string,
    broken: (kit: FakeKit) => FakeKit = (kit) => kit,
  ): Promise<string> => {
    const check = checks.find((one) => one.name === name);
    const { message = '' } = await timed(name, () =>
      withFakeKit(conformance, async (kit) => check?.run(broken(kit))),
    );
    return message;
  };

  it('when a token that was got by hand is never renewed', async () => {
    const byHand = acmeWith(() => ({ baseUrl: '', bearer: new Secret('acce55-token-1-12f7c1') }), {
      clientSecret: 'client-s3cret',
    });
    const fake = () => {
      const vendor = byHand.fake(() => new Date());
      vendor.handle({
        method: 'POST',
        path: TOKEN_PATH,
        query: '',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: undefined,
        text: 'grant_type=client_credentials&client_id=client&client_secret=client-s3cret',
      });
      return vendor;
    };
    expect(await messageOf({ ...byHand, fake }, RENEWED)).toMatch(/\nWhat to change: /);
    expect(await messageOf(withSecret, RENEWED)).toBe('');
  });

  it('when a result shows a token', async () => {
    const printing = (kit: FakeKit): FakeKit => ({
      ...kit,
      run: async (command, args, setup) => {
        const result = await kit.run(command, args, setup);
        const { request } = kit.server.exchanges().at(-1) ?? {};
        return { ...result, warnings: [...result.warnings, `sent ${request?.headers['authorization']}`] };
      },
    });
    expect(await messageOf(withSecret, SHOWN, printing)).toContain('shows an access token');
    expect(await messageOf(withSecret, SHOWN)).toBe('');
  });
});
