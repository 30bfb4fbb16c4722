/**
 * The scheme in front of a credential to which the connection adds one itself: `Bearer Bearer abc`. Undefined when there is
 * none. Consoles and examples show tokens with a scheme, and a copied one would fail with a 401 that does not say why.
 */
export const doubledScheme = (authorization: string): string | undefined => {
  const [, added = '', written = '', rest] = SCHEMES.exec(authorization) ?? [];
  const isSame = written.toLowerCase() === added.toLowerCase();
  return isSame || (rest !== undefined && KNOWN.has(written.toLowerCase()))
    ? written || undefined
    : undefined;
};

/** The scheme, what follows it, and whether anything follows that; a whole header is copied with its name. */
const SCHEMES = /^([^\s:]+)\s+((?!\s)[^\s:]+):?(\s+\S)?/;

// IANA's HTTP Authentication Scheme Registry, and two that vendors made up.
const KNOWN: ReadonlySet<string> = new Set([
  ...[
    'authorization',
    'basic',
    'bearer',
    'concealed',
    'digest',
    'dpop',
    'gnap',
    'hoba',
    'mutual',
    'negotiate',
  ],
  ...['oauth', 'privatetoken', 'scram-sha-1', 'scram-sha-256', 'vapid', 'ssws', 'token'],
]);
