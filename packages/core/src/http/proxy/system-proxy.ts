import { urlOf } from '../../codec/url-of';
import { Secret } from '../../config/secret';
import { hostOf, portOf, readNoProxy } from './no-proxy';
import { isTooShortToHide } from '../redaction/redact';

/** A proxy to go through. */
export interface Proxy {
  /** Whether the proxy itself is spoken to over TLS. */
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  readonly credentials?: { readonly username: string; readonly password: Secret };
}

/** The route to an address according to the system's variables. */
export interface SystemProxy {
  /** Absent when the address is reached directly. */
  readonly proxy?: Proxy;
  /** Why the variables are unusable, without their values; nothing is sent then. */
  readonly problem?: string;
  readonly warnings: readonly string[];
}

/** Without a proxy, whatever the variables say. */
export const DIRECT: SystemProxy = { warnings: [] };

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Follows HTTPS_PROXY or HTTP_PROXY (by the scheme of the address), ALL_PROXY where that is not set, and NO_PROXY, each in
 * lower case first, as curl does. Ignores the settings of npm.
 */
export const systemProxy = (baseUrl: string, env: Env): SystemProxy => {
  const url = new URL(baseUrl);
  const variable = setOne(env, `${url.protocol.slice(0, -1)}_proxy`) ?? setOne(env, 'all_proxy');
  if (variable === undefined) {
    return DIRECT;
  }
  const exceptions = setOne(env, 'no_proxy');
  const { has, unread } = readNoProxy(exceptions?.value ?? '');
  const warnings =
    unread.length === 0
      ? []
      : [
          `Part${unread.length === 1 ? '' : 's'} ${unread.join(', ')} of the variable ${exceptions?.name} ` +
            `${unread.length === 1 ? 'is not understood and does' : 'are not understood and do'} not count.`,
        ];
  if (has(url)) {
    return { warnings };
  }
  const proxy = readProxy(variable.value);
  return proxy === undefined
    ? {
        warnings,
        problem: `The variable ${variable.name} names no proxy that can be used: it must be like http://proxy.example:8080.`,
      }
    : { warnings: [...warnings, ...tooShort(proxy, variable.name)], proxy };
};

const tooShort = ({ credentials }: Proxy, variable: string): readonly string[] =>
  credentials !== undefined && isTooShortToHide(credentials.password)
    ? [
        `The password in the variable ${variable} has fewer than 4 characters, so it is not hidden when it is sent back.`,
      ]
    : [];

const setOne = (env: Env, name: string): { readonly name: string; readonly value: string } | undefined =>
  [name, name.toUpperCase()]
    .map((spelling) => ({ name: spelling, value: env[spelling] ?? '' }))
    .find(({ value }) => value !== '');

const readProxy = (text: string): Proxy | undefined => {
  // Reads a value without a scheme as host and port of a plain proxy, as curl does; TLS to the proxy needs `https://`.
  const address = text.includes('://') ? text : `http://${text}`;
  const url = urlOf(address);
  const secure = url?.protocol === 'https:';
  if (url === undefined || (!secure && url.protocol !== 'http:')) {
    return undefined;
  }
  const proxy: Proxy = { secure, host: hostOf(url), port: portOf(url) };
  if (url.username === '' && url.password === '') {
    return proxy;
  }
  try {
    const password = new Secret(decodeURIComponent(url.password));
    return { ...proxy, credentials: { username: decodeURIComponent(url.username), password } };
  } catch {
    // A percent sign that begins no code.
    return undefined;
  }
};
