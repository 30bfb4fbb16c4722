/**
 * An address of a database as it may be shown: without password, and without parameters other than the host, because a
 * parameter may hold one too. What is no address is not shown at all.
 */
export const shownUrl = (url: string): string => {
  // `postgres://iam@/iam?host=/folder` has no host, which a URL of this scheme may lack and the parser refuses with a user.
  const parts = /^(postgres(?:ql)?):\/\/(?:([^/?#]*)@)?([^/?#@]*)(\/[^?#@]*)?(?:\?([^#]*))?(?:#.*)?$/i.exec(
    url,
  );
  if (!parts) {
    return 'an address that is none of PostgreSQL';
  }
  const [, scheme = 'postgres', credentials = '', host = '', path = '', search = ''] = parts;
  const user = credentials.split(':')[0] ?? '';
  const socket = new URLSearchParams(search).get('host');
  return `${scheme}://${user === '' ? '' : `${user}@`}${host}${path}${socket === null ? '' : `?host=${socket}`}`;
};
