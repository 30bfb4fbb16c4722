import { oauthClientCredentials, oauthPassword, type Connection, type Secret } from '@iam/core';

interface Credentials {
  readonly url: string;
  readonly username: string | undefined;
  readonly password: Secret | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: Secret | undefined;
}

/**
 * How requests prove who asks: Basic with a user name and password, OAuth 2.0 client credentials with a client, and with both the
 * password grant, by which the account of the user acts through the client.
 *
 * @throws Error that names the parameters when a pair is not whole
 */
export const signIn = (credentials: Credentials): Pick<Connection, 'basic' | 'auth'> => {
  const { url, username, password, clientId, clientSecret } = credentials;
  const user = pairOf('username', username, 'password', password);
  const client = pairOf('clientId', clientId, 'clientSecret', clientSecret);
  if (client === undefined) {
    if (user === undefined) {
      throw new Error('ServiceNow IAM: username and password are missing, or clientId and clientSecret');
    }
    return { basic: { username: user.name, password: user.secret } };
  }
  // The instance reads the secret of a client in the body only.
  const oauth = {
    tokenUrl: `${url}/oauth_token.do`,
    clientId: client.name,
    clientSecret: client.secret,
    secretIn: 'body',
  } as const;
  return {
    auth:
      user === undefined
        ? oauthClientCredentials(oauth)
        : oauthPassword({ ...oauth, username: user.name, password: user.secret }),
  };
};

const pairOf = (
  nameKey: string,
  name: string | undefined,
  secretKey: string,
  secret: Secret | undefined,
): { readonly name: string; readonly secret: Secret } | undefined => {
  if (name === undefined && secret === undefined) {
    return undefined;
  }
  if (name === undefined || secret === undefined) {
    const [given, missing] = name === undefined ? [secretKey, nameKey] : [nameKey, secretKey];
    throw new Error(`ServiceNow IAM: ${given} is given without ${missing}`);
  }
  return { name, secret };
};
