import { CORE_1, setUpSlack } from '../__fixtures__/slack';
import { filterQuery } from '../__fixtures__/vendor-caller';
import type { SlackOptions } from './slack-options';

const GUEST = 'urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User';

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ userName: `u${at}`, emails: [{ value: `u${at}@x` }] }));

describe('a page', () => {
  it('has 10 users without a count, from the first', () => {
    const { v1, v2 } = setUpSlack({ users: many(25) });
    const { body } = v1.get('/Users');
    expect(Object.keys(body)).toEqual(['totalResults', 'itemsPerPage', 'startIndex', 'schemas', 'Resources']);
    expect(body).toMatchObject({ totalResults: 25, itemsPerPage: 10, startIndex: 1, schemas: [CORE_1] });
    expect(
      v2.get('/Users?startIndex=21').body.Resources.map((user: { userName: string }) => user.userName),
    ).toEqual(['u20', 'u21', 'u22', 'u23', 'u24']);
  });

  it('has no more than 1000, whatever count says', () => {
    const { v2 } = setUpSlack({ users: many(1001) });
    expect(v2.get('/Users?count=5000').body).toMatchObject({ totalResults: 1001, itemsPerPage: 1000 });
  });

  it.each([true, false])('shows deactivated users: %p', (listsDeactivated) => {
    const { v2, newUser } = setUpSlack({ listsDeactivated });
    const { id } = newUser('jane').body;
    v2.delete(`/Users/${String(id)}`);
    expect(v2.get('/Users').body.totalResults).toBe(listsDeactivated ? 1 : 0);
    expect(v2.get(`/Users/${String(id)}`).status).toBe(200);
  });
});

describe('a filter', () => {
  const found = (filter: string, options: SlackOptions = {}, version: 'v1' | 'v2' = 'v1') => {
    const setup = setUpSlack(options);
    setup.newUser('jane');
    setup.newUser('bob');
    setup.newUser('guest', { [GUEST]: { type: 'multi' } });
    return setup[version].get(`/Users${filterQuery(filter)}`);
  };

  it.each<[string, readonly string[]]>([
    ['userName eq "jane"', ['jane']],
    ['USERNAME EQ "JANE"', ['jane']],
    ['username eq jane', ['jane']],
    ['email eq "bob@example.com"', ['bob']],
    ['email eq bob@example.com', ['bob']],
    ['email ew "x" or username sw "j"', []],
    ['(username sw "j" or username co "o") and email pr', ['jane', 'bob']],
    ['restricted eq "1"', ['guest']],
    ["restricted eq '1'", ['guest']],
    ['restricted eq true', ['guest']],
    ['restricted eq false', ['jane', 'bob']],
    ['ultra_restricted eq true', []],
    ['username eq "nobody"', []],
  ])('%s', (filter, names) => {
    for (const version of ['v1', 'v2'] as const) {
      const { status, body } = found(filter, { unknownFilters: 'empty' }, version);
      expect([status, body.Resources.map((user: { userName: string }) => user.userName)]).toEqual([
        200,
        names,
      ]);
      expect(body.totalResults).toBe(names.length);
    }
  });

  it.each([
    'emails eq "jane@example.com"',
    'externalId eq "1"',
    'username ne "x"',
    'not (username eq "x")',
    'active eq true',
  ])('%s is no query, or finds nothing', (filter) => {
    expect(found(filter)).toMatchObject({
      status: 400,
      body: { Errors: { description: `invalid_query (filter=${filter})` } },
    });
    expect(found(filter, { unknownFilters: 'empty' }).body.totalResults).toBe(0);
  });

  it('that cannot be read is refused', () => {
    expect(found('username eq "')).toMatchObject({
      status: 400,
      body: { Errors: { description: 'invalid_query' } },
    });
  });

  it('finds groups by displayName', () => {
    const { newGroup, v2 } = setUpSlack();
    newGroup('Team A');
    newGroup('Team B');
    expect(v2.get(`/Groups${filterQuery('displayName eq "team b"')}`).body).toMatchObject({
      totalResults: 1,
      Resources: [{ displayName: 'Team B' }],
    });
    expect(v2.get(`/Groups${filterQuery('id eq "S1"')}`).status).toBe(400);
  });
});
