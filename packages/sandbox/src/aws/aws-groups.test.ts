import { setUpAws, type AwsSetup } from '../__fixtures__/aws';
import { filterQuery, patchOf } from '../__fixtures__/vendor-caller';
import type { AwsOptions } from './aws-options';

const members = (ids: readonly string[]): unknown => ids.map((value) => ({ value }));

const setUp = (people = 3, options: AwsOptions = {}): { aws: AwsSetup; ids: string[]; groupId: string } => {
  const aws = setUpAws(options);
  const ids = Array.from({ length: people }, (_, n) => String(aws.newUser(`user${n}`).body.id));
  return { aws, ids, groupId: String(aws.newGroup('Team').body.id) };
};

const add = (ids: readonly string[]): unknown => ({ op: 'add', path: 'members', value: members(ids) });
const remove = (ids: readonly string[]): unknown => ({ op: 'remove', path: 'members', value: members(ids) });
const stored = (aws: AwsSetup): readonly string[] | undefined => aws.vendor.groups()[0]?.members;

describe('AWS: members of a group', () => {
  it('are never in the body of a group', () => {
    const { aws, ids, groupId } = setUp();
    expect(aws.newGroup('Full', ids).body.members).toEqual([]);
    expect(aws.patch(`/Groups/${groupId}`, patchOf(add(ids))).status).toBe(204);
    expect(aws.get(`/Groups/${groupId}`).body.members).toEqual([]);
    for (const group of aws.get('/Groups').body.Resources) {
      expect(group.members).toEqual([]);
    }
    expect(stored(aws)).toEqual(ids);
  });

  it('are found by groups.value, and the groups of a user by members.value', () => {
    const { aws, ids, groupId } = setUp();
    aws.patch(`/Groups/${groupId}`, patchOf(add(ids.slice(0, 2))));
    const users = aws.get(`/Users${filterQuery(`groups.value eq "${groupId}"`)}`).body.Resources;
    expect(users.map((user: { id: string }) => user.id)).toEqual(ids.slice(0, 2));
    const groups = aws.get(`/Groups${filterQuery(`members.value eq "${ids[0]}"`)}`).body.Resources;
    expect(groups.map((group: { id: string }) => group.id)).toEqual([groupId]);
    expect(aws.get(`/Groups${filterQuery(`members.value eq "${ids[2]}"`)}`).body.Resources).toEqual([]);
  });

  it.each(['members', 'member'])('are tested one by one with id and %s, in either order', (name) => {
    const { aws, ids, groupId } = setUp();
    aws.patch(`/Groups/${groupId}`, patchOf(add([ids[0] ?? ''])));
    const count = (filter: string): number => aws.get(`/Groups${filterQuery(filter)}`).body.totalResults;
    expect(count(`id eq "${groupId}" and ${name} eq "${ids[0]}"`)).toBe(1);
    expect(count(`${name} eq "${ids[0]}" and id eq "${groupId}"`)).toBe(1);
    expect(count(`id eq "${groupId}" and ${name} eq "${ids[1]}"`)).toBe(0);
  });

  it('who do not exist make the filter a 404', () => {
    const { aws, groupId } = setUp();
    expect(aws.get(`/Groups${filterQuery('members.value eq "nobody"')}`).status).toBe(404);
    expect(aws.get(`/Groups${filterQuery(`id eq "${groupId}" and members eq "nobody"`)}`).status).toBe(404);
  });

  it('who do not exist are refused with the configured status, and no other is added', () => {
    const { aws, ids, groupId } = setUp();
    expect(aws.patch(`/Groups/${groupId}`, patchOf(add([ids[0] ?? '', 'nobody']))).status).toBe(404);
    expect(stored(aws)).toEqual([]);
    const other = setUp(0, { unknownMemberStatus: 400 });
    expect(other.aws.patch(`/Groups/${other.groupId}`, patchOf(add(['nobody']))).status).toBe(400);
  });

  it('are added once, and removing a non-member succeeds', () => {
    const { aws, ids, groupId } = setUp();
    const [first = '', second = ''] = ids;
    aws.patch(`/Groups/${groupId}`, patchOf(add([first])));
    expect(aws.patch(`/Groups/${groupId}`, patchOf(add([first, first]))).status).toBe(204);
    expect(stored(aws)).toEqual([first]);
    expect(aws.patch(`/Groups/${groupId}`, patchOf(remove([second]))).status).toBe(204);
    expect(aws.patch(`/Groups/${groupId}`, patchOf(remove([first]))).status).toBe(204);
    expect(stored(aws)).toEqual([]);
  });

  it('are 100 changes to a request at most, over all its operations', () => {
    const { aws, ids, groupId } = setUp(101);
    expect(aws.patch(`/Groups/${groupId}`, patchOf(add(ids))).status).toBe(400);
    expect(aws.patch(`/Groups/${groupId}`, patchOf(add(ids.slice(0, 60)), add(ids.slice(60)))).status).toBe(
      400,
    );
    expect(stored(aws)).toEqual([]);
    expect(aws.patch(`/Groups/${groupId}`, patchOf(add(ids.slice(0, 100)))).status).toBe(204);
    expect(aws.newGroup('Too many', ids).status).toBe(400);
    expect(aws.newGroup('Just right', ids.slice(0, 100)).status).toBe(201);
  });

  it('are removed with their user', () => {
    const { aws, ids, groupId } = setUp();
    aws.patch(`/Groups/${groupId}`, patchOf(add(ids)));
    aws.delete(`/Users/${ids[0]}`);
    expect(stored(aws)).toEqual(ids.slice(1));
  });

  it('cannot be groups', () => {
    const { aws, groupId } = setUp();
    const nested = { op: 'add', path: 'members', value: [{ value: groupId, type: 'Group' }] };
    expect(aws.patch(`/Groups/${groupId}`, patchOf(nested)).status).toBe(400);
  });
});

