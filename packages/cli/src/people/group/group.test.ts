import { iam, type Circumstances } from '../../__fixtures__/terminal';
import { officeFolder } from '../../__fixtures__/offices';
import { down, office } from '../../__fixtures__/people-vendor';

const people = (prefix: string) =>
  ['ann', 'bob', 'cem', 'dan'].map((name, index) => ({
    id: `${prefix}${index + 1}`,
    login: name,
    mail: `${name}@example.com`,
    number: String(index + 1),
    active: true,
  }));

const offices = (members: readonly string[] = ['1', '2']) => ({
  berlin: office('Berlin', people('b'), [
    { id: 'g1', name: 'Sales', members: members.map((one) => `b${one}`) },
  ]),
  paris: office('Paris', people('p'), [{ id: 'g9', name: 'Sales', members: [] }]),
  rome: office('Rome', people('r')),
});

const group = async (argv: readonly string[], given: Circumstances = {}, files = {}) => {
  const run = await iam(['group', ...argv, '--output', 'json'], {
    cwd: officeFolder(['Berlin', 'Paris', 'Rome'], files),
    ...given,
  });
  return {
    ...run,
    places: run.stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
};

describe('iam group', () => {
  it('lists and shows groups with their members as people', async () => {
    offices();
    const shown = await group(['show', 'Sales']);
    const listed = await iam(['group', 'list'], { cwd: officeFolder(['Berlin', 'Rome']), isTTY: true });

    expect(shown.code).toBe(0);
    expect(shown.places.map(({ state, members }) => [state, members])).toEqual([
      ['there', ['ann@example.com', 'bob@example.com']],
      ['there', []],
      ['absent', undefined],
    ]);
    expect(listed.stdout).toBe('Berlin  ✓ 1 group: Sales\nRome    – no groups\n');
  });

  it('adds and takes out people by name, where the group is, once each', async () => {
    const { berlin, paris, rome } = offices();
    const added = await group(['add', 'Sales', '--members', 'ann, employeeid:3']);
    const again = await group(['add', 'Sales', '--members', 'ann,cem']);
    const removed = await group(['remove', 'Sales', '--members', 'ann,dan']);

    expect([added.code, again.code, removed.code]).toEqual([0, 0, 0]);
    expect(berlin.writes).toEqual(['members g1 +b3 -', 'members g1 + -b1']);
    expect(paris.writes).toEqual(['members g9 +p1+p3 -', 'members g9 + -p1']);
    expect(rome.writes).toEqual([]);
    expect(again.places[0]).toMatchObject({ did: 'unchanged' });
  });

  it('names whom it does not find, and does the rest', async () => {
    const { berlin } = offices();
    const { code, stderr } = await group(['add', 'Sales', '--members', 'cem,nobody']);

    expect(code).toBe(1);
    expect(stderr).toContain('nobody: nowhere: no application with this group has such an account');
    expect(berlin.writes).toEqual(['members g1 +b3 -']);
    expect((await group(['add', 'Nope', '--members', 'cem'])).stderr).toContain(
      'No application has a group "Nope"',
    );
  });

  it('compares with a list, shows what would change, and asks', async () => {
    const { berlin } = offices();
    const argv = ['sync', 'Sales', '--members', 'ann,cem', '--using', 'Berlin'];
    const refused = await group(argv, { isTTY: true, answer: '' });
    const unasked = await group(argv, { stdin: 'y\n' });

    expect([refused.code, unasked.code]).toEqual([1, 2]);
    expect(refused.stderr).toContain('Berlin: 1 to add, 1 to take out\n  + cem\n  - bob@example.com\n');
    expect(berlin.writes).toEqual([]);
    expect((await group([...argv, '--yes'])).code).toBe(0);
    expect(berlin.writes).toEqual(['members g1 +b3 -b2']);
  });

  it('takes out more than half only with the number', async () => {
    const { berlin } = offices(['1', '2', '3']);
    const argv = ['sync', 'Sales', '--members', 'ann', '--using', 'Berlin', '--yes'];
    const refused = await group(argv);

    expect(refused.code).toBe(1);
    expect(refused.places[0]?.['notes']).toEqual([
      expect.stringContaining('2 of 3 members would be taken out'),
    ]);
    expect((await group([...argv, '--allow-removals', '1'])).code).toBe(1);
    expect(berlin.writes).toEqual([]);
    expect((await group([...argv, '--allow-removals', '2'])).code).toBe(0);
    expect(berlin.groups.get('g1')?.members).toEqual(['b1']);
  });

  it('removes no member while a person of the list is not known', async () => {
    const { berlin } = offices();
    const { code, places } = await group([
      'sync',
      'Sales',
      '--members',
      'ann,cem,bbo',
      '--using',
      'Berlin',
      '--yes',
    ]);

    expect(code).toBe(1);
    expect(places[0]?.['notes']).toEqual([expect.stringContaining('who is meant by bbo is not known')]);
    expect(berlin.writes).toEqual(['members g1 +b3 -']);
  });

  it('leaves groups alone that another system fills', async () => {
    const berlin = office('Berlin', people('b'), [
      { id: 'g1', name: 'Sales', members: [], type: 'APP_GROUP' },
    ]);
    const { code, places } = await group(['add', 'Sales', '--members', 'ann', '--using', 'Berlin']);

    expect(code).toBe(1);
    expect(places[0]?.['notes']).toEqual([expect.stringContaining('APP_GROUP')]);
    expect(berlin.writes).toEqual([]);
  });

  it('creates where there is none, and deletes when told so', async () => {
    const { berlin, rome } = offices();
    const created = await group(['create', 'Sales', '--members', 'ann']);
    const unasked = await group(['delete', 'Sales'], { stdin: 'y\n' });

    expect(created.code).toBe(0);
    expect([...rome.groups.values()]).toEqual([{ id: 'g1', name: 'Sales', members: ['r1'] }]);
    expect(berlin.writes).toEqual([]);
    expect(unasked.code).toBe(2);
    expect((await group(['delete', 'Sales', '--yes'])).code).toBe(0);
    expect([...berlin.groups.keys(), ...rome.groups.keys()]).toEqual([]);
  });

  it('does not know what it could not ask', async () => {
    const { paris } = offices();
    paris.faults.set('findGroup', down);
    const { code, places } = await group(['add', 'Sales', '--members', 'cem']);

    expect(code).toBe(1);
    expect(places[1]).toMatchObject({ state: 'unknown', ok: false });
  });

  it.each([
    [['shw', 'Sales'], 'Did you mean iam group show?'],
    [['show'], 'needs the name of the group'],
    [['list', 'Sales'], 'takes no name'],
    [['add', 'Sales'], 'needs people'],
    [['delete', 'Sales', '--members', 'ann'], 'takes no people'],
  ])('refuses %j', async (argv, problem) => {
    offices();
    const { code, stderr } = await group(argv);

    expect(code).toBe(2);
    expect(stderr).toContain(problem);
  });
});
