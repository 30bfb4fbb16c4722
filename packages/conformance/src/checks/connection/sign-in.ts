import { inspect } from 'node:util';
import { toContext, toMarkdown } from '@iam/core';
import { isDictionary } from '@iam/core/internal';
import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claim, claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { instead, webPage } from '../../server/fault';
import { aChange, givenUser, vendorError } from '../../claims/given';

const BY_CORE =
  '`auth` in the connection: oauthClientCredentials (or another grant) only; core gets and renews the tokens. And the fake: name its `tokenPath`.';

/** Tokens that an integration gets by OAuth 2.0. */
export const signInChecks: readonly Check[] = [
  onFake(
    'sign-in: one token serves all commands, however many wait for it',
    async (kit) => {
      await Promise.all([1, 2, 3].map(() => kit.run('test-module', {})));
      claimDone(await kit.run('test-module', {}), BY_CORE);
      claimSame(kit.server.signIns().length, 1, 'Requests to the token endpoint', BY_CORE);
    },
    'signsIn',
  ),
  onFake(
    'sign-in: a token that the vendor refuses is renewed once, and the write is sent again',
    async (kit) => {
      const { profile } = await givenUser(kit);
      const { body } = await vendorError(kit);
      const { key, after } = aChange(kit);
      const before = kit.server.signIns().length;
      kit.server.fail({ on: 'writes', mishap: instead({ status: 401, body }) });
      claimDone(await kit.user('iam-update-user', { ...profile, [key]: after }), BY_CORE);
      claimSame(kit.server.signIns().length - before, 1, 'Renewals', BY_CORE);
      const [used = '', ...others] = new Set(
        kit.server.exchanges().map(({ request }) => request.headers['authorization'] ?? ''),
      );
      claim(
        others.some((other) => other !== used),
        'The refused token was sent again.',
        'the fake: give another token each time, and have `handle` refuse those that it did not give.',
      );
    },
    'signsIn',
  ),
  onFake(
    'sign-in: a refusal fails with the words of the token endpoint',
    async (kit) => {
      const refused = { error: 'invalid_client', error_description: 'is refused by the kit' };
      kit.server.failSignIns(instead({ status: 400, body: refused }));
      claimFailed(
        await kit.run('test-module', {}),
        { kinds: ['unauthorized'], says: 'Could not sign in: invalid_client: is refused by the kit' },
        BY_CORE,
      );
      kit.server.failSignIns(instead(webPage(200)));
      claimFailed(await kit.run('test-module', {}), { kinds: ['malformed-reply'] }, BY_CORE);
      claimSame(kit.server.exchanges().length, 0, 'Requests to the API without a token', BY_CORE);
    },
    'signsIn',
  ),
  onFake(
    'sign-in: nothing shows a token',
    async (kit) => {
      const { profile } = await givenUser(kit);
      const { body } = await vendorError(kit);
      const tokens = (): string => tokensGiven(kit).join(' ');
      const results = [await kit.run('test-module', {}), await kit.user('iam-get-user', profile)];
      for (const status of [400, 401, 500]) {
        kit.server.repair();
        kit.server.fail({
          on: 'all',
          times: Infinity,
          mishap: {
            kind: 'altered',
            alter: () => ({ status, body: { ...asDictionary(body), message: `You sent ${tokens()}` } }),
          },
        });
        results.push(await kit.run('test-module', {}), await kit.user('iam-get-user', profile));
      }
      const shown = [
        ...results.flatMap((result) => [result, toContext(result), toMarkdown(result)]),
        kit.events(),
      ]
        .map((part) => inspect(part, { depth: null, showHidden: true }))
        .join('');
      claim(tokensGiven(kit).length > 0, 'The token endpoint gave no token.', BY_CORE);
      claim(
        !tokensGiven(kit).some((token) => shown.includes(token)),
        'A result or a request event shows an access token.',
        'the client: put no header and no request into a result or a message.',
      );
    },
    'signsIn',
  ),
];

const tokensGiven = (kit: FakeKit): readonly string[] =>
  kit.server.signIns().flatMap(({ reply }) => {
    const token = asDictionary(reply?.body)['access_token'];
    return typeof token === 'string' && token !== '' ? [token] : [];
  });

const asDictionary = (body: unknown): Readonly<Record<string, unknown>> => (isDictionary(body) ? body : {});
