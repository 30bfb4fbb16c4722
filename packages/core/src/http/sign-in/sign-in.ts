import type { Secret } from '../../config/secret';
import type { Clock } from '../clock';
import type { RequestListener } from '../request-event';
import { untilStopped } from '../transport/until-stopped';
import { fetchTokens, type TokenSettings } from './fetch-tokens';
import type { OAuthGrant } from './oauth-grant';
import type { Tokens } from './token-reply';

/** The access tokens of one instance: got when they are needed, kept in memory, and renewed once for all who wait. */
export interface SignIn {
  /** The value of the Authorization header. Rejects with an IAMError that says "Could not sign in". */
  readonly authorization: (scope: SignInScope) => Promise<string>;
  /** The vendor refused this header (401): it is not used again. */
  readonly refused: (authorization: string) => void;
}

/** The command that waits for a token. */
export interface SignInScope {
  readonly signal?: AbortSignal | undefined;
  /** Hears of the requests to the token endpoint that it has to wait for. */
  readonly onRequest: RequestListener;
}

/** A token is renewed so long before it ends, or after nine tenths of its life where that is later. */
const RENEWAL_MARGIN_MS = 60_000;

interface Current {
  readonly authorization: string;
  /** When it is to be renewed, on the monotonic clock. */
  readonly until: number;
}

/** A renewal with those who wait for it; it is given up when the last of them has been stopped. */
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
    // Those who wait hear of a failure; when all have left, nothing must be unhandled.
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
  // From when it was requestedAt for: the reply took a part of its life.
  until:
    lifetimeMs === undefined
      ? Infinity
      : requestedAt + Math.max(lifetimeMs - RENEWAL_MARGIN_MS, lifetimeMs * 0.9),
});

/** @param onAbandon called before the renewal is given up, so that a command that comes now begins another */
const waitFor = async (
  { done, listeners, abandon }: Renewal,
  { signal, onRequest }: SignInScope,
  onAbandon: () => void,
): Promise<Current> => {
  // Only the first is told of the request: it is sent once, and counts once.
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
