import { officeFolder } from '../__fixtures__/offices';
import { office } from '../__fixtures__/people-vendor';
import { iam } from '../__fixtures__/terminal';

const jane = { id: 'b1', login: 'jane@example.com', mail: 'jane@example.com', number: '42', active: true };

const ADD = ['add', 'joe@example.com', 'surname=Doe', 'employeeid=43'];

const dry = (argv: readonly string[], isTTY = false) => {
  office('Berlin', [jane], [{ id: 'g1', name: 'Sales', members: [] }]);
  return iam([...argv, '--dry-run'], { cwd: officeFolder(['Berlin']), isTTY, columns: 160 });
};

const PAST = /\b(created|updated|renamed|enabled|disabled|deleted|changed)\b/;

describe('a dry run', () => {
  it.each<[readonly string[], string]>([
    [ADD, 'would create'],
    [['set', 'jane@example.com', 'title=Head'], 'would update'],
    [['rename', 'jane@example.com', 'jane.roe@example.com'], 'would rename'],
    [['disable', 'jane@example.com'], 'would disable'],
    [['offboard', 'jane@example.com'], 'would disable'],
    [['group', 'add', 'Sales', '--members', 'jane@example.com'], 'would change'],
    [['group', 'create', 'Ops'], 'would create'],
    [['group', 'delete', 'Sales'], 'would delete'],
  ])('%j speaks of what it would do, in Markdown, tables and CSV', async (argv, words) => {
    for (const format of ['markdown', 'table', 'csv']) {
      const { stdout } = await dry([...argv, '--output', format]);

      expect([format, stdout]).toEqual([format, expect.stringContaining(words)]);
      expect(stdout.replaceAll(/active|disabled,would/g, '')).not.toMatch(PAST);
    }
  });

  it('counts what would be done', async () => {
    const { stdout, stderr } = await dry(ADD, true);

    expect(stdout).toContain('✓ would be created');
    expect(stderr).toContain('Dry run, nothing was written. 1 person: 1 would be created\n');
  });

  it('does not say that it would leave as it is what is so already', async () => {
    office('Berlin', [{ ...jane, active: false }]);
    const argv = ['disable', 'jane@example.com', '--dry-run'];
    const { stdout } = await iam(argv, { cwd: officeFolder(['Berlin']), isTTY: true });

    expect(stdout).toContain('✓ already disabled');
    expect(stdout).not.toContain('would');
  });

  it.each([ADD, ['group', 'create', 'Ops']])(
    '%j keeps the values of JSON, and says that it is one',
    async (...argv) => {
      const { stdout } = await dry([...argv.flat(), '--output', 'json']);

      expect(stdout).toContain('"dryRun":true');
      expect(stdout).toContain('"did":"created"');
    },
  );

  it('is none where something is done', async () => {
    office('Berlin', [jane]);
    const { stdout, stderr } = await iam(ADD, { cwd: officeFolder(['Berlin']) });

    expect(stdout).toContain('created');
    expect(stdout + stderr).not.toContain('would');
    expect(stderr).toContain('1 person: 1 created\n');
  });
});
