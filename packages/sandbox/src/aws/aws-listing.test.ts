import { awsUser, setUpAws, type AwsSetup } from '../__fixtures__/aws';
import { filterQuery } from '../__fixtures__/vendor-caller';
import type { AwsOptions } from './aws-options';

const setUp = (people: number, options: AwsOptions = {}): AwsSetup =>
  setUpAws({
    users: Array.from({ length: people }, (_, n) => ({ ...awsUser(`user${n}`), id: `id${n}` })),
    ...options,
  });

const idsOf = (body: { Resources: readonly { id: string }[] }): readonly string[] =>
  body.Resources.map(({ id }) => id);

describe('AWS: a list without cursor', () => {
  it('ends at 100 and reports the page size as total', () => {
    const { body } = setUp(130).get('/Users');
    expect(body).toMatchObject({ totalResults: 100, itemsPerPage: 100, startIndex: 1 });
    expect(body.Resources).toHaveLength(100);
    expect(body).not.toHaveProperty('nextCursor');
  });

  it('ends at 50 and knows no cursor in the years before 2025', () => {
    const aws = setUp(130, { listing: 'legacy' });
    for (const query of ['', '?cursor', '?count=100']) {
      const { body } = aws.get(`/Users${query}`);
      expect([body.totalResults, body.Resources.length]).toEqual([50, 50]);
      expect(body).not.toHaveProperty('nextCursor');
    }
  });

  it('takes a count of 1 to 100; others are refused, or clamped when switched', () => {
    const aws = setUp(130);
    expect(aws.get('/Users?count=7').body.totalResults).toBe(7);
    expect([aws.get('/Users?count=0').status, aws.get('/Users?count=101').status]).toEqual([400, 400]);
    expect(setUp(130, { countOutOfRange: 'clamp' }).get('/Users?count=200').body.totalResults).toBe(100);
    expect(aws.get('/Users?count=many').status).toBe(400);
  });

  it('ignores startIndex and attributes, or refuses them when switched', () => {
    const aws = setUp(3);
    expect(idsOf(aws.get('/Users?startIndex=3&attributes=userName').body)).toEqual(['id0', 'id1', 'id2']);
    const strict = setUp(3, { unsupportedParameters: 'reject' });
    for (const name of ['startIndex', 'attributes', 'excludedAttributes']) {
      expect(strict.get(`/Users?${name}=1`).status).toBe(400);
    }
  });
});

describe('AWS: a list with cursor', () => {
  const walk = (aws: AwsSetup, more = ''): { ids: string[]; sizes: number[] } => {
    const ids: string[] = [];
    const sizes: number[] = [];
    let query = '?cursor';
    for (;;) {
      const { status, body } = aws.get(`/Users${query}${more}`);
      expect(status).toBe(200);
      ids.push(...idsOf(body));
      sizes.push(body.itemsPerPage);
      if (body.nextCursor === undefined) {
        return { ids, sizes };
      }
      query = `?cursor=${encodeURIComponent(body.nextCursor)}`;
    }
  };

  it('starts with a bare cursor and ends when there is no next one', () => {
    const { ids, sizes } = walk(setUp(250));
    expect(sizes).toEqual([100, 100, 50]);
    expect(ids).toEqual(Array.from({ length: 250 }, (_, n) => `id${n}`));
  });

  it('has neither total nor start index', () => {
    const { body } = setUp(3).get('/Users?cursor');
    expect(Object.keys(body)).toEqual(['itemsPerPage', 'schemas', 'Resources']);
  });

  it('may have short pages in the middle', () => {
    const { ids, sizes } = walk(setUp(250, { shortPages: true }));
    expect(sizes).toEqual([99, 100, 51]);
    expect(new Set(ids).size).toBe(250);
  });

  it('has cursors that break unless they are encoded', () => {
    const { nextCursor } = setUp(250).get('/Users?cursor').body;
    expect(nextCursor).toMatch(/^[-a-zA-Z0-9+=/:_]*$/);
    expect(nextCursor).toMatch(/[+/=]/);
    expect(setUp(250).get(`/Users?cursor=${nextCursor}`).status).toBe(400);
  });

  it('refuses a cursor with another filter, of another collection, or made up', () => {
    const aws = setUp(3);
    const cursor = encodeURIComponent(aws.get('/Users?cursor&count=1').body.nextCursor);
    expect(aws.get(`/Users?cursor=${cursor}&count=1`).status).toBe(200);
    expect(aws.get(`/Users?cursor=${cursor}&filter=${encodeURIComponent('userName eq "a"')}`).status).toBe(
      400,
    );
    expect(aws.get(`/Groups?cursor=${cursor}`).status).toBe(400);
    const own = setUpAws({
      users: [awsUser('a'), awsUser('b')].map((user, n) => ({ ...user, id: `id${n}` })),
      groups: ['g1', 'g2'].map((id) => ({ id, displayName: id, members: ['id0', 'id1'] })),
    });
    const inGroup = (id: string, query: string) =>
      own.get(`/Users${filterQuery(`groups.value eq "${id}"`)}&count=1&${query}`);
    const next = encodeURIComponent(inGroup('g1', 'cursor').body.nextCursor);
    expect([inGroup('g1', `cursor=${next}`).status, inGroup('g2', `cursor=${next}`).status]).toEqual([
      200, 400,
    ]);
    for (const made of ['x', 'AAMA%2B%2Fx', 'AAMA%2B%2FW10%3D']) {
      expect(aws.get(`/Users?cursor=${made}`).status).toBe(400);
    }
  });

  it('refuses an empty cursor with an equals sign, or takes it when switched', () => {
    expect(setUp(3).get('/Users?cursor=').status).toBe(400);
    expect(idsOf(setUp(3, { emptyCursor: 'accept' }).get('/Users?cursor=').body)).toHaveLength(3);
  });

  it('lists each user exactly once while users are added and removed', () => {
    const aws = setUp(4);
    const first = aws.get('/Users?cursor&count=2').body;
    aws.delete('/Users/id0');
    const second = aws.get(`/Users?cursor=${encodeURIComponent(first.nextCursor)}&count=2`).body;
    expect([...idsOf(first), ...idsOf(second)]).toEqual(['id0', 'id1', 'id2', 'id3']);
  });

  it('walks the members of a group', () => {
    const users = Array.from({ length: 150 }, (_, n) => ({ ...awsUser(`user${n}`), id: `id${n}` }));
    const aws = setUpAws({
      users,
      groups: [{ id: 'g1', displayName: 'All', members: users.map(({ id }) => id) }],
    });
    const { ids, sizes } = walk(aws, `&filter=${encodeURIComponent('groups.value eq "g1"')}`);
    expect([ids.length, sizes]).toEqual([150, [100, 50]]);
  });
});

