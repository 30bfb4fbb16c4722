import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { officeFolder, statesOf, word } from '../../__fixtures__/offices';
import { down, office } from '../../__fixtures__/people-vendor';

const jane = { login: 'jane@example.com', mail: 'jane@example.com', number: '42', active: true };

interface Proof {
  readonly report: {
    readonly closed: boolean;
    readonly by: string;
    readonly people: readonly {
      readonly applications: readonly Record<string, unknown>[];
    }[];
  };
  readonly sha256: string;
}

const proofIn = (cwd: string, name = 'proof') =>
  JSON.parse(readFileSync(join(cwd, `${name}.json`), 'utf8')) as Proof;

const offboard = (cwd: string, ...more: readonly string[]) =>
  word(cwd, ['offboard', 'jane@example.com', '--report', 'proof', ...more]);

describe('iam offboard', () => {
  it('disables everywhere, takes the person out of groups that are not managed elsewhere, and proves it', async () => {
    const berlin = office(
      'Berlin',
      [{ ...jane, id: 'b1' }],
      [
        { id: 'g1', name: 'Sales', members: ['b1', 'b2'] },
        { id: 'g2', name: 'Everyone', members: ['b1'], type: 'BUILT_IN' },
        { id: 'g3', name: 'Others', members: ['b2'] },
      ],
    );
    office('Paris', [{ ...jane, id: 'p1', active: false }]);
    office('Rome');
    const cwd = officeFolder(['Berlin', 'Paris', 'Rome']);
    const { code, people, stderr } = await offboard(cwd);
    const { report, sha256 } = proofIn(cwd);

    expect(code).toBe(0);
    expect(statesOf(people[0])).toEqual([
      'Berlin disabled disabled',
      'Paris disabled unchanged',
      'Rome not there',
    ]);
    expect(people[0]?.applications[0]?.notes).toEqual([
      'taken out of the group Sales',
      'stays in the group Everyone, filled by the application itself (BUILT_IN)',
    ]);
    expect(berlin.writes).toEqual(['disableUser b1', 'members g1 + -b1']);
    expect(report).toMatchObject({ closed: true, by: 'op' });
    expect(report.people[0]?.applications[0]).toMatchObject({
      application: 'Berlin',
      found: 'active',
      did: 'disabled',
      verified: 'disabled',
      id: 'b1',
      verifiedAt: expect.any(String) as string,
      run: expect.any(String) as string,
    });
    expect(sha256).toBe(createHash('sha256').update(JSON.stringify(report)).digest('hex'));
    expect(readFileSync(join(cwd, 'proof.md'), 'utf8')).toContain('## jane@example.com: closed');
    expect(stderr).toContain(`sha256 ${sha256} that of its "report" member`);
    // What sha256sum says.
    const file = createHash('sha256')
      .update(readFileSync(join(cwd, 'proof.json')))
      .digest('hex');
    expect(stderr).toContain(`sha256 ${file} is that of the file proof.json,\n`);
    expect(['proof.md', 'proof.json'].map((file) => statSync(join(cwd, file)).mode & 0o777)).toEqual([
      0o600, 0o600,
    ]);
  });

  it('keeps the groups with --keep-groups', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }], [{ id: 'g1', name: 'Sales', members: ['b1'] }]);
    await offboard(officeFolder(['Berlin']), '--keep-groups');

    expect(berlin.writes).toEqual(['disableUser b1']);
  });

  it('is not closed while an application cannot be asked, and is once it could', async () => {
    office('Berlin', [{ ...jane, id: 'b1' }]);
    const paris = office('Paris', [{ ...jane, id: 'p1' }]);
    paris.faults.set('all', down);
    const cwd = officeFolder(['Berlin', 'Paris']);
    const first = await offboard(cwd);

    expect(first.code).toBe(1);
    expect(statesOf(first.people[0])).toEqual(['Berlin disabled disabled', 'Paris not known']);
    expect(proofIn(cwd).report).toMatchObject({
      closed: false,
      people: [{ applications: [{ closed: true }, { verified: 'not known', closed: false }] }],
    });
    expect(readFileSync(join(cwd, 'proof.md'), 'utf8')).toContain('NOT CLOSED');

    paris.faults.clear();
    const second = await offboard(cwd);
    expect(second.code).toBe(0);
    expect(statesOf(second.people[0])).toEqual(['Berlin disabled unchanged', 'Paris disabled disabled']);
    expect(readdirSync(cwd).filter((file) => /^proof\.\d{4}.*\.(md|json)$/.test(file))).toHaveLength(2);
  });

  it('keeps aside a report only, and moves no other file', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    const cwd = officeFolder(['Berlin'], { 'proof.json': '{"mine":1}' });
    const refused = await offboard(cwd);

    expect([refused.code, refused.stderr]).toEqual([
      2,
      '--report proof.json is there already and is not a report of iam offboard: it stays as it is. Name another file; nothing was done.\n',
    ]);
    expect(readdirSync(cwd).sort()).toEqual(['iam.config.json', 'proof.json']);
    expect(berlin.writes).toEqual([]);
  });

  it('does not believe a reply: an account that is active when read again is not closed', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    let asked = 0;
    berlin.faults.set('getUser', () => {
      asked += 1;
      if (asked > 1) {
        berlin.people.set('b1', { ...jane, id: 'b1' });
      }
    });
    const cwd = officeFolder(['Berlin']);
    const { code, people } = await offboard(cwd);

    expect(code).toBe(1);
    expect(people[0]?.ok).toBe(false);
    expect(people[0]?.applications[0]?.state).not.toBe('disabled');
    expect(proofIn(cwd).report.closed).toBe(false);
  });

  it('disables also where the groups cannot be read or left, and says so', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }], [{ id: 'g1', name: 'Sales', members: ['b1'] }]);
    berlin.faults.set('updateMembers', down);
    const paris = office('Paris', [{ ...jane, id: 'p1' }]);
    paris.faults.set('groupsOfUser', down);
    const { code, people } = await offboard(officeFolder(['Berlin', 'Paris']));

    expect(code).toBe(1);
    expect(statesOf(people[0])).toEqual(['Berlin disabled disabled', 'Paris disabled disabled']);
    expect(people[0]?.applications.map(({ notes }) => notes?.[0])).toEqual([
      expect.stringContaining('still in the group Sales'),
      expect.stringContaining('its groups are not known'),
    ]);
  });

  it('disables no account when the report cannot be written, when two people are meant, or in a dry run', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    const paris = office('Paris', [{ ...jane, id: 'p1', number: '77' }]);
    const cwd = officeFolder(['Berlin', 'Paris']);
    const unwritable = await word(cwd, ['offboard', 'jane@example.com', '--report', 'no/such/folder']);
    const twins = await offboard(cwd, '--yes');

    expect(unwritable).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nobody was disabled') as string,
    });
    expect(twins.code).toBe(1);
    expect(proofIn(cwd).report.closed).toBe(false);
    expect([...berlin.writes, ...paris.writes]).toEqual([]);
  });

  it('is not a success for a person who is nowhere', async () => {
    office('Berlin');
    const { code, people } = await offboard(officeFolder(['Berlin']));

    expect(code).toBe(1);
    expect(people[0]?.why).toContain('nowhere');
  });
});
