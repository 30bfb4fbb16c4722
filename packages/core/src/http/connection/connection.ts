import { perObject } from '../../codec/per-object';
import { trimEndChar } from '../../codec/trim-end-char';
import type { Secret } from '../../config/secret';
import type { OAuthGrant } from '../sign-in/oauth-grant';

/**
 * The address of a vendor's API and the credentials of requests. At most one of bearer, basic, authorization and auth; headers
 * may carry further secrets beside it.
 */
export interface Connection {
  /** Paths are appended to it with exactly one slash. */
  readonly baseUrl: string;
  /** RFC 6750: `Authorization: Bearer …`. */
  readonly bearer?: Secret;
  /** RFC 7617: user name and password. */
  readonly basic?: { readonly username: string; readonly password: Secret };
  /** Any other scheme of RFC 9110 section 11.4: `{ scheme: 'SSWS', credentials: apiToken }`. */
  readonly authorization?: { readonly scheme: string; readonly credentials: Secret };
  /** OAuth 2.0: made by `oauthClientCredentials`, `oauthRefreshToken` or `oauthPassword`. */
  readonly auth?: OAuthGrant;
  /** Further headers of every request; a Secret stays hidden everywhere but on the wire. */
  readonly headers?: Readonly<Record<string, string | Secret>>;
  /** Content type of request bodies; `application/json` when absent. */
  readonly contentType?: string;
}

/**
 * The headers of every request of the connection with what it accepts, written once: the connection of an instance never changes. Holds
 * secrets: it goes on the wire only.
 */
export const requestHeaders = perObject((connection: Connection): Readonly<Record<string, string>> => ({
  Accept: acceptOf(connection),
  ...connectionHeaders(connection),
}));

export const contentTypeOf = (connection: Connection): string => connection.contentType ?? 'application/json';

const acceptOf = (connection: Connection): string =>
  contentTypeOf(connection) === 'application/json'
    ? 'application/json'
    : `${contentTypeOf(connection)}, application/json`;

/** The headers every request of the connection carries. The result holds secrets: it goes on the wire only. */
export const connectionHeaders = ({
  bearer,
  basic,
  authorization,
  headers = {},
}: Connection): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.reveal(),
    ]),
  ),
  ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer.reveal()}` }),
  ...(basic === undefined
    ? {}
    : {
        Authorization: `Basic ${Buffer.from(`${basic.username}:${basic.password.reveal()}`).toString('base64')}`,
      }),
  ...(authorization === undefined
    ? {}
    : { Authorization: `${authorization.scheme} ${authorization.credentials.reveal()}` }),
});

export const joinUrl = (baseUrl: string, path: string, query: string): string =>
  `${trimEndChar(baseUrl, '/')}/${path}${query === '' ? '' : `?${query}`}`;
