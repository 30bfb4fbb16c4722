import * as E from 'fp-ts/Either';
import { ExactNumber } from '../../codec/exact-number';
import { readBody, type Body } from '../reply/read-body';
import { readTokens, tokenError, tokensIn } from './token-reply';

const json = (value: unknown): Body => ({ tag: 'json', value });
const text = (body: string): Body => readBody({ status: 200, headers: [], body: Buffer.from(body) });

/** What was read, with its secrets revealed, or what is wrong. */
const read = (body: Body) => {
  const tokens = readTokens(body);
  return E.isLeft(tokens)
    ? tokens.left
    : {
        access: tokens.right.accessToken.reveal(),
        lifetimeMs: tokens.right.lifetimeMs,
        refresh: tokens.right.refreshToken?.reveal(),
      };
};

it.each<[string, unknown]>([
  ['no token', {}],
  ['an empty token', { access_token: '' }],
  ['a token that is a number', { access_token: 7 }],
  ['a token that is a list', { access_token: ['t'] }],
  ['a list', [{ access_token: 't' }]],
  ['a text', 't'],
  ['null', null],
])('%s gives no access token', (_, body) => {
  expect(read(json(body))).toBe('The token endpoint gave no access token.');
});

it.each([
  ['', 'has no body'],
  [' \n', 'has no body'],
  ['<html></html>', 'is an HTML page'],
  ['access_token=t', 'is text that is not JSON'],
])('the body %j is not JSON: it %s', (body, what) => {
  expect(read(text(body))).toBe(
    `The reply of the token endpoint ${what} instead of JSON with an access token.`,
  );
});

it.each([' ', '\u007f', '\r\nX: y', 'é', '\u0000'])('a header cannot carry %j in an access token', (part) => {
  const said = 'The access token has a character that a header cannot carry.';

  expect([`${part}t`, `t${part}`, `t${part}t`].map((value) => read(json({ access_token: value })))).toEqual([
    said,
    said,
    said,
  ]);
});

it('an access token has every visible character of ASCII', () => {
  const all = Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCharCode(0x21 + index)).join('');

  expect(read(json({ access_token: all }))).toMatchObject({ access: all });
});

it.each(['Bearer', 'bearer', 'BEARER', null, undefined])('the type of a token may be %p', (type) => {
  expect(read(json({ access_token: 't', token_type: type }))).toMatchObject({ access: 't' });
});

it.each<[unknown, string]>([
  ['mac', 'mac'],
  ['DPoP', 'DPoP'],
  ['xbearer', 'xbearer'],
  ['bearer2', 'bearer2'],
  ['urn.a-b_c', 'urn.a-b_c'],
  ['x'.repeat(20), 'x'.repeat(20)],
  // Not shown: it may be a token in the wrong place.
  ['x'.repeat(21), 'unknown'],
  ['two words', 'unknown'],
  ['(mac', 'unknown'],
  ['mac)', 'unknown'],
  ['', 'unknown'],
  [7, 'unknown'],
  [['Bearer'], 'unknown'],
])('a token of type %p is refused as %s', (type, shown) => {
  expect(read(json({ access_token: 't', token_type: type }))).toBe(
    `The token endpoint gave a token of another type than Bearer (${shown}).`,
  );
});

it.each<[unknown, number | undefined]>([
  [3600, 3_600_000],
  ['3600', 3_600_000],
  [' 60 ', 60_000],
  [0.5, 500],
  [new ExactNumber('90'), 90_000],
  [0, undefined],
  [-1, undefined],
  ['0', undefined],
  ['-60', undefined],
  ['', undefined],
  [' ', undefined],
  ['soon', undefined],
  [true, undefined],
  [[60], undefined],
  [{}, undefined],
  [null, undefined],
  [undefined, undefined],
])('a token that expires in %p seconds lives %p ms', (expires, lifetimeMs) => {
  expect(read(json({ access_token: 't', expires_in: expires }))).toMatchObject({ lifetimeMs });
});

it.each<[unknown, string | undefined]>([
  ['r', 'r'],
  ['', undefined],
  [7, undefined],
  [null, undefined],
  [undefined, undefined],
])('a refresh token %p replaces the present one by %p', (refresh, kept) => {
  expect(read(json({ access_token: 't', refresh_token: refresh }))).toMatchObject({ refresh: kept });
});

it.each<[string, Body, readonly string[]]>([
  [
    'of every kind',
    json({ access_token: 'a', refresh_token: 'r', id_token: 'i', scope: 's' }),
    ['a', 'r', 'i'],
  ],
  ['beside what is no text', json({ access_token: 7, refresh_token: null, id_token: 'i' }), ['i']],
  ['but not empty ones', json({ access_token: '', id_token: 'i' }), ['i']],
  ['in a reply that is refused', json({ access_token: 'a b', token_type: 'mac' }), ['a b']],
  ['in no list', json(['a']), []],
  ['in null', json(null), []],
  ['in no text', text('access_token'), []],
  ['in nothing', text(''), []],
])('tokens are found, so that they can be hidden: %s', (_, body, found) => {
  expect(tokensIn(body).map((secret) => secret.reveal())).toEqual(found);
});

it.each<[unknown, string | undefined]>([
  [{ error: 'invalid_client' }, 'invalid_client'],
  [{ error: 'invalid_grant', error_description: 'It expired.' }, 'invalid_grant: It expired.'],
  [{ error: 'invalid_grant', error_description: '' }, 'invalid_grant'],
  [{ error: 'invalid_grant', error_description: ' ' }, 'invalid_grant'],
  [{ error: 'invalid_grant', error_description: 7 }, 'invalid_grant'],
  [{ error: '', error_description: 'It expired.' }, undefined],
  [{ error: { message: 'x' } }, undefined],
  [{ error: 7 }, undefined],
  [{ error_description: 'It expired.' }, undefined],
  [['invalid_client'], undefined],
  [null, undefined],
])('the error in %j is %p', (body, said) => {
  expect(tokenError(body)).toBe(said);
});
