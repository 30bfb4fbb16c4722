import { readNoProxy } from './no-proxy';

const isIn = (list: string, url: string): boolean => readNoProxy(list).has(new URL(url));

describe('a host is in NO_PROXY', () => {
  it.each([
    ['vendor.example', 'https://vendor.example'],
    ['VENDOR.Example', 'https://vendor.example'],
    ['vendor.example', 'https://api.vendor.example'],
    ['.vendor.example', 'https://api.vendor.example'],
    ['*.vendor.example', 'https://api.vendor.example'],
    ['vendor.example.', 'https://vendor.example'],
    ['bücher.example', 'https://bücher.example'],
    ['localhost', 'http://localhost:8080'],
    ['*', 'https://vendor.example'],
    ['other.example, vendor.example', 'https://vendor.example'],
    ['other.example vendor.example', 'https://vendor.example'],
    ['vendor.example:443', 'https://vendor.example'],
    ['vendor.example:8443', 'https://vendor.example:8443'],
    ['127.0.0.1', 'http://127.0.0.1:80'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['127.0.0.0/8', 'http://127.1.2.3'],
    ['::1', 'http://[::1]:8080'],
    ['[::1]', 'http://[::1]:8080'],
    ['[::1]:8080', 'http://[::1]:8080'],
    ['0:0:0:0:0:0:0:1', 'http://[::1]'],
    ['fd00::/8', 'https://[fd12::1]'],
    ['[127.0.0.1]', 'http://127.0.0.1'],
    ['10.0.0.1/32', 'http://10.0.0.1'],
    ['0.0.0.0/0', 'http://10.0.0.1'],
    ['::1/128', 'http://[::1]'],
    ['::/0', 'http://[fd12::1]'],
    ['vendor.example:80', 'http://vendor.example'],
    ['my_host-1', 'http://my_host-1:8080'],
    ['  vendor.example\t', 'https://vendor.example'],
  ])('%s: %s', (list, url) => expect(isIn(list, url)).toBe(true));

  it.each([
    ['', 'https://vendor.example'],
    ['vendor.example', 'https://myvendor.example'],
    ['.vendor.example', 'https://vendor.example'],
    ['vendor.example:80', 'https://vendor.example'],
    ['vendor.example', 'https://vendor.example.evil.example'],
    ['127.0.0.0/8', 'http://128.0.0.1'],
    ['127.0.0.1', 'http://127.0.0.10'],
    ['[::1]:8080', 'http://[::1]:8081'],
    ['::1', 'http://[::2]'],
    ['10.0.0.0/8', 'https://vendor.example'],
    ['10.0.0.0/8', 'http://[::a00:1]'],
    ['10.0.0.1/32', 'http://10.0.0.2'],
    ['10.0.0.0/8x', 'http://10.1.2.3'],
    ['x10.0.0.0/8', 'http://10.1.2.3'],
    ['*.vendor.example', 'https://vendor.example'],
    ['*.vendor.example', 'https://myvendor.example'],
    ['vendor.example:443', 'http://vendor.example'],
    ['vendor.example:443', 'https://other.example'],
    ['api.vendor.example', 'https://vendor.example'],
  ])('not: %j, %s', (list, url) => expect(isIn(list, url)).toBe(false));
});

it.each([
  '10.*',
  'ven*dor.example',
  'https://vendor.example',
  '10.0.0.0/33',
  '10.0.0/8',
  'a:b',
  '[::1',
  '[::1]x',
  ':80',
  'x10.0.0.0/8',
  'fd00::/129',
  'vendor.example/8',
  'vendor.example:123456',
  'vendor.example:',
  'vendor.example:80x',
  'x[::1]',
  '[::1]:80x',
  '[vendor.example]',
  'vendor..example',
  '.',
  '*.',
  '**',
  'vendor.example!',
])('reports the position of a part that is not understood: %s', (part) => {
  expect(readNoProxy(`a.example, ${part}`).unread).toEqual([2]);
  expect(readNoProxy('a.example, b.example').unread).toEqual([]);
});
