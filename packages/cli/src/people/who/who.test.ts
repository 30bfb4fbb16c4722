import { iam } from '../../__fixtures__/terminal';
import { officeFolder, statesOf, word } from '../../__fixtures__/offices';
import { down, office } from '../../__fixtures__/people-vendor';

const jane = { login: 'jane@example.com', mail: 'jane@example.com', active: true };

const PROSPECTS = ['disable would end the access, add and enable would do nothing'];

describe('iam who', () => {
  it('shows where a person has accounts, and by which identifier', async () => {
    office('Berlin', [{ ...jane, id: 'b1', number: '42' }]);
    office('Paris', [{ ...jane, id: 'p1', active: false }]);
    office('Rome');
    const { code, people, stderr } = await word(officeFolder(['Berlin', 'Paris', 'Rome']), [
      'who',
      'jane@example.com',
    ]);

    expect(code).toBe(0);
    expect(people[0]).toMatchObject({ person: 'jane@example.com', ok: true });
    expect(statesOf(people[0])).toEqual(['Berlin active', 'Paris disabled', 'Rome not there']);
    expect(people[0]?.applications[0]?.by).toBe('user name');
    expect(stderr).toBe('1 person: 1 active, 1 disabled, 1 not there\n');
  });

  it('finds an account of another name by the employee id of the others, and says so', async () => {
    office('Berlin', [{ ...jane, id: 'b1', number: '42' }]);
    office('Paris', [{ id: 'p1', login: 'jdoe', number: '42', active: true }]);
    const { people } = await word(officeFolder(['Berlin', 'Paris']), ['who', 'jane@example.com']);

    expect(statesOf(people[0])).toEqual(['Berlin active', 'Paris active']);
    expect(people[0]?.applications[1]).toMatchObject({
      by: 'employee id',
      notes: ['found by employee id 42, under the user name jdoe'],
    });
  });

  it('does not take an account for theirs that has nothing but the name', async () => {
    office('Berlin', [{ id: 'b1', login: 'jdoe', number: '42', active: true }]);
    office('Paris', [{ id: 'p1', login: 'jdoe', active: true }]);
    const { code, people } = await word(officeFolder(['Berlin', 'Paris']), ['disable', 'employeeid:42']);

    expect(code).toBe(1);
    expect(statesOf(people[0])).toEqual(['Berlin disabled disabled', 'Paris not known']);
    expect(people[0]?.applications[1]?.notes?.[0]).toContain('jdoe (p1) has the same user name');
  });

  it('knows an account of another employee id for another person’s', async () => {
    office('Berlin', [{ id: 'b1', login: 'jdoe', number: '42', active: true }]);
    office('Paris', [{ id: 'p1', login: 'jdoe', number: '77', active: true }]);
    const { people } = await word(officeFolder(['Berlin', 'Paris']), ['who', 'employeeid:42']);

    expect(statesOf(people[0])).toEqual(['Berlin active', 'Paris not there']);
    expect(people[0]?.applications[1]?.notes).toEqual([
      'jdoe (p1) is another person, with the employee id 77',
    ]);
  });

  it('reports an application it could not ask as unknown, and a person who is nowhere as not found', async () => {
    office('Berlin');
    office('Paris').faults.set('all', down);
    const cwd = officeFolder(['Berlin', 'Paris']);
    const one = await word(cwd, ['who', 'jane@example.com']);
    const other = await word(cwd, ['who', 'jane@example.com', '--using', 'Berlin']);

    expect(one.code).toBe(1);
    expect(statesOf(one.people[0])).toEqual(['Berlin not there', 'Paris not known']);
    expect(one.people[0]?.applications[1]?.failure?.message).toContain('ECONNREFUSED');
    expect(other.code).toBe(1);
    expect(other.people[0]?.why).toBe('nowhere: no application has such an account.');
  });

  it('shows one person a line per application, within 80 columns, and many as a grid', async () => {
    office('Berlin', [{ ...jane, id: 'b1' }]);
    office('Paris').faults.set('all', down);
    const cwd = officeFolder(['Berlin', 'Paris']);
    const one = await iam(['who', 'jane@example.com'], { cwd, isTTY: true, env: { NO_COLOR: '1' } });
    const many = await iam(
      ['who', 'jane@example.com', 'o’c', 'joe'].filter((name) => name !== 'o’c'),
      {
        cwd,
        isTTY: true,
      },
    );

    expect(one.stdout).toBe(`jane@example.com
Berlin  ✓ active (by user name)
Paris   ✗ not known: The server refuses connections at this address
          (ECONNREFUSED). Next: Check the URL of this instance and that this
          machine can reach it.
`);
    expect(many.stdout.split('\n').slice(0, 4)).toEqual([
      '                  Berlin  Paris',
      'jane@example.com  ✓       ?',
      'joe               –       ?',
      '✓ active   ○ disabled   – not there   ? not known',
    ]);
  });

  it('says with --verbose what the accounts are and how they differ', async () => {
    office('Berlin', [{ ...jane, id: 'b1', job: 'Boss' }], [{ id: 'g1', name: 'Sales', members: ['b1'] }]);
    office('Paris', [{ ...jane, id: 'p1', job: 'Boss' }]);
    office('Rome', [{ ...jane, id: 'r1', job: 'Clerk' }]);
    const { people } = await word(officeFolder(['Berlin', 'Paris', 'Rome']), [
      'who',
      'jane@example.com',
      '--verbose',
    ]);

    expect(people[0]?.applications.map(({ notes }) => notes)).toEqual([
      ['groups Sales', ...PROSPECTS],
      ['in no group', ...PROSPECTS],
      ['in no group', ...PROSPECTS, 'title "Clerk", elsewhere "Boss"'],
    ]);
  });

  it('compares no ids of other records: those of two applications are never the same', async () => {
    office('Berlin', [{ ...jane, id: 'b1', unit: '7f3a' }]);
    office('Paris', [{ ...jane, id: 'p1', unit: '99' }]);
    const argv = ['who', 'jane@example.com', '--verbose'];

    expect(
      (await word(officeFolder(['Berlin', 'Paris']), argv)).people[0]?.applications.map(({ notes }) => notes),
    ).toEqual([
      ['in no group', ...PROSPECTS],
      ['in no group', ...PROSPECTS],
    ]);
  });

  it('refuses an id for several applications, typographic quotes, and a call without a person', async () => {
    office('Berlin');
    office('Paris');
    const cwd = officeFolder(['Berlin', 'Paris']);

    expect(await word(cwd, ['who', 'id:b1'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'id:b1 is an id, which means something at one application only',
      ) as string,
    });
    expect((await word(cwd, ['who', '“jane”'])).stderr).toContain('U+201C');
    expect((await word(cwd, ['who'])).stderr).toContain('Nobody is named');
  });
});
