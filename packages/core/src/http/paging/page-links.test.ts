import * as E from 'fp-ts/Either';
import { nextPage, totalIn } from './page-links';

const BASE = 'https://x.example/api/v1';
const ASKED = `${BASE}/users?limit=2`;

const reply = (...headers: readonly (readonly [string, string])[]) => ({
  status: 200,
  headers,
  body: Buffer.from('[]'),
});

const next = (link: string) => {
  const found = nextPage(reply(['Link', link]), ASKED, BASE);
  return E.isLeft(found) ? `! ${found.left.message}` : found.right;
};

it.each<[string, string, string | undefined]>([
  ['absolute', `<${BASE}/users?after=b>; rel="next"`, `${BASE}/users?after=b`],
  ['relative to what was asked', '<?after=b>; rel="next"', `${BASE}/users?after=b`],
  ['from the root', '</api/v1/users?after=b>; rel="next"', `${BASE}/users?after=b`],
  ['without a scheme', '<//x.example/api/v1/users?after=b>; rel="next"', `${BASE}/users?after=b`],
  ['with the port that is usual', '<https://X.example:443/n>; rel="next"', 'https://x.example/n'],
  ['outside of the base path', '<https://x.example/v2/n>; rel="next"', 'https://x.example/v2/n'],
  ['with a fragment', '</n#top>; rel="next"', 'https://x.example/n'],
  ['none', `<${BASE}/users>; rel="self"`, undefined],
  ['to itself', `<${ASKED}>; rel="next"`, undefined],
  ['to itself with a fragment', `<${ASKED}#top>; rel="next"`, undefined],
  ['about something else', '</n>; rel="next"; anchor="/other"', undefined],
  ['about a part of the page itself', '</n>; rel="next"; anchor="#list"', 'https://x.example/n'],
  ['about the page itself', '</n>; rel="next"; anchor="/api/v1/users?limit=2"', 'https://x.example/n'],
  ['twice the same', '</n>; rel="next", </n>; rel="next"', 'https://x.example/n'],
])('the next page: %s', (_, link, expected) => {
  expect(next(link)).toBe(expected);
});

it.each<[string, string, RegExp]>([
  ['another host', '<https://evil.example/n>; rel="next"', /https:\/\/evil\.example.*not followed/],
  ['a host that begins alike', '<https://x.example.evil.example/n>; rel="next"', /not followed/],
  ['another port', '<https://x.example:8443/n>; rel="next"', /not followed/],
  ['a user name', '<https://jane@x.example/n>; rel="next"', /not followed/],
  ['a password', '<https://:s3cret@x.example/n>; rel="next"', /^(?!.*s3cret).*not followed/],
  ['a user name and a password', '<//jane:s3cret@x.example/n>; rel="next"', /^(?!.*s3cret).*not followed/],
  ['clear text', '<http://x.example/n>; rel="next"', /not followed/],
  ['another scheme', '<ftp://x.example/n>; rel="next"', /not followed/],
  ['without a scheme to another host', '<//evil.example/n>; rel="next"', /another host.*not followed/],
  ['with backslashes to another host', '<\\\\evil.example/n>; rel="next"', /not followed/],
  ['with a user name', '<https://x.example@evil.example/n>; rel="next"', /not followed/],
  ['with credentials', '<https://a:b@x.example/n>; rel="next"', /not followed/],
  ['no address', '<https://[>; rel="next"', /no address/],
  ['an empty one', '<>; rel="next"', /no address/],
  ['two different ones', '</n>; rel="next", </m>; rel="next"', /more than one/],
  ['a header that cannot be read', 'rel=next', /cannot be read/],
])('fails: %s', (_, link, message) => {
  expect(next(link)).toMatch(message);
});

it('is in any of several header lines', () => {
  const several = reply(['link', `<${BASE}/users>; rel="self"`], ['LINK', '</n>; rel="next"']);
  expect(nextPage(several, ASKED, BASE)).toEqual(E.right('https://x.example/n'));
});

it.each([
  ['12', 12],
  [' 0 ', 0],
  ['-1', undefined],
  ['many', undefined],
  ['1e3', undefined],
  ['99999999999999999999', undefined],
])('a total of %j is %p', (text, total) => {
  expect(totalIn(reply(['x-total-count', text]))).toBe(total);
});
