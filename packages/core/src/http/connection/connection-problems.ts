import { isSecret, type Secret } from '../../config/secret';
import type { Connection } from './connection';
import { doubledScheme } from './doubled-scheme';
import { grantProblems } from '../sign-in/grant-problems';

/**
 * Validates a connection when the configuration is read, before anything is sent. Each problem names the parameter and never a
 * value.
 */
export const connectionProblems = (
  { baseUrl, bearer, basic, authorization, auth, headers = {} }: Connection,
  config: Readonly<Record<string, unknown>>,
): readonly string[] => {
  const parameterOf = (value: unknown): string | undefined =>
    Object.keys(config).find((key) => config[key] === value);
  const scheme = authorization === undefined ? 'Bearer' : authorization.scheme;
  const inHeaders: readonly (readonly [string, string | Secret])[] = [
    ...[bearer, authorization?.credentials].flatMap((value) =>
      value === undefined ? [] : [['Authorization', value] as const],
    ),
    ...Object.entries(headers),
  ];
  return [
    // RFC 3986 section 5.2.4: these segments are removed, with the one before them.
    ...(/\/\.{1,2}(\/|$)/.test(baseUrl) ? ['params: "." and ".." cannot be a part of the address'] : []),
    ...Object.keys(headers)
      .filter((name) => !TOKEN.test(name))
      .map((name) => `params: ${JSON.stringify(name)} cannot be the name of a header`),
    ...inHeaders.flatMap(([name, value]) => {
      const found = NOT_IN_HEADERS.exec(typeof value === 'string' ? value : value.reveal())?.[0];
      const parameter = parameterOf(value);
      const what = parameter === undefined ? `params: the header ${name}` : `params.${parameter}:`;
      return found === undefined
        ? []
        : [`${what} has a character that a header cannot carry (${codePoint(found)})`];
    }),
    ...authorizationsOf(inHeaders, [bearer, authorization?.credentials], scheme).flatMap((text) => {
      const doubled = doubledScheme(text);
      const parameter = Object.keys(config).find((key) => endsWithSecret(text, config[key]));
      return doubled === undefined
        ? []
        : [
            `params${parameter === undefined ? '' : `.${parameter}`}: begins with ${JSON.stringify(doubled)}; ` +
              'give the credential alone, because the scheme is added to it',
          ];
    }),
    ...(authorization !== undefined && !TOKEN.test(authorization.scheme)
      ? [`params: ${JSON.stringify(authorization.scheme)} cannot be the scheme of an Authorization header`]
      : []),
    ...([bearer, basic, authorization, auth].filter((proof) => proof !== undefined).length > 1
      ? ['params: the connection has more than one of bearer, basic, authorization and auth']
      : []),
    ...(auth === undefined ? [] : grantProblems(auth, parameterOf)),
    // RFC 7617 section 2: the first colon ends the user name.
    ...(basic?.username.includes(':') === true
      ? [`params.${parameterOf(basic.username) ?? 'credentials'}: must not contain a colon`]
      : []),
  ];
};

/** The values of the Authorization header as they go on the wire. */
const authorizationsOf = (
  inHeaders: readonly (readonly [string, string | Secret])[],
  withScheme: readonly (Secret | undefined)[],
  scheme: string,
): readonly string[] =>
  inHeaders
    .filter(([name]) => /^(proxy-)?authorization$/i.test(name))
    .map(([, value]) => {
      const text = typeof value === 'string' ? value : value.reveal();
      return typeof value !== 'string' && withScheme.includes(value) ? `${scheme} ${text}` : text;
    });

const endsWithSecret = (text: string, value: unknown): boolean =>
  isSecret(value) && value.reveal() !== '' && text.endsWith(value.reveal());

// RFC 9110 section 5.5: visible characters of ASCII, spaces and tabs. What it calls obs-text is left out: servers take it for
// Latin-1, for UTF-8, or for an attack.
const NOT_IN_HEADERS = /[^\t\x20-\x7e]/u;

// RFC 9110 section 5.6.2.
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
