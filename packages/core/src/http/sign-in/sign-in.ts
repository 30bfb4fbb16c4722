import type { Secret } from '../../config/secret';
import type { Clock } from '../clock';
import type { RequestListener } from '../request-event';
import { untilStopped } from '../transport/until-stopped';
import { fetchTokens, type TokenSettings } from './fetch-tokens';
import type { OAuthGrant } from './oauth-grant';
import type { Tokens } from './token-reply';

/** The access tokens of one instance: requested on demand, kept in memory, and renewed once for all waiting commands. */
export interface SignIn {
  /** The value of the Authorization header. Rejects with an IAMError that says "Could not sign in". */
  readonly authorization: (scope: SignInScope) => Promise<string>;
  /** Discards a header that the vendor refused (401). */
  readonly refused: (authorization: string) => void;
}

/** The command that needs a token. */
export interface SignInScope {
  readonly signal?: AbortSignal | undefined;
  /** Called for the token requests that this command started. */
  readonly onRequest: RequestListener;
}

/** A token is renewed this long before it expires, or after nine tenths of its lifetime, whichever is later. */
const RENEWAL_MARGIN_MS = 60_000;

interface Current {
  readonly authorization: string;
  /** The time of renewal on the monotonic clock. */
  readonly until: number;
}

/** A renewal and the commands that wait for it. Aborted when the last of them is stopped. */
interface Renewal {
  readonly done: Promise<Current>;
  readonly listeners: Set<RequestListener>;
  readonly abandon: AbortController;
}

export const createSignIn = (
  grant: OAuthGrant,
  settings: TokenSettings & { readonly clock: Clock },
): SignIn => {
  const { clock } = settings;
  let current: Current | undefined;
  let renewal: Renewal | undefined;
  let refreshToken: Secret | undefined;

  const forget = (ended: Renewal): void => {
    if (renewal === ended) {
      renewal = undefined;
    }
  };

  const renew = (): Renewal => {
    const listeners = new Set<RequestListener>();
    const abandon = new AbortController();
    const started = clock.now();
    const done = fetchTokens(grant, refreshToken, settings, {
      signal: abandon.signal,
      onRequest: (event, template) => listeners.forEach((listener) => listener(event, template)),
    })
      .then((tokens) => {
        refreshToken = tokens.refreshToken ?? refreshToken;
        current = currentOf(tokens, started);
        return current;
      })
      .finally(() => forget(begun));
    // Waiting commands receive the failure; without any, it must not become an unhandled rejection.
    done.catch(() => {});
    const begun = { done, listeners, abandon };
    return begun;
  };

  return {
    authorization: async (scope) => {
      if (current !== undefined && clock.now() < current.until) {
        return current.authorization;
      }
      renewal ??= renew();
      const joined = renewal;
      return (await waitFor(joined, scope, () => forget(joined))).authorization;
    },
    refused: (authorization) => {
      if (current?.authorization === authorization) {
        current = undefined;
      }
    },
  };
};

const currentOf = ({ accessToken, lifetimeMs }: Tokens, requestedAt: number): Current => ({
  authorization: `Bearer ${accessToken.reveal()}`,
  // Counts from the request, because the lifetime begins before the reply arrives.
  until:
    lifetimeMs === undefined
      ? Infinity
      : requestedAt + Math.max(lifetimeMs - RENEWAL_MARGIN_MS, lifetimeMs * 0.9),
});

/** @param onAbandon called before the renewal is aborted, so that the next command starts another */
const waitFor = async (
  { done, listeners, abandon }: Renewal,
  { signal, onRequest }: SignInScope,
  onAbandon: () => void,
): Promise<Current> => {
  // Reports the request to the first command only, because it is sent once.
  const listener: RequestListener = listeners.size === 0 ? onRequest : () => {};
  listeners.add(listener);
  try {
    return await untilStopped(done, signal);
  } finally {
    listeners.delete(listener);
    if (listeners.size === 0) {
      onAbandon();
      abandon.abort();
    }
  }
};
