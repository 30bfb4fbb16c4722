import { users } from '../__fixtures__/in-memory-vendor';
import { acmeFolder, folderWith, iam } from '../__fixtures__/terminal';

const JANE = 'user-profile={"email":"jane@example.com"}';
const ACME = `${__dirname}/../__fixtures__/in-memory-vendor`;

beforeEach(() => users.clear());

describe('an instance that a command does not use', () => {
  const used = { name: 'a', integration: ACME, params: { tenant: 'a', key: 'env:USED' } };
  const env = { USED: 'the-key-of-a' };
  const run = (unused: readonly unknown[], ...more: string[]) =>
    iam(['run', 'iam-create-user', JANE, 'using=a', ...more], {
      cwd: folderWith({ 'iam.config.json': { instances: [used, ...unused] } }),
      env,
    });

  it.each<[string, unknown]>([
    [
      'a variable that is not set',
      { name: 'b', integration: ACME, params: { tenant: 'b', key: 'env:GONE' } },
    ],
    ['a file that is not there', { name: 'b', integration: ACME, params: { tenant: 'b', key: 'file:gone' } }],
    [
      'a file that never ends',
      { name: 'b', integration: ACME, params: { tenant: 'b', key: 'file:/dev/zero' } },
    ],
    ['no such integration', { name: 'b', integration: './nobody' }],
    ['no integration', { name: 'b' }],
    ['no name', { integration: ACME }],
    ['an unknown key', { name: 'b', integration: ACME, parms: {} }],
    ['parameters that are a list', { name: 'b', integration: ACME, params: [] }],
    ['text in its place', 'b'],
  ])('does not fail the others, whatever is wrong with it: %s', async (_, unused) => {
    expect(await run([unused])).toMatchObject({ code: 0, stderr: '1 created\n' });
  });

  it('does not fail the others with a duplicate name, but a used one does', async () => {
    const other = { name: 'b', integration: ACME, params: {} };

    expect(await run([other, other])).toMatchObject({ code: 0 });
    expect(await run([other, other, used])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /instances\[3\]\.name: instances\[0\] already has the name "a"\n$/,
      ) as string,
    });
  });

  it('is not read: its variables are only removed from the environment', async () => {
    const forgotten: string[] = [];
    const read: string[] = [];
    const cwd = acmeFolder({
      a: { tenant: 'env:TENANT', key: 'env:USED' },
      b: { tenant: 'env:OTHER', key: 'env:UNUSED' },
      c: { tenant: 'c', key: 'env:USED' },
    });
    const variables = { TENANT: 'd', USED: 'hush-a', OTHER: 'o', UNUSED: 'hush-b' };
    const watched = new Proxy(variables, {
      get: (target, name: keyof typeof variables) => {
        read.push(name);
        return target[name];
      },
    });
    const forget = (names: readonly string[]) => void forgotten.push(...names);
    const { code } = await iam(['run', 'iam-create-user', JANE, 'using=a'], { cwd, env: watched, forget });

    expect(code).toBe(0);
    expect(read).toContain('USED');
    expect(read).not.toContain('UNUSED');
    expect(read).not.toContain('OTHER');
    expect([...new Set(forgotten)].sort()).toEqual(['OTHER', 'UNUSED', 'USED']);
  });

  it('is still checked by the listing and by a command for all instances', async () => {
    const cwd = folderWith({
      'iam.config.json': { instances: [used, { name: 'b', integration: ACME, parms: {} }] },
    });

    expect(await iam(['instances'], { cwd, env })).toMatchObject({ code: 2 });
    expect(await iam(['run', 'iam-create-user', JANE], { cwd, env })).toMatchObject({ code: 2 });
    expect(users.get('a')?.size ?? 0).toBe(0);
  });
});

describe('mistakes of a configuration', () => {
  const instances = [
    { name: 'a', integration: ACME, params: { tenant: 1, key: 'env:GONE' } },
    { name: 'a', integration: ACME, params: { tenant: 'b', key: 'hush', typo: 1 } },
    { name: 'c', integration: './nobody' },
    { name: 'd', integration: 5 },
  ];
  const EXPECTED = [
    'The configuration ./iam.config.json cannot be used:',
    '  instances[3].integration: must be text that is not empty',
    '  instances[1].name: instances[0] already has the name "a"',
    '  instances[0].params.tenant: must be text (Tenant)',
    '  instances[0].params.key: environment variable GONE is not set (Key)',
    expect.stringMatching(/^ {2}instances\[1\]\.params\.typo: is not a parameter/),
    expect.stringMatching(/^ {2}instances\[2\]\.integration: there is no integration at/),
    '',
  ];

  it('are listed all at once, duplicate names included', async () => {
    const cwd = folderWith({ 'iam.config.json': { instances } });
    const listed = await iam(['instances'], { cwd });
    const run = await iam(['run', 'iam-create-user', JANE], { cwd });

    for (const { code, stderr } of [listed, run]) {
      expect(code).toBe(2);
      expect(stderr.replaceAll(cwd, '.').split('\n')).toEqual(EXPECTED);
    }
    expect(run.stdout).toBe('');
    expect(listed.stdout.match(/\| wrong \|/g)).toHaveLength(3);
  });

  it('are listed beside a duplicate key', async () => {
    const text = `{"instances":[{"name":"a","name":"b","integration":"${ACME}","params":{"tenant":1,"key":"k"}},{}]}`;
    const cwd = folderWith({ 'iam.config.json': text });

    expect((await iam(['instances'], { cwd })).stderr.replaceAll(cwd, '.').split('\n')).toEqual([
      'The configuration ./iam.config.json has "name" twice in one object.',
      'The configuration ./iam.config.json cannot be used:',
      '  instances[1].name: is missing',
      '  instances[1].integration: is missing',
      '  instances[0].params.tenant: must be text (Tenant)',
      '',
    ]);
  });

  it('of an instance appear in its entry of the JSON listing', async () => {
    const cwd = folderWith({ 'iam.config.json': { instances: instances.slice(0, 2) } });
    const { stdout } = await iam(['instances', '--output', 'json'], { cwd });
    const [, second = ''] = stdout.split('\n');

    expect(JSON.parse(second)).toMatchObject({
      configuration: 'wrong',
      problems: [
        'instances[1].name: instances[0] already has the name "a"',
        expect.stringMatching(/^instances\[1\]\.params\.typo/) as string,
      ],
    });
  });

  it('are reported when the named instance does not exist', async () => {
    const cwd = folderWith({ 'iam.config.json': { instances: [{ nam: 'b', integration: ACME }] } });
    const { code, stderr } = await iam(['run', 'iam-create-user', JANE, 'using=b'], { cwd });

    expect(code).toBe(2);
    expect(stderr).toContain('There is no instance "b"');
    expect(stderr).toContain('instances[0].nam: is not a key of the configuration');
  });
});
