import { systemProxy } from './system-proxy';

const PROXY = 'http://proxy.example:8080';
const HTTPS = 'https://vendor.example/scim';
const HTTP = 'http://vendor.example/scim';

const placeOf = (url: string, env: Record<string, string>): string | undefined => {
  const { proxy } = systemProxy(url, env);
  return proxy === undefined ? undefined : `${proxy.secure ? 'https' : 'http'}://${proxy.host}:${proxy.port}`;
};

describe('which proxy', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    [HTTPS, { HTTPS_PROXY: PROXY }, PROXY],
    [HTTPS, { https_proxy: PROXY, HTTPS_PROXY: 'http://other.example:1' }, PROXY],
    [HTTPS, { https_proxy: '', HTTPS_PROXY: PROXY }, PROXY],
    [HTTPS, { HTTP_PROXY: PROXY }, undefined],
    [HTTP, { HTTP_PROXY: PROXY, HTTPS_PROXY: 'http://other.example:1' }, PROXY],
    [HTTPS, { ALL_PROXY: PROXY }, PROXY],
    [HTTP, { all_proxy: PROXY }, PROXY],
    [HTTPS, { ALL_PROXY: 'socks5://other.example:1', HTTPS_PROXY: PROXY }, PROXY],
    [HTTPS, { npm_config_https_proxy: PROXY, npm_config_proxy: PROXY }, undefined],
    [HTTPS, {}, undefined],
    [HTTPS, { HTTPS_PROXY: PROXY, NO_PROXY: 'vendor.example' }, undefined],
    [HTTPS, { HTTPS_PROXY: PROXY, no_proxy: '*' }, undefined],
  ])('%s with %j: %s', (url, env, place) => expect(placeOf(url, env)).toBe(place));
});

describe('how a variable is read', () => {
  it.each([
    ['proxy.example:8080', 'http://proxy.example:8080'],
    ['proxy.example', 'http://proxy.example:80'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://proxy.example:8080/', 'http://proxy.example:8080'],
    ['https://proxy.example', 'https://proxy.example:443'],
    ['http://[::1]:8080', 'http://::1:8080'],
  ])('%s', (text, place) => expect(placeOf(HTTPS, { HTTPS_PROXY: text })).toBe(place));

  it('keeps user name and password, decoded, the password as a secret', () => {
    const { proxy } = systemProxy(HTTPS, { HTTPS_PROXY: 'http://me:p%40ss%3Aw%C3%B6rd@proxy.example:8080' });

    expect(proxy?.credentials?.username).toBe('me');
    expect(proxy?.credentials?.password.reveal()).toBe('p@ss:wörd');
    expect(JSON.stringify(proxy)).not.toContain('p@ss');
  });

  it.each([
    'http://[bad',
    'proxy.example:8080:x',
    'http://a%zz:b@127.0.0.1:9',
    'http://',
    'socks5://127.0.0.1:9',
  ])('and reports an unreadable one without its value: %s', (text) => {
    const { proxy, problem } = systemProxy(HTTPS, { https_proxy: text });

    expect(proxy).toBeUndefined();
    expect(problem).toBe(
      'The variable https_proxy names no proxy that can be used: it must be like http://proxy.example:8080.',
    );
    expect(systemProxy(HTTPS, { https_proxy: text, NO_PROXY: 'vendor.example' }).problem).toBeUndefined();
  });

  it('and warns of a password that is too short to be redacted', () => {
    const { warnings } = systemProxy(HTTPS, { https_proxy: 'http://me:pin@proxy.example' });

    expect(warnings).toEqual([
      'The password in the variable https_proxy has fewer than 4 characters, so it is not hidden when it is sent back.',
    ]);
  });

  it('and warns of parts of NO_PROXY that it does not understand', () => {
    const env = { HTTPS_PROXY: PROXY, NO_PROXY: 'localhost,10.*,https://x.example' };

    expect(systemProxy(HTTPS, env).warnings).toEqual([
      'Parts 2, 3 of the variable NO_PROXY are not understood and do not count.',
    ]);
    expect(systemProxy(HTTPS, { NO_PROXY: '10.*' }).warnings).toEqual([]);
  });

  it('and warns of one part in the singular, with the name of the variable, whatever the route', () => {
    const warning = 'Part 1 of the variable no_proxy is not understood and does not count.';
    const warningsFor = (proxy: string, exceptions: string) =>
      systemProxy(HTTPS, { HTTPS_PROXY: proxy, no_proxy: exceptions }).warnings;

    expect(warningsFor(PROXY, '10.*')).toEqual([warning]);
    expect(warningsFor(PROXY, '10.*,vendor.example')).toEqual([warning]);
    expect(warningsFor('socks5://other.example', '10.*')).toEqual([warning]);
    expect(warningsFor('http://me:pin@proxy.example', '10.*')).toEqual([
      warning,
      expect.stringContaining('fewer than 4 characters'),
    ]);
    expect(warningsFor(PROXY, 'a.example')).toEqual([]);
  });

  it('and who has no password still says who asks, and the other way round', () => {
    const credentialsIn = (text: string) => {
      const { credentials } = systemProxy(HTTPS, { HTTPS_PROXY: text }).proxy ?? {};
      return credentials === undefined ? undefined : [credentials.username, credentials.password.reveal()];
    };

    expect(credentialsIn('http://m%40e@proxy.example')).toEqual(['m@e', '']);
    expect(credentialsIn('http://:p4ss@proxy.example')).toEqual(['', 'p4ss']);
    expect(credentialsIn('http://proxy.example')).toBeUndefined();
    expect(systemProxy(HTTPS, { HTTPS_PROXY: 'http://me:pin4@proxy.example' }).warnings).toEqual([]);
  });
});
