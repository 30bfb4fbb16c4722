import { isSecret, type Secret } from '../../config/secret';

/** The token endpoint of an OAuth 2.0 client, and its authentication there. */
export interface OAuthClient {
  /**
   * The token endpoint, an http(s) address of any host. Set by the definition or a parameter only; no reply can change it.
   */
  readonly tokenUrl: string;
  readonly clientId: string;
  /** RFC 6749 section 2.3.1. One of `clientSecret` and `privateKey`; neither for a public client. */
  readonly clientSecret?: Secret | undefined;
  /** Where the client's secret goes: the Authorization header (Basic, the default) or the body. */
  readonly secretIn?: 'header' | 'body' | undefined;
  /** Signs an assertion (RFC 7523 section 2.2, private_key_jwt): PEM or JWK, read by `field.privateKey`, never sent. */
  readonly privateKey?: Secret | undefined;
  /** `kid` of the assertion; that of the JWK when absent. */
  readonly keyId?: string | undefined;
  /** `alg` of the assertion; that of the JWK, else the usual one of the key (RS256, ES256, EdDSA) when absent. */
  readonly algorithm?: SigningAlgorithm | undefined;
  /** `aud` of the assertion; the token endpoint when absent. */
  readonly audience?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** Further parameters of the token request, for example `resource` (RFC 8707). */
  readonly parameters?: Readonly<Record<string, string | Secret>> | undefined;
}

/** RFC 7518 section 3.1 and RFC 8037 section 3.1. */
export type SigningAlgorithm =
  'RS256' | 'RS384' | 'RS512' | 'PS256' | 'PS384' | 'PS512' | 'ES256' | 'ES384' | 'ES512' | 'EdDSA';

/** A client with its grant type. */
export type OAuthGrant = OAuthClient &
  (
    | { readonly grant: 'client_credentials' }
    | { readonly grant: 'refresh_token'; readonly refreshToken: Secret }
    | { readonly grant: 'password'; readonly username: string; readonly password: Secret }
  );

/** RFC 6749 section 4.4: the client acts for itself. */
export const oauthClientCredentials = (client: OAuthClient): OAuthGrant => ({
  ...client,
  grant: 'client_credentials',
});

/**
 * RFC 6749 section 6: the refresh token represents an earlier consent. A replacement from the vendor is kept in memory only, so the
 * configured one must remain valid for the next start.
 */
export const oauthRefreshToken = (client: OAuthClient & { readonly refreshToken: Secret }): OAuthGrant => ({
  ...client,
  grant: 'refresh_token',
});

/** RFC 6749 section 4.3, for vendors without a newer grant: user name and password of an account of the integration. */
export const oauthPassword = (
  client: OAuthClient & { readonly username: string; readonly password: Secret },
): OAuthGrant => ({ ...client, grant: 'password' });

/** The secrets of a grant, for redaction. */
export const grantSecrets = (grant: OAuthGrant): readonly Secret[] =>
  [...Object.values(grant), ...Object.values(grant.parameters ?? {})].filter(isSecret);
