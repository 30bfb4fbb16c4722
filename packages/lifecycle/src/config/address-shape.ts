import { refined, text, type Shape } from './shape';

/** Where something is fetched from or sent to: https, or http of this machine. The keys beside it hold the credentials. */
export const addressBeside = (...keys: readonly string[]): Shape<string> =>
  refined(text, (value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (!url || !['https:', 'http:'].includes(url.protocol)) {
      return 'must be an address that begins with https://';
    }
    if (url.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) {
      return 'must begin with https://, so that nobody can read along';
    }
    return url.username === '' && url.password === ''
      ? undefined
      : `must not hold a user name or password; they are keys of their own (${keys.join(', ')})`;
  });