describe('AWS: filters', () => {
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  const people = [
    { ...awsUser('Jane'), id: 'u1', externalId: 'E1' },
    { ...awsUser('joe'), id: 'u2', externalId: 'e1', [enterprise]: { manager: { value: 'u1' } } },
  ];

  it.each([
    ['userName eq "jane"', ['u1']],
    ['USERNAME EQ "JANE"', ['u1']],
    ['externalId eq "e1"', ['u2']],
    ['externalId eq "E1"', ['u1']],
    ['id eq "u1"', ['u1']],
    ['id eq "u2" and manager eq "u1"', ['u2']],
    ['manager eq "u1" and id eq "u1"', []],
    ['groups.value eq "g1"', ['u2']],
    ['groups.value eq "unknown"', []],
    ['userName eq "nobody"', []],
  ])('finds users by %s', (filter, ids) => {
    const aws = setUpAws({ users: people, groups: [{ id: 'g1', displayName: 'Team', members: ['u2'] }] });
    const { status, body } = aws.get(`/Users${filterQuery(filter)}`);
    expect([status, idsOf(body)]).toEqual([200, ids]);
  });

  it.each([
    'emails.value eq "a@example.com"',
    'displayName eq "Jane Doe"',
    'userName sw "j"',
    'userName ne "jane"',
    'userName pr',
    'userName eq "jane" or userName eq "joe"',
    'userName eq "jane" and externalId eq "E1"',
    'not (userName eq "jane")',
    'userName eq ""',
    'active eq true',
    'userName eq jane',
    'userName eq "jane',
    'id eq "u1" and member eq "u1"',
    'userName',
    '',
    '("'.repeat(50),
  ])('refuses the filter %s on users', (filter) => {
    expect(setUpAws({ users: people }).get(`/Users${filterQuery(filter)}`).status).toBe(400);
  });

  it.each([
    'members eq ""',
    'externalId co "x"',
    'displayName sw "T"',
    'displayName eq "T" and externalId eq "e"',
    'members.value eq "u1" or id eq "g1"',
  ])('refuses the filter %s on groups', (filter) => {
    expect(setUpAws({ users: people }).get(`/Groups${filterQuery(filter)}`).status).toBe(400);
  });

  it('finds groups by displayName and externalId', () => {
    const aws = setUpAws({ groups: [{ id: 'g1', displayName: 'The Team', externalId: 'x1' }] });
    expect(idsOf(aws.get(`/Groups${filterQuery('displayName eq "the team"')}`).body)).toEqual(['g1']);
    expect(idsOf(aws.get(`/Groups${filterQuery('externalId eq "x1"')}`).body)).toEqual(['g1']);
  });
});
