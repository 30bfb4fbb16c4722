import { trimEndChar } from '../codec/trim-end-char';
import type { Secret } from '../config/secret';

/** Where a vendor's API is and how a request proves who it is from. One of bearer, basic or headers. */
export interface Connection {
  /** Paths are appended to it with exactly one slash. */
  readonly baseUrl: string;
  /** RFC 6750: `Authorization: Bearer …`. */
  readonly bearer?: Secret;
  /** RFC 7617: user name and password. */
  readonly basic?: { readonly username: string; readonly password: Secret };
  /** Further headers of every request; a Secret stays hidden everywhere but on the wire. */
  readonly headers?: Readonly<Record<string, string | Secret>>;
  /** Content type of request bodies; `application/json` when absent. */
  readonly contentType?: string;
}

/** The headers every request of the connection carries. The result holds secrets: it goes on the wire only. */
export const connectionHeaders = ({ bearer, basic, headers = {} }: Connection): Record<string, string> => ({
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
});

export const joinUrl = (baseUrl: string, path: string, query: string): string =>
  `${trimEndChar(baseUrl, '/')}/${path}${query === '' ? '' : `?${query}`}`;
