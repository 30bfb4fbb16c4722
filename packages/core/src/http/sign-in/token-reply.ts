import * as E from 'fp-ts/Either';
import { isDictionary } from '../../codec/combinators';
import { isExactNumber } from '../../codec/exact-number';
import { Secret } from '../../config/secret';
import type { Body } from '../reply/read-body';

/** The tokens in a reply of a token endpoint (RFC 6749 section 5.1). */
export interface Tokens {
  readonly accessToken: Secret;
  /** Milliseconds; undefined when the reply states no positive number: then a 401 shows that the token has expired. */
  readonly lifetimeMs: number | undefined;
  /** Replaces the present refresh token. */
  readonly refreshToken: Secret | undefined;
}

/** Every text in a reply that may be a token, even in a malformed reply. Hide them before any message about the reply is made. */
export const tokensIn = (body: Body): readonly Secret[] =>
  body.tag === 'json' && isDictionary(body.value)
    ? ['access_token', 'refresh_token', 'id_token']
        .map((name) => (body.value as Readonly<Record<string, unknown>>)[name])
        .filter((value) => typeof value === 'string' && value !== '')
        .map((value) => new Secret(String(value)))
    : [];

/** Left: what is wrong, without any token. */
export const readTokens = (body: Body): E.Either<string, Tokens> => {
  if (body.tag !== 'json') {
    const what = body.tag === 'empty' ? 'has no body' : `is ${body.what}`;
    return E.left(`The reply of the token endpoint ${what} instead of JSON with an access token.`);
  }
  const fields = isDictionary(body.value) ? body.value : {};
  const { access_token: token, token_type: type, refresh_token: refresh } = fields;
  if (typeof token !== 'string' || token === '') {
    return E.left('The token endpoint gave no access token.');
  }
  if (!IN_HEADER.test(token)) {
    return E.left('The access token has a character that a header cannot carry.');
  }
  if (type !== undefined && type !== null && !(typeof type === 'string' && /^bearer$/i.test(type))) {
    return E.left(
      `The token endpoint gave a token of another type than Bearer (${typeof type === 'string' && /^[\w.-]{1,20}$/.test(type) ? type : 'unknown'}).`,
    );
  }
  return E.right({
    accessToken: new Secret(token),
    lifetimeMs: lifetimeOf(fields['expires_in']),
    refreshToken: typeof refresh === 'string' && refresh !== '' ? new Secret(refresh) : undefined,
  });
};

/** The error of a token endpoint (RFC 6749 section 5.2); undefined when the body has another shape. */
export const tokenError = (body: unknown): string | undefined => {
  const { error, error_description: description } = isDictionary(body) ? body : {};
  if (typeof error !== 'string' || error === '') {
    return undefined;
  }
  return typeof description === 'string' && description.trim() !== '' ? `${error}: ${description}` : error;
};

/** Visible ASCII. Wider than RFC 6750 section 2.1, but without spaces and control characters, which would break the header. */
const IN_HEADER = /^[\x21-\x7e]+$/;

const lifetimeOf = (value: unknown): number | undefined => {
  const text = typeof value === 'number' || isExactNumber(value) ? String(value) : value;
  const seconds = typeof text === 'string' ? Number(text) : NaN;
  return seconds > 0 ? seconds * 1000 : undefined;
};
