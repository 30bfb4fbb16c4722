import { iam } from '../../__fixtures__/terminal';
import { officeFolder } from '../../__fixtures__/offices';
import { down, office, type StoredPerson } from '../../__fixtures__/people-vendor';

const person = (id: string, name: string, number?: string, active = true): StoredPerson => ({
  id,
  login: name,
  mail: `${name}@example.com`,
  active,
  ...(number === undefined ? {} : { number }),
});

const offices = () => {
  const berlin = office(
    'Berlin',
    [person('b1', 'jane', '42'), person('b2', 'joe', '43', false), person('b3', 'ghost')],
    [{ id: 'g1', name: 'Sales', members: ['b1'] }],
  );
  const paris = office('Paris', [
    person('p1', 'jd', '42'),
    person('p2', 'zoe', '44'),
    person('p3', 'ann', '45'),
  ]);
  return { berlin, paris };
};

const list = async (argv: readonly string[], files: Readonly<Record<string, unknown>> = {}) => {
  const { code, stdout, stderr } = await iam(['list', '--output', 'json', ...argv], {
    cwd: officeFolder(['Berlin', 'Paris'], files),
  });
  const lines = stdout
    .split('\n')
    .filter(Boolean)
    .map(
      (line) =>
        JSON.parse(line) as {
          person: string;
          accounts: { application: string; id: string }[];
          notes?: string[];
        },
    );
  return { code, stderr, lines, ids: lines.map(({ accounts }) => accounts.map(({ id }) => id).join('+')) };
};

describe('iam list', () => {
  it('has everybody once, a line per person', async () => {
    offices();
    const { code, ids, stderr } = await list([]);

    expect(code).toBe(0);
    expect(ids).toEqual(['b1+p1', 'b2', 'b3', 'p2', 'p3']);
    expect(stderr).toBe('5 people\n');
  });

  it('has those who can sign in, those who cannot, those of one application, or of a group', async () => {
    offices();

    expect((await list(['--disabled'])).ids).toEqual(['b2']);
    expect((await list(['--active'])).ids).toEqual(['b1+p1', 'b3', 'p2', 'p3']);
    expect((await list(['--app', 'Paris'])).ids).toEqual(['p1', 'p2', 'p3']);
    expect((await list(['--group', 'Sales'])).ids).toEqual(['b1']);
    expect(await list(['--group', 'Nope'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('No application has a group "Nope"') as string,
    });
  });

  it('finds ghosts: accounts that belong to no person of a file', async () => {
    offices();
    const people = 'employeeid,email\n42,jane@example.com\n43,joe@example.com\n44,\n99,ann@example.com\n';
    const { code, ids, lines } = await list(['--not-in', 'hr.csv'], { 'hr.csv': people });

    expect(code).toBe(0);
    expect(ids).toEqual(['b3', 'p3']);
    expect(lines[1]?.notes).toEqual([
      'the file has ann@example.com with the employee id 99, and the account has 45',
    ]);
  });

  it('calls no account a ghost because of a row that cannot be read', async () => {
    offices();
    const { code, stderr } = await list(['--not-in', 'hr.csv'], { 'hr.csv': 'employeeid,email\n42\n' });

    expect(code).toBe(2);
    expect(stderr).toContain('hr.csv, line 2 has 1 cells instead of 2');
    expect((await list(['--not-in', 'none.csv'], { 'none.csv': '' })).code).toBe(2);
  });

  it.each([[[]], [['--app', 'Paris']]])('is not whole when a page fails in its middle %j', async (argv) => {
    const { paris } = offices();
    paris.faults.set('page 2', down);
    const { code, stderr, ids } = await list(argv);

    expect(code).toBe(1);
    expect(ids.join()).toContain('p2');
    expect(stderr).toContain('[Paris] list: network: "The server refuses connections');
    expect(stderr).toContain('not known who is at 1 of');
  });

  it.each([[[]], [['--app', 'Paris']]])('has no ghost of a list that failed %j', async (argv) => {
    const { paris } = offices();
    paris.faults.set('page 2', down);
    const { code, stderr, lines } = await list(['--not-in', 'hr.csv', ...argv], {
      'hr.csv': 'employeeid\n42\n43\n',
    });

    expect(code).toBe(1);
    expect(lines.flatMap(({ accounts }) => accounts.map(({ application }) => application))).not.toContain(
      'Paris',
    );
    expect(stderr).toContain('Nobody there is taken for a ghost.');
    expect(lines.map(({ person, notes }) => [person, notes])).toEqual(
      argv.length > 0
        ? []
        : [['ghost@example.com', ['may be known by another name: Paris could not be read']]],
    );
  });

  it('shows a grid on a terminal, in which a list that failed is not known', async () => {
    const { paris } = offices();
    paris.faults.set('page 0', down);
    const { stdout } = await iam(['list'], { cwd: officeFolder(['Berlin', 'Paris']), isTTY: true });

    expect(stdout.split('\n').slice(0, 3)).toEqual([
      '                   Berlin  Paris',
      'jane@example.com   ✓       ?',
      'joe@example.com    ○       ?',
    ]);
  });
});
