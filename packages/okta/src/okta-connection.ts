import { oauthClientCredentials, type Connection, type Secret } from '@iam/core';

interface OktaParameters {
  readonly url: string;
  readonly apiToken: Secret | undefined;
  readonly clientId: string | undefined;
  readonly privateKey: Secret | undefined;
  readonly scopes: string;
}

/**
 * Okta gives its API scopes only to clients that sign an assertion, never to those with a secret.
 * https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/
 *
 * @throws Error for parameters that do not fit together
 */
export const oktaConnection = ({
  url,
  apiToken,
  clientId,
  privateKey,
  scopes,
}: OktaParameters): Connection => {
  const baseUrl = `${url}/api/v1`;
  const isClient = clientId !== undefined || privateKey !== undefined;
  if (apiToken !== undefined && !isClient) {
    return { baseUrl, authorization: { scheme: 'SSWS', credentials: apiToken } };
  }
  if (apiToken !== undefined || clientId === undefined || privateKey === undefined) {
    throw new Error('give either apiToken, or clientId and privateKey');
  }
  const auth = oauthClientCredentials({
    tokenUrl: `${url}/oauth2/v1/token`,
    clientId,
    privateKey,
    scopes: scopes.split(/[\s,]+/).filter(Boolean),
  });
  return { baseUrl, auth };
};
