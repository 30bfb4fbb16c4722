import type { VendorReply, VendorRequest } from '@iam/conformance';
import { createIdSource } from '../id-source';
import { parseQuery } from '../query';
import type { ServiceNowSettings } from './service-now-options';

/** The instance's OAuth server. */
export interface OAuthTokens {
  /** `POST /oauth_token.do`, form-encoded (RFC 6749 sections 4.3, 4.4 and 6). */
  readonly answer: (request: VendorRequest) => VendorReply;
  readonly accepts: (accessToken: string) => boolean;
  /** Ends every access token at once; refresh tokens stay. */
  readonly endAccessTokens: () => void;
  readonly reset: () => void;
}

/** What the instance says to whatever it does not accept. */
const DENIED: VendorReply = {
  status: 401,
  body: { error_description: 'access_denied', error: 'server_error' },
};

const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

export const createOAuthTokens = (settings: ServiceNowSettings): OAuthTokens => {
  const ids = createIdSource(settings.seed === undefined ? undefined : `${settings.seed}/tokens`);
  // Both by token: when it ends, in milliseconds.
  const access = new Map<string, number>();
  const refresh = new Map<string, number>();
  const after = (seconds: number): number => settings.now().getTime() + seconds * 1000;
  const isLive = (tokens: Map<string, number>, token: string): boolean =>
    (tokens.get(token) ?? 0) > settings.now().getTime();
  const issue = (tokens: Map<string, number>, seconds: number): string => {
    const token = ids.hex(64);
    tokens.set(token, after(seconds));
    return token;
  };
  const granted = (refreshToken: string | undefined): VendorReply => ({
    status: 200,
    headers: NO_STORE,
    body: {
      access_token: issue(access, settings.accessTokenSeconds),
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      scope: 'useraccount',
      token_type: 'Bearer',
      // One less than the lifetime, as replies show it.
      expires_in: settings.accessTokenSeconds - 1,
    },
  });
  const renewed = (token: string): string => {
    if (!settings.rotateRefreshTokens) {
      return token;
    }
    refresh.delete(token);
    return issue(refresh, settings.refreshTokenSeconds);
  };
  return {
    answer: (request) => {
      if (request.method.toUpperCase() !== 'POST') {
        return { status: 405, body: { error: 'invalid_request', error_description: 'POST only' } };
      }
      const form = new Map((parseQuery(request.text) ?? []).map(({ name, value }) => [name, value ?? '']));
      if (!isClient(request, form, settings)) {
        return DENIED;
      }
      switch (form.get('grant_type')) {
        case 'password':
          return form.get('username') === settings.username && form.get('password') === settings.password
            ? granted(issue(refresh, settings.refreshTokenSeconds))
            : DENIED;
        case 'client_credentials':
          return settings.clientCredentialsGrant ? granted(undefined) : DENIED;
        case 'refresh_token': {
          const token = form.get('refresh_token') ?? '';
          return isLive(refresh, token) ? granted(renewed(token)) : DENIED;
        }
        default:
          return DENIED;
      }
    },
    accepts: (token) => isLive(access, token),
    endAccessTokens: () => access.clear(),
    reset: () => {
      access.clear();
      refresh.clear();
      ids.reset();
    },
  };
};

const isClient = (
  request: VendorRequest,
  form: ReadonlyMap<string, string>,
  { clientId, clientSecret, clientAuthentication }: ServiceNowSettings,
): boolean => {
  if (form.get('client_id') === clientId && form.get('client_secret') === clientSecret) {
    return true;
  }
  // Both parts are form-encoded before they are joined (RFC 6749 section 2.3.1).
  const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
  return (
    clientAuthentication === 'body-or-basic' &&
    request.headers['authorization'] === `Basic ${Buffer.from(pair).toString('base64')}`
  );
};
