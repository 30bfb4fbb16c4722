import { Secret } from '../config/secret';
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
    expect(connectionProblems({ baseUrl, bearer: config.token }, config)).toEqual(problems);
    expect(connectionProblems({ baseUrl, headers: { 'X-Key': config.token } }, config)).toEqual(problems);
  });

  it('is a colon in the user name of Basic authentication', () => {
    expect(
      connectionProblems({ baseUrl, basic: { username: 'a:b', password: config.password } }, config),
    ).toEqual(['params.username: must not contain a colon']);
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
