import { acmeFolder, iam } from '../__fixtures__/terminal';

const PROFILE = 'user-profile={"email":"jane@example.com"}';
const cwd = () => {
  const folder = acmeFolder({ a: {}, b: {} });
  return folder;
};

describe('options before the subcommand', () => {
  it.each([
    [['--output', 'json', '--using', 'a', 'run', 'iam-get-user', PROFILE]],
    [['--output=json', '--using=a', 'iam-get-user', PROFILE]],
    [['-o', 'json', 'iam-get-user', PROFILE, '--using', 'a']],
    [['-ojson', '--using', 'a', `!iam-get-user ${PROFILE}`]],
    [['-o', 'table', 'run', '-o', 'json', 'iam-get-user', PROFILE, '--using', 'a']],
  ])('%j are those of the subcommand', async (argv) => {
    const folder = cwd();
    const expected = await iam(['run', 'iam-get-user', PROFILE, '--output', 'json', '--using', 'a'], {
      cwd: folder,
    });

    expect(await iam(argv, { cwd: folder })).toEqual(expected);
    expect(expected.stdout).toContain('"instanceName":"a"');
  });

  it('reach the commands of a group', async () => {
    const folder = cwd();
    const { code, stdout } = await iam(['-c', `${folder}/iam.config.json`, '-o', 'json', 'config', 'check']);

    expect(code).toBe(0);
    expect(stdout.split('\n').filter(Boolean)).toHaveLength(2);
  });

  it('are refused where the command has none of them, or none of their kind', async () => {
    expect(await iam(['--strict', 'sandbox'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("unknown option '--strict'") as string,
    });
    expect(await iam(['-o', 'json', 'init', '-n', 'Acme', '--dry-run'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('means something else to init') as string,
    });
  });

  it('of help and version are those of iam', async () => {
    expect((await iam(['-c', 'x', '--help'])).stdout).toContain('Usage: iam [options] [command]');
    expect((await iam(['--version'])).code).toBe(0);
  });
});

describe('short options', () => {
  it('are shown by every command that has them, and init keeps its own', async () => {
    for (const command of ['run', 'test', 'instances', 'plan', 'verify']) {
      expect((await iam([command, '--help'])).stdout).toMatch(/-c, --config <file>[^]*-o, --output <format>/);
    }
    expect((await iam(['init', '--help'])).stdout).toMatch(/-o, --output <folder>/);
  });
});

describe('IAM_CONFIG', () => {
  it('names the configuration where --config does not', async () => {
    const env = { IAM_CONFIG: `${cwd()}/iam.config.json` };

    expect((await iam(['instances'], { env })).stdout).toContain('in-memory-vendor');
    expect((await iam(['instances'], { env: { IAM_CONFIG: '/nowhere/iam.json' } })).stderr).toContain(
      'The configuration /nowhere/iam.json cannot be read',
    );
    expect(
      (await iam(['instances', '--config', `${acmeFolder({ other: {} })}/iam.config.json`], { env })).stdout,
    ).toContain('other');
    expect((await iam(['instances'], { env: { IAM_CONFIG: '' }, cwd: cwd() })).code).toBe(0);
  });
});

describe('typographic marks', () => {
  it.each([
    [['run', 'iam-get-user', '“user-profile={}”'], 'Word 1 after the command is not an argument: “ (U+201C)'],
    [
      ['run', 'iam-get-user', 'user-profile={“email”: "a"}'],
      'user-profile: “ (U+201C) at character 2 is an opening double',
    ],
    [
      ['run', 'iam-get-user', 'user-profile=’{}’'],
      "’ (U+2019) at character 1 is a closing single quotation mark; write a plain '",
    ],
    [['run', 'iam-get-user', '–-using'], 'an option begins with two hyphens'],
    [['–-config', 'x'], 'The first word is not a subcommand: – (U+2013) is a dash'],
    [['‘!iam-get-user’'], 'The first word is not a subcommand: ‘ (U+2018)'],
  ])('are named in %j', async (argv, message) => {
    const { code, stderr } = await iam(argv, { cwd: cwd() });

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('a part of an instance’s name', () => {
  it('is answered with the name, and never taken for it', async () => {
    const folder = acmeFolder({ 'Okta IAM_instance_1': {}, 'Slack IAM_instance_1': {} });
    const run = async (using: string) =>
      iam(['run', 'iam-get-user', PROFILE, '--using', using], { cwd: folder });

    expect(await run('okta')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean "Okta IAM_instance_1"?') as string,
    });
    expect((await run('IAM')).stderr).not.toContain('Did you mean');
  });
});