describe('AWS: PATCH of a group', () => {
  const REFUSED: readonly (readonly [string, unknown])[] = [
    ['replacing all members', { op: 'replace', path: 'members', value: [] }],
    ['removing all members', { op: 'remove', path: 'members' }],
    ['removing an empty list', { op: 'remove', path: 'members', value: [] }],
  ];

  it.each(REFUSED)('refuses %s, and allows it when lax', (_what, operation) => {
    const strict = setUp();
    strict.aws.patch(`/Groups/${strict.groupId}`, patchOf(add(strict.ids)));
    expect(strict.aws.patch(`/Groups/${strict.groupId}`, patchOf(operation)).status).toBe(400);
    expect(stored(strict.aws)).toEqual(strict.ids);
    const lax = setUp(3, { membershipReplace: 'lax' });
    lax.aws.patch(`/Groups/${lax.groupId}`, patchOf(add(lax.ids)));
    expect(lax.aws.patch(`/Groups/${lax.groupId}`, patchOf(operation)).status).toBe(204);
    expect(stored(lax.aws)).toEqual([]);
  });

  it('refuses to add an empty list', () => {
    const { aws, groupId } = setUp();
    expect(aws.patch(`/Groups/${groupId}`, patchOf(add([]))).status).toBe(400);
  });

  it('refuses a path that selects members, and takes it when switched on', () => {
    const attempt = (options: AwsOptions): number => {
      const { aws, ids, groupId } = setUp(2, options);
      aws.patch(`/Groups/${groupId}`, patchOf(add(ids)));
      const operation = { op: 'remove', path: `members[value eq "${ids[0]}"]` };
      return aws.patch(`/Groups/${groupId}`, patchOf(operation)).status;
    };
    expect(attempt({})).toBe(400);
    expect(attempt({ memberPathFilter: 'accept' })).toBe(204);
  });

  it('takes the documented rename without a path, whose id counts for nothing', () => {
    const { aws, groupId } = setUp();
    const rename = { op: 'replace', value: { id: groupId, displayName: 'Crew' } };
    expect(aws.patch(`/Groups/${groupId}`, patchOf(rename)).status).toBe(204);
    expect(aws.get(`/Groups/${groupId}`).body.displayName).toBe('Crew');
  });

  it('explains a path-less change of several attributes', () => {
    const { aws, groupId } = setUp();
    const { status, body } = aws.patch(
      `/Groups/${groupId}`,
      patchOf({ op: 'replace', value: { id: groupId, displayName: 'Crew', externalId: 'e' } }),
    );
    expect([status, body.detail]).toEqual([
      400,
      'Current PATCH support allows omitting "path" attribute only for Add and Replace operations modifying a single attribute.',
    ]);
  });

  it('explains a remove without a path', () => {
    const { aws, groupId } = setUp();
    expect(aws.patch(`/Groups/${groupId}`, patchOf({ op: 'remove' })).body.detail).toBe(
      'Missing path in PATCH request',
    );
  });

  it('keeps the name of a group', () => {
    const { aws, groupId } = setUp();
    expect(aws.patch(`/Groups/${groupId}`, patchOf({ op: 'remove', path: 'displayName' })).status).toBe(400);
    expect(aws.patch('/Groups/nobody', patchOf(add([]))).status).toBe(404);
  });
});
