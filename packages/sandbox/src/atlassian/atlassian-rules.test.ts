import { atlassianUser, setUpAtlassian } from '../__fixtures__/atlassian';
import { patchOf } from '../__fixtures__/vendor-caller';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const emails = (...values: readonly string[]): { emails: unknown } => ({
  emails: values.map((value, n) => ({ value, type: 'work', primary: n === 0 })),
});

describe('Atlassian: what a user must and may have', () => {
  it.each(['schemas', 'userName', 'emails'])(
    'answers 400 when %s is missing on create and on replace',
    (name) => {
      const directory = setUpAtlassian();
      const { id } = directory.newUser('jane').body;
      const { [name]: _missing, ...incomplete } = atlassianUser('joe');
      expect(directory.post('/Users', incomplete).status).toBe(400);
      expect(directory.put(`/Users/${id}`, incomplete).status).toBe(400);
    },
  );

  it('answers 400 unless exactly one email is primary, after a PATCH too', () => {
    const directory = setUpAtlassian();
    const { id } = directory.newUser('jane', emails('a@example.com', 'b@example.com')).body;
    const two = [
      { value: 'a@x.com', primary: true },
      { value: 'b@x.com', primary: true },
    ];
    expect(directory.newUser('joe', { emails: [{ value: 'a@x.com' }] }).status).toBe(400);
    expect(directory.newUser('joe', { emails: two }).status).toBe(400);
    expect(directory.patch(`/Users/${id}`, patchOf({ op: 'remove', path: 'emails' })).status).toBe(400);
  });

  it('ignores attributes it does not have, also department’s neighbours in the extension', () => {
    const { status, body } = setUpAtlassian().newUser('jane', {
      locale: 'en',
      department: 'IT',
      organization: 'ACME',
      [ENTERPRISE]: { department: 'IT', costCenter: '1' },
    });
    expect(status).toBe(201);
    expect(body).not.toHaveProperty('locale');
    expect(body).toMatchObject({
      department: 'IT',
      organization: 'ACME',
      [ENTERPRISE]: { department: 'IT' },
    });
    expect(body[ENTERPRISE]).not.toHaveProperty('costCenter');
  });

  it('ignores id, meta and groups of a payload', () => {
    const { body } = setUpAtlassian().newUser('jane', {
      id: 'mine',
      meta: { created: 'x' },
      groups: [{ value: 'g' }],
    });
    expect(body.id).not.toBe('mine');
    expect(body.groups).toEqual([]);
  });
});

describe('Atlassian: duplicates', () => {
  const detailOf = ({ status, body }: { status: number; body: { scimType: string; detail: string } }) => [
    status,
    body.scimType,
    body.detail,
  ];

  it('answers 409 and names the email or userName that is taken', () => {
    const directory = setUpAtlassian();
    directory.newUser('jane');
    expect(detailOf(directory.newUser('joe', emails('Jane@example.com')))).toEqual([
      409,
      'uniqueness',
      'Resource [USER]: with email[Jane@example.com] already exists.',
    ]);
    expect(detailOf(directory.newUser('JANE', emails('other@example.com')))).toEqual([
      409,
      'uniqueness',
      'Resource [USER]: with userName[JANE] already exists.',
    ]);
  });

  it('accepts the same externalId twice', () => {
    const directory = setUpAtlassian();
    directory.newUser('jane', { externalId: 'e' });
    expect(directory.newUser('joe', { externalId: 'e' }).status).toBe(201);
  });

  it('answers 409 for an email another Atlassian account has, on create and on change', () => {
    const directory = setUpAtlassian({ takenEmails: ['Taken@example.com'] });
    expect(directory.newUser('joe', emails('taken@example.com')).status).toBe(409);
    const { id } = directory.newUser('jane').body;
    const change = { op: 'replace', path: 'emails[type eq "work"].value', value: 'taken@example.com' };
    expect(directory.patch(`/Users/${id}`, patchOf(change)).status).toBe(409);
  });

  it('accepts such an email from the user who already has it', () => {
    const seeded = { ...atlassianUser('jane'), id: 'id' };
    const directory = setUpAtlassian({ users: [seeded], takenEmails: ['jane@example.com'] });
    const change = { op: 'replace', path: 'title', value: 'CTO' };
    expect(directory.patch('/Users/id', patchOf(change)).status).toBe(200);
  });

  it('answers 409 for a group name used in the directory or anywhere in the organisation', () => {
    const directory = setUpAtlassian({ organizationGroups: ['Local'] });
    directory.newGroup('Team');
    const refusal = [409, 'uniqueness', 'Resource [GROUP]: with displayName already exists.'];
    expect(detailOf(directory.newGroup('team'))).toEqual(refusal);
    expect(detailOf(directory.newGroup('local'))).toEqual(refusal);
  });
});

