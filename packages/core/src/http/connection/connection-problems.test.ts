import { Secret } from '../../config/secret';
import { connectionProblems } from './connection-problems';

const baseUrl = 'https://vendor.example/t1/scim';
const config = { token: new Secret('abc\u200bdef'), username: 'a:b', password: new Secret('pässwörd') };

describe('what keeps a connection from working', () => {
  it('is nothing in an ordinary one', () => {
    expect(connectionProblems({ baseUrl, bearer: new Secret('abc') }, config)).toEqual([]);
    expect(
      connectionProblems({ baseUrl, basic: { username: 'jane', password: config.password } }, config),
    ).toEqual([]);
  });

  it('is a credential that no header can carry, without showing it', () => {
    const problems = ['params.token: has a character that a header cannot carry (U+200B)'];
    const inLatin = new Secret('tökén');
    expect(connectionProblems({ baseUrl, bearer: config.token }, config)).toEqual(problems);
    expect(connectionProblems({ baseUrl, bearer: inLatin }, { token: inLatin })).toEqual([
      'params.token: has a character that a header cannot carry (U+00F6)',
    ]);
    expect(connectionProblems({ baseUrl, headers: { 'X-Key': config.token } }, config)).toEqual(problems);
  });

  it.each([
    ['Zürich', 'U+00FC'],
    ['Nord – Süd', 'U+2013'],
    ['a\nb', 'U+000A'],
    ['a\u0000', 'U+0000'],
    ['🙂', 'U+1F642'],
  ])('is a text that no header can carry: %j', (org, found) => {
    expect(
      connectionProblems({ baseUrl, bearer: new Secret('abc'), headers: { 'X-Org': org } }, { org }),
    ).toEqual([`params.org: has a character that a header cannot carry (${found})`]);
  });

  it('is named by its header where it is no parameter as it stands', () => {
    const headers = { 'X-Org': 'org=Zürich', 'X-Key': new Secret('key=Zürich'), 'X-Well': 'a b\tc~' };

    expect(connectionProblems({ baseUrl, headers }, { org: 'Zürich', key: new Secret('Zürich') })).toEqual([
      'params: the header X-Org has a character that a header cannot carry (U+00FC)',
      'params: the header X-Key has a character that a header cannot carry (U+00FC)',
    ]);
  });

  it('is a name that no header can have', () => {
    expect(connectionProblems({ baseUrl, headers: { 'X Org': 'a', '': 'b' } }, {})).toEqual([
      'params: "X Org" cannot be the name of a header',
      'params: "" cannot be the name of a header',
    ]);
  });

  it.each(["X!#$%&'*+-.^_`|~9", 'X-Org'])('is not a name that a header can have: %s', (name) => {
    expect(connectionProblems({ baseUrl, headers: { [name]: 'a' } }, {})).toEqual([]);
  });

  it.each(['X Org', 'X:', ' X', 'X(', 'X-Örg', 'X\n'])('is a name that no header can have: %j', (name) => {
    expect(connectionProblems({ baseUrl, headers: { [name]: 'a' } }, {})).toEqual([
      `params: ${JSON.stringify(name)} cannot be the name of a header`,
    ]);
  });

  it.each([
    ['\u007f', 'U+007F'],
    ['\u001f', 'U+001F'],
    ['\u0080', 'U+0080'],
  ])('is a character beside those that a header can carry: %j', (character, found) => {
    const org = `a${character}`;

    expect(connectionProblems({ baseUrl, headers: { 'X-Org': org } }, { org })).toEqual([
      `params.org: has a character that a header cannot carry (${found})`,
    ]);
    expect(connectionProblems({ baseUrl, headers: { 'X-Org': ' a\t~!' } }, {})).toEqual([]);
  });

  it('is a colon in a user name that is no parameter', () => {
    const basic = { username: 'a:b', password: new Secret('p4ss') };

    expect(connectionProblems({ baseUrl, basic }, {})).toEqual([
      'params.credentials: must not contain a colon',
    ]);
  });

  it('is a scheme twice for the proxy too, and where no parameter is known for it', () => {
    const headers = { 'Proxy-Authorization': 'Basic Basic YTpi', 'X-Authorization': 'Basic Basic YTpi' };

    expect(connectionProblems({ baseUrl, headers }, { empty: new Secret(''), text: 'YTpi' })).toEqual([
      'params: begins with "Basic"; give the credential alone, because the scheme is added to it',
    ]);
    expect(connectionProblems({ baseUrl, headers: { Authorizations: 'Basic Basic YTpi' } }, {})).toEqual([]);
  });

  it('is not a dot within a part of the address', () => {
    for (const address of [
      'https://v.example/a.b/..c/d../e',
      'https://v.example/...',
      'https://..v.example',
    ]) {
      expect(connectionProblems({ baseUrl: address }, {})).toEqual([]);
    }
  });

  it('is a colon in the user name of Basic authentication', () => {
    expect(
      connectionProblems({ baseUrl, basic: { username: 'a:b', password: config.password } }, config),
    ).toEqual(['params.username: must not contain a colon']);
  });

  it('is a credential of another scheme that no header can carry, or that has its scheme before it', () => {
    const doubled = new Secret('SSWS 00abcdef');
    const problemsOf = (scheme: string, credentials: Secret) =>
      connectionProblems({ baseUrl, authorization: { scheme, credentials } }, { token: credentials });

    expect(problemsOf('SSWS', new Secret('00abcdef'))).toEqual([]);
    expect(problemsOf('SSWS', config.token)).toEqual([
      'params.token: has a character that a header cannot carry (U+200B)',
    ]);
    expect(problemsOf('SSWS', doubled)).toEqual([
      'params.token: begins with "SSWS"; give the credential alone, because the scheme is added to it',
    ]);
    expect(problemsOf('S SWS', new Secret('00abcdef'))).toEqual([
      'params: "S SWS" cannot be the scheme of an Authorization header',
    ]);
  });

  it('is more than one proof of who asks', () => {
    const bearer = new Secret('abc');
    const authorization = { scheme: 'SSWS', credentials: bearer };
    expect(connectionProblems({ baseUrl, bearer, authorization }, {})).toEqual([
      'params: the connection has more than one of bearer, basic, authorization and auth',
    ]);
    expect(connectionProblems({ baseUrl, authorization, headers: { 'X-Key': bearer } }, {})).toEqual([]);
  });

  it('is a scheme that would stand there twice, in the parameter it is in', () => {
    const token = new Secret('bearer hunter2');
    const key = new Secret('SSWS hunter2');
    const problem = (parameter: string, scheme: string): readonly string[] => [
      `params.${parameter}: begins with "${scheme}"; give the credential alone, because the scheme is added to it`,
    ];

    expect(connectionProblems({ baseUrl, bearer: token }, { token })).toEqual(problem('token', 'bearer'));
    expect(
      connectionProblems(
        { baseUrl, headers: { authorization: new Secret(`SSWS ${key.reveal()}`) } },
        { other: new Secret('x'), key },
      ),
    ).toEqual(problem('key', 'SSWS'));
    // Without a scheme of its own the connection wants it from the parameter.
    expect(connectionProblems({ baseUrl, headers: { Authorization: token } }, { token })).toEqual([]);
    expect(connectionProblems({ baseUrl, headers: { 'X-Key': token } }, { token })).toEqual([]);
  });

  it.each(['https://vendor.example/../scim', 'https://vendor.example/t1/.', 'https://vendor.example/./scim'])(
    'is an address that leads elsewhere: %s',
    (elsewhere) => {
      expect(connectionProblems({ baseUrl: elsewhere }, config)).toEqual([
        'params: "." and ".." cannot be a part of the address',
      ]);
    },
  );
});
