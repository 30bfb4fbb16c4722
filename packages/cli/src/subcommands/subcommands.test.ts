import { users } from '../__fixtures__/in-memory-vendor';
import { acmeFolder, iam } from '../__fixtures__/terminal';

beforeEach(() => users.clear());

describe('iam test', () => {
  it('tests every instance, or the one that is named', async () => {
    const cwd = acmeFolder({ a: {}, b: { broken: true } });
    const all = await iam(['test'], { cwd });
    const one = await iam(['test', 'a'], { cwd });

    expect(all.code).toBe(1);
    expect(all.stdout).toContain('| Acme | a | true |');
    expect(all.stdout).toContain('| Acme | b | false | 500 |');
    expect(all.stderr).toMatch(/^\[b\] test-module: 500 vendor-error.*\n1 ok, 1 failed\n$/);
    expect(one).toMatchObject({ code: 0, stderr: '1 ok\n' });
    expect(await iam(['test', 'c'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('iam fields', () => {
  it('lists the fields of the application', async () => {
    const cwd = acmeFolder({ a: {}, b: {} });
    const { code, stdout } = await iam(['fields', 'a', '--output', 'json'], { cwd });

    expect(code).toBe(0);
    expect(stdout).toBe('{"User Profile":{"mail":"Mail address","note":""}}\n');
    expect((await iam(['fields', 'a'], { cwd })).stdout).toBe(
      '### User Profile Fields (Acme)\n|field|description|\n|---|---|\n| mail | Mail address |\n| note |  |\n',
    );
    expect(await iam(['fields'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('iam instances', () => {
  it('lists the configured instances, and exits 2 when one is invalid', async () => {
    const good = acmeFolder({ a: {}, b: { groups: false } });
    const bad = acmeFolder({ a: {}, b: { tenant: 7, key: 'env:HUSH' } });

    expect(await iam(['instances'], { cwd: good })).toMatchObject({ code: 0, stderr: '' });
    expect((await iam(['instances', '--output', 'json'], { cwd: good })).stdout).toMatch(
      /^\{"name":"a",.*"brand":"Acme","abilities":"users, groups","configuration":"ok"\}\n\{"name":"b",.*"abilities":"users",.*\}\n$/,
    );
    const problems = [
      'instances[1].params.tenant: must be text (Tenant)',
      'instances[1].params.key: environment variable HUSH is not set (Key)',
    ];
    const documents = await iam(['instances', '--output', 'json'], { cwd: bad });
    expect(
      documents.stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      expect.not.objectContaining({ problems: expect.anything() as unknown }),
      expect.objectContaining({ name: 'b', configuration: 'wrong', problems }),
    ]);
    const wrong = await iam(['instances'], { cwd: bad });

    expect(wrong.code).toBe(2);
    expect(wrong.stdout).toMatch(/\| b \| .* \| {2}\| {2}\| wrong \|\n$/);
    expect(wrong.stderr.split('\n')).toEqual([
      'instances[1].params.tenant: must be text (Tenant)',
      'instances[1].params.key: environment variable HUSH is not set (Key)',
      '',
    ]);
  });

  it('reads references from the environment and from beside the configuration', async () => {
    const cwd = acmeFolder({ a: { key: 'env:HUSH' }, b: { key: 'file:key.txt' } }, { 'key.txt': 'hush\n' });

    expect(
      await iam(['instances', '--config', `${cwd}/iam.config.json`], { env: { HUSH: 'x' } }),
    ).toMatchObject({ code: 0 });
  });
});

describe('--output', () => {
  const argv = ['run', 'iam-create-user', 'user-profile={"email":"jane@example.com"}'];

  it.each<[string, boolean, readonly string[], RegExp]>([
    [
      'a line per application on a terminal',
      true,
      [],
      /^iam-create-user jane@example.com\na {2}✓ created, id a-1\n$/,
    ],
    [
      'a table on a terminal where it is wanted',
      true,
      ['-o', 'table'],
      /^\p{Cc}\[1mCreate User Results \(Acme\)\p{Cc}\[22m\n┌/u,
    ],
    ['Markdown elsewhere', false, [], /^### Create User Results \(Acme\)\n\|brand\|/],
    ['a table where it is wanted', false, ['--output', 'table'], /^Create User Results \(Acme\)\n┌/],
    [
      'the context as JSON',
      true,
      ['--output', 'json'],
      /^\{"IAM":\{"UserProfile":\{"email":"jane@example.com"\},"Vendor":\{"brand":"Acme"/,
    ],
    [
      'the entry',
      true,
      ['--output', 'entry'],
      /^\{"ContentsFormat":"json","Contents":\{"brand":"Acme".*"HumanReadable":"### Create/,
    ],
  ])('is %s', async (_, isTTY, options, expected) => {
    const { stdout } = await iam([...argv, ...options], { cwd: acmeFolder({ a: {} }), isTTY });

    expect(stdout).toMatch(expected);
  });

  it('is one document per line and result', async () => {
    const { stdout } = await iam([...argv, '--output', 'entry'], {
      cwd: acmeFolder({ a: {}, b: {}, c: {} }),
    });
    const lines = stdout.split('\n');

    expect(lines.pop()).toBe('');
    expect(lines.map((line) => (JSON.parse(line) as { Type: number }).Type)).toEqual([1, 1, 1]);
  });

  it('has no colours with NO_COLOR, and an empty line between tables', async () => {
    const cwd = acmeFolder({ a: {}, b: {} });
    const { stdout } = await iam([...argv, '--output', 'table'], {
      cwd,
      isTTY: true,
      env: { NO_COLOR: '1' },
    });

    expect(stdout).toMatch(/┘\n\nCreate User Results/);
    expect(stdout).not.toContain('\u001b');
  });
});

describe('--verbose', () => {
  it('names the files of the configuration and integrations, and the number of requests', async () => {
    const cwd = acmeFolder({ a: {} });
    const { stderr } = await iam(
      ['run', 'iam-get-user', 'user-profile={"email":"x@example.com"}', '--verbose'],
      { cwd },
    );

    expect(stderr).toContain(`configuration: ${cwd}/iam.config.json\n`);
    expect(stderr).toMatch(/\[a\] integration .*in-memory-vendor from .*in-memory-vendor\.ts\n/);
    expect(stderr).toContain('[a] 0 requests sent\n');
  });
});

describe('help', () => {
  it('goes to standard output when requested', async () => {
    for (const argv of [['--help'], ['run', '--help'], ['help', 'test']]) {
      const { code, stdout, stderr } = await iam(argv);

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('Usage: iam');
    }
  });

  const PAGES = [
    ['--help'],
    ['run', '--help'],
    ...['test', 'fields', 'verify', 'instances', 'sandbox', 'demo', 'init', 'docs'].map((name) => [
      name,
      '--help',
    ]),
    ...['iam-get-user', 'iam-update-group', 'test-module'].map((name) => ['run', name, '--help']),
  ];

  it.each([80, 100, 120])('fits a terminal of %i columns, and no word of it is broken', async (columns) => {
    for (const argv of PAGES) {
      const { code, stdout } = await iam(argv, { columns });
      const { stdout: wide } = await iam(argv, { columns: 10_000 });

      expect(code).toBe(0);
      expect(stdout.split('\n').filter((line) => line.length > columns)).toEqual([]);
      expect(stdout.split(/\s+/)).toEqual(wide.split(/\s+/));
      expect(stdout.replace(/^Usage.*/, '')).not.toMatch(/\[options\]|default: \[\]/);
    }
  });

  it('of one command shows its arguments and an example', async () => {
    const { stdout } = await iam(['run', 'iam-create-user', '--help']);

    expect(stdout).toContain('Usage: iam run iam-create-user [arguments...] [options]\n');
    expect(stdout).toContain('Creates a user; updates the user when it already exists.');
    expect(stdout).toContain('  allow-enable (optional, default true)');
    expect(stdout).toMatch(
      /Example:\n {2}(npx )?iam run iam-create-user user-profile='\{"email": "jane@example.com"\}'\n/,
    );
    expect(stdout).toContain('--strict');
    expect(stdout).not.toContain('iam-delete-group');
  });

  it('of run names every command and its arguments', async () => {
    const { stdout } = await iam(['run', '--help']);

    expect(stdout).toContain('iam-create-user: ');
    expect(stdout).toContain('allow-enable (optional, default true): ');
    expect(stdout).toContain('memberIdsToDelete (optional): ');
    expect(stdout).toContain('commands of its own: iam instances lists them');
  });
});
