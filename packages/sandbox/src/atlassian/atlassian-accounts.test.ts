import { atlassianUser, setUpAtlassian } from '../__fixtures__/atlassian';
import { patchOf } from '../__fixtures__/vendor-caller';

const EXTERNAL = 'urn:scim:schemas:extension:atlassian-external:1.0';
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const emails = (...values: readonly string[]): { emails: unknown } => ({
  emails: values.map((value, n) => ({ value, type: 'work', primary: n === 0 })),
});

describe('Atlassian: the life of a user', () => {
  it('PUT clears what is not in it', () => {
    const directory = setUpAtlassian();
    const { id } = directory.newUser('jane', { title: 'CTO', externalId: 'e' }).body;
    const { status, body } = directory.put(`/Users/${id}`, atlassianUser('jane'));
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('title');
    expect(body).not.toHaveProperty('externalId');
    expect(body.id).toBe(id);
  });

  it('active false keeps the record, its id and its groups, and active true brings it back', () => {
    const directory = setUpAtlassian();
    const { id } = directory.newUser('jane').body;
    directory.newGroup('Team', [id]);
    const off = directory.patch(
      `/Users/${id}`,
      patchOf({ op: 'replace', path: 'active', value: false }),
    ).body;
    expect([off.id, off.active, off.groups.length]).toEqual([id, false, 1]);
    expect(directory.vendor.accounts()[0]?.active).toBe(false);
    directory.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: true }));
    expect(directory.vendor.accounts()[0]?.active).toBe(true);
  });

  it('DELETE removes the record, deactivates the account, and a new POST has another id, the same account, no groups', () => {
    const directory = setUpAtlassian();
    const { id, [EXTERNAL]: link } = directory.newUser('jane').body;
    directory.newGroup('Team', [id]);
    const gone = directory.delete(`/Users/${id}`);
    expect([gone.status, gone.body, directory.get(`/Users/${id}`).status]).toEqual([204, undefined, 404]);
    expect(directory.vendor.accounts()).toEqual([
      expect.objectContaining({ ...{ accountId: link.atlassianAccountId }, active: false }),
    ]);
    const again = directory.newUser('jane').body;
    expect(again.id).not.toBe(id);
    expect([again[EXTERNAL], again.groups]).toEqual([link, []]);
    expect(directory.vendor.accounts()[0]?.active).toBe(true);
  });

  it('a change of the profile reaches the account of a verified domain only', () => {
    const directory = setUpAtlassian({ verifiedDomains: ['example.com'] });
    const inside = directory.newUser('in').body.id;
    const outside = directory.newUser('out', emails('out@elsewhere.org')).body.id;
    for (const id of [inside, outside]) {
      const { status, body } = directory.patch(
        `/Users/${id}`,
        patchOf({ op: 'replace', path: 'title', value: 'CTO' }),
      );
      expect([status, body.title]).toEqual([200, 'CTO']);
    }
    expect(directory.vendor.accounts().map(({ title }) => title)).toEqual(['CTO', undefined]);
    expect(directory.vendor.auditLog().at(-1)).toContain('profile not applied');
  });

  it('a new email unlinks an unmanaged account and drops its groups for good; a managed one stays', () => {
    const directory = setUpAtlassian({ verifiedDomains: ['example.com'] });
    const inside = directory.newUser('in').body.id;
    const outside = directory.newUser('out', emails('out@elsewhere.org')).body.id;
    directory.newGroup('Team', [inside, outside]);
    const move = (id: string, value: string) =>
      directory.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'emails[type eq "work"].value', value }))
        .body;
    expect(Object.keys(move(inside, 'in2@example.com'))).toContain(EXTERNAL);
    const moved = move(outside, 'out2@elsewhere.org');
    expect([moved.schemas, moved.groups]).toEqual([[CORE, ENTERPRISE], []]);
    expect(move(outside, 'out@elsewhere.org').groups).toEqual([]);
    expect(directory.vendor.groups()[0]?.members).toEqual([inside]);
  });

  it('effects beyond the directory are only in the log', () => {
    const directory = setUpAtlassian({ siteGroups: ['confluence-users'] });
    expect(directory.newGroup('confluence-users').status).toBe(201);
    expect(directory.vendor.auditLog()).toEqual([
      'group confluence-users: failed, the name belongs to a site',
    ]);
  });

  it('a reset brings back exactly the beginning', () => {
    const directory = setUpAtlassian({ users: [atlassianUser('seeded')] });
    const before = directory.vendor.users();
    directory.newUser('jane');
    directory.vendor.reset();
    expect(directory.vendor.users()).toEqual(before);
    expect(directory.vendor.accounts()).toEqual([expect.objectContaining({ active: true })]);
    expect(before).toEqual([expect.objectContaining({ active: true })]);
  });
});