describe('Atlassian: groups', () => {
  const setUp = (options = {}) => {
    const directory = setUpAtlassian(options);
    const ids = ['a', 'b', 'c'].map((name) => String(directory.newUser(name).body.id));
    const groupId = String(directory.newGroup('Team', ids).body.id);
    const members = (): readonly string[] | undefined => directory.vendor.groups()[0]?.members;
    const patch = (...operations: readonly unknown[]) =>
      directory.patch(`/Groups/${groupId}`, patchOf(...operations));
    return { directory, ids, groupId, members, patch };
  };

  it('answer a PATCH with 200 and all members', () => {
    const { directory, ids, groupId, patch } = setUp();
    const late = directory.newUser('late', { displayName: 'Latecomer' }).body.id;
    const { status, body } = patch({ op: 'add', path: 'members', value: [{ value: late }] });
    expect(status).toBe(200);
    expect(body.members.map(({ value }: { value: string }) => value)).toEqual([...ids, late]);
    expect(body.members.at(-1)).toEqual({
      type: 'User',
      value: late,
      display: 'Latecomer',
      $ref: `https://api.atlassian.com/scim/directory/d1/Users/${late}`,
    });
    expect(directory.get(`/Users/${late}`).body.groups).toEqual([
      {
        type: 'Group',
        value: groupId,
        display: 'Team',
        $ref: `https://api.atlassian.com/scim/directory/d1/Groups/${groupId}`,
      },
    ]);
  });

  it('remove one member by a path filter', () => {
    const { ids, members, patch } = setUp();
    expect(patch({ op: 'remove', path: `members[value eq "${ids[1]}"]` }).status).toBe(200);
    expect(members()).toEqual([ids[0], ids[2]]);
  });

  it('lose all members to a remove with a value, or the listed ones when switched', () => {
    const strict = setUp();
    strict.patch({ op: 'remove', path: 'members', value: [{ value: strict.ids[0] }] });
    expect(strict.members()).toEqual([]);
    const lenient = setUp({ removeWithValue: 'listed' });
    lenient.patch({ op: 'remove', path: 'members', value: [{ value: lenient.ids[0] }] });
    expect(lenient.members()).toEqual(lenient.ids.slice(1));
  });

  it('refuse a rename with 400, or keep the old name with 200 when switched', () => {
    const strict = setUp();
    const refused = strict.patch({ op: 'replace', path: 'displayName', value: 'Crew' });
    expect([refused.status, refused.body.scimType]).toEqual([400, 'mutability']);
    expect(strict.directory.put(`/Groups/${strict.groupId}`, { displayName: 'Crew' }).status).toBe(400);
    const lenient = setUp({ groupRename: 'ignore' });
    const ignored = lenient.patch({ op: 'replace', path: 'displayName', value: 'Crew' });
    expect([ignored.status, ignored.body.displayName]).toEqual([200, 'Team']);
  });

  it('lose their members to a PUT without any, or keep them when switched', () => {
    const strict = setUp();
    expect(strict.directory.put(`/Groups/${strict.groupId}`, { displayName: 'Team' }).body.members).toEqual(
      [],
    );
    const lenient = setUp({ groupPutMembers: 'keep' });
    lenient.directory.put(`/Groups/${lenient.groupId}`, { displayName: 'Team' });
    expect(lenient.members()).toEqual(lenient.ids);
  });

  it('need a name', () => {
    const directory = setUpAtlassian();
    for (const body of [{}, { displayName: '' }]) {
      expect(directory.post('/Groups', body).status).toBe(400);
    }
  });

  it('refuse unknown members, are deleted with 204 and then gone', () => {
    const { directory, groupId, patch, members, ids } = setUp();
    expect(patch({ op: 'add', path: 'members', value: [{ value: 'nobody' }] }).status).toBe(400);
    expect(members()).toEqual(ids);
    expect([
      directory.delete(`/Groups/${groupId}`).status,
      directory.delete(`/Groups/${groupId}`).status,
    ]).toEqual([204, 404]);
  });
});
