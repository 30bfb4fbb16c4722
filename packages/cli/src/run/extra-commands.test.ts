import { join } from 'node:path';
import { folderWith, iam } from '../__fixtures__/terminal';

const fixture = (name: string): string => join(__dirname, '..', '__fixtures__', name);

const WITH = { name: 'with', integration: fixture('vendor-with-extra-command'), params: { key: 'hush' } };
const WITHOUT = {
  name: 'without',
  integration: fixture('in-memory-vendor'),
  params: { tenant: 't', key: 'hush' },
};

const configured = (...instances: readonly object[]): string =>
  folderWith({ 'iam.config.json': { instances } });

describe('a command that only some integrations have', () => {
  it('runs on the instances whose integration has it; others are not even read', async () => {
    const cwd = configured(WITH, { ...WITHOUT, params: {} });

    const { code, stdout, stderr } = await iam(['run', 'acme-list-fields', 'kind=user', '--output', 'json'], {
      cwd,
    });

    expect({ code, stderr }).toEqual({ code: 0, stderr: '1 read\n' });
    expect(JSON.parse(stdout)).toEqual({ Acme: { Field: [{ Name: 'user.mail' }, { Name: 'user.note' }] } });
  });

  it('is written in the documented syntax and shown as a table', async () => {
    const { code, stdout } = await iam(['!acme-list-fields kind=user limit="1"', '--output', 'markdown'], {
      cwd: configured(WITH),
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '### Acme fields\n|Name|\n|---|\n| user.mail |\n' });
  });

  it.each([
    [['acme-list-fields'], /kind: is missing\. Of which record\./],
    [['acme-list-fields', 'kind=user', 'limit=0'], /limit: must be a whole number from 1 to 100/],
    [['acme-list-fields', 'kind=user', 'limt=3'], /Did you mean limit instead of limt\?/],
    [
      ['acme-list-field', 'kind=user'],
      /"acme-list-field" is not a command\. Did you mean acme-list-fields\?/,
    ],
    [['acme-list-fields', 'kind=user', 'using=without'], /without \(Acme\) has no acme-list-fields\./],
  ])('%j is a wrong call, and nothing runs', async (words, message) => {
    const { code, stdout, stderr } = await iam(['run', ...words], { cwd: configured(WITH, WITHOUT) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('is not known where no instance has it, nor without a configuration', async () => {
    for (const cwd of [configured(WITHOUT), folderWith({})]) {
      const { code, stderr } = await iam(['run', 'acme-list-fields', 'kind=user'], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain('"acme-list-fields" is not a command; the commands are iam-get-user');
      expect(stderr).toContain('and those that iam instances lists');
    }
  });

  it('is a failed result of an instance that cannot be set up', async () => {
    const { code, stdout } = await iam(['run', 'acme-list-fields', 'kind=user', '--output', 'json'], {
      cwd: configured({ ...WITH, params: {} }),
    });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ Error: { instanceName: 'with', success: false } });
  });

  it('is listed with the instance', async () => {
    const { stdout } = await iam(['instances', '--output', 'json'], { cwd: configured(WITH) });
    expect(JSON.parse(stdout)).toMatchObject({ abilities: 'users, acme-list-fields' });
  });

  it.each([
    [['help', 'acme-list-fields']],
    [['run', 'acme-list-fields', '--help']],
    [['acme-list-fields', '-h']],
  ])('has a page of help: %j', async (words) => {
    const { code, stdout, stderr } = await iam(words, { cwd: configured(WITH) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: iam run acme-list-fields [arguments...]');
    expect(stdout).toContain('limit (optional, default 50)');
  });

  it('needs no run before it', async () => {
    const cwd = configured(WITH);
    const short = await iam(['acme-list-fields', 'kind=user'], { cwd });
    expect(short).toEqual(await iam(['run', 'acme-list-fields', 'kind=user'], { cwd }));
    expect(short.code).toBe(0);
  });
});
