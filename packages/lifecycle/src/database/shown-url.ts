const notOurs = 'an address that is none of PostgreSQL';

const cut = (text: string, at: number): readonly [string, string] =>
  at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];

/**
 * An address of a database as it may be shown: without password, and without parameters other than the host, because a
 * parameter may hold one too. What is no address is not shown at all.
 */
export const shownUrl = (url: string): string => {
  // Not by the URL class: `postgres://iam@/iam?host=/folder` has a user and no host, which it refuses.
  const scheme = /^postgres(?:ql)?:\/\//i.exec(url)?.[0];
  if (scheme === undefined) {
    return notOurs;
  }
  const [address] = cut(url.slice(scheme.length), url.slice(scheme.length).indexOf('#'));
  const [place, search] = cut(address, address.indexOf('?'));
  const [authority, path] = cut(place, place.indexOf('/'));
  if (path.includes('@')) {
    // The slash belongs to a password that was not encoded.
    return notOurs;
  }
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(at, 0)).split(':')[0] ?? '';
  const socket = new URLSearchParams(search).get('host');
  return `${scheme}${user === '' ? '' : `${user}@`}${authority.slice(at + 1)}${path}${socket === null ? '' : `?host=${socket}`}`;
};
