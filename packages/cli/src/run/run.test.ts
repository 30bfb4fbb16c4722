import { deleted, users } from '../__fixtures__/in-memory-vendor';
import { acmeFolder, folderWith, iam } from '../__fixtures__/terminal';

const JANE = 'user-profile={"email":"jane@example.com"}';

beforeEach(() => {
  users.clear();
  deleted.length = 0;
});

const people = (tenant: string) => [...(users.get(tenant)?.values() ?? [])];
const json = (stdout: string): unknown[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

describe('where a command goes', () => {
  it('to every instance that has it, one result each in the order of the configuration', async () => {
    const cwd = acmeFolder({ b: {}, a: {}, c: { groups: false } });
    const users = await iam(['run', 'iam-create-user', JANE, '--output', 'json'], { cwd });
    const groups = await iam(['run', 'iam-get-group', 'scim={"displayName":"Clips"}', '--output', 'json'], {
      cwd,
    });

    expect(json(users.stdout)).toMatchObject(
      ['b', 'a', 'c'].map((instanceName) => ({ IAM: { Vendor: { instanceName, success: true } } })),
    );
    expect(json(groups.stdout)).toMatchObject([
      { GetGroup: { instanceName: 'b' } },
      { GetGroup: { instanceName: 'a' } },
    ]);
    expect(users.stderr).toBe('3 created\n');
    expect(people('c')).toHaveLength(1);
  });

  it.each([
    ['--using, repeated', ['run', 'iam-create-user', JANE, '--using', 'a', '--using', 'c']],
    ['using=', ['run', 'iam-create-user', JANE, 'using=a', 'using=c']],
    ['using= with commas', ['run', 'iam-create-user', JANE, 'using=c,a']],
    ['the documented syntax', [`!iam-create-user ${JANE} using="a" using=\`c\``]],
    [
      'the documented syntax behind run, with more words',
      ['run', '--using', 'a', `!iam-create-user ${JANE}`, 'using=c'],
    ],
    ['options before the documented syntax', ['--using', 'a', `!iam-create-user ${JANE} using=c`]],
  ])('to the instances that are named: %s', async (_, argv) => {
    const cwd = acmeFolder({ a: {}, b: {}, c: {} });

    expect(await iam(argv, { cwd })).toMatchObject({ code: 0, stderr: '2 created\n' });
    expect([people('a').length, people('b').length, people('c').length]).toEqual([1, 0, 1]);
  });

  it('prefers an instance whose name has a comma to a list of names', async () => {
    const cwd = acmeFolder({ 'a,b': {}, a: {}, b: {} });
    await iam(['run', 'iam-create-user', JANE, 'using=a,b'], { cwd });

    expect([people('a,b').length, people('a').length]).toEqual([1, 0]);
  });

  it('nowhere when a named instance does not exist or lacks the command', async () => {
    const cwd = acmeFolder({ a: {}, b: { groups: false } });
    const unknown = await iam(['run', 'iam-create-user', JANE, '--using', 'a', '--using', 'A'], { cwd });
    const without = await iam(['run', 'iam-get-group', 'scim={"id":"1"}', '--using', 'a', '--using', 'b'], {
      cwd,
    });

    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('There is no instance "A" in ');
    expect(unknown.stderr).toContain('Its instances are "a", "b".');
    expect(without).toMatchObject({ code: 2, stdout: '', stderr: 'b (Acme) has no iam-get-group.\n' });
    expect(people('a')).toEqual([]);
  });

  it('nowhere when no instance has it', async () => {
    const cwd = acmeFolder({ a: { groups: false } });

    expect(await iam(['run', 'iam-get-group', 'scim={"id":"1"}'], { cwd })).toMatchObject({
      code: 2,
      stderr: 'a (Acme) has no iam-get-group.\n',
    });
  });

  it.each([
    ['user-profile={"id":"1"}', 'iam-get-user', 'the id in user-profile'],
    [
      'user-profile={"email":"x","olduserdata":{"id":"1"}}',
      'iam-get-user',
      'the id in user-profile.olduserdata',
    ],
    ['scim={"id":"1"}', 'iam-get-group', 'the id in scim'],
  ])('nowhere when %s could identify another user at another vendor', async (argument, command, what) => {
    const cwd = acmeFolder({ a: {}, b: {} });
    const refused = await iam(['run', command, argument], { cwd });

    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(`${what} means something at one vendor only`.slice(1));
    expect((await iam(['run', command, argument, 'using=a'], { cwd })).stdout).not.toBe('');
    expect((await iam(['run', command, argument, 'using=a,b'], { cwd })).stdout).not.toBe('');
    expect((await iam(['run', command, argument], { cwd: acmeFolder({ a: {} }) })).stdout).not.toBe('');
  });
});

describe('a wrong call', () => {
  const cwd = acmeFolder({ a: {} });

  it.each([
    ['an unknown command', ['run', 'iam-fire-user', JANE], '"iam-fire-user" is not a command'],
    [
      'an unknown argument',
      ['run', 'iam-get-user', JANE, 'colour=red'],
      '"colour" is not an argument of iam-get-user',
    ],
    [
      'an argument named __proto__',
      ['run', 'iam-get-user', JANE, '__proto__=1'],
      '"__proto__" is not an argument',
    ],
    ['a missing argument', ['run', 'iam-get-user'], 'user-profile: is missing'],
    ['an empty profile', ['run', 'iam-get-user', 'user-profile={}'], 'user-profile: is an empty object'],
    [
      'a name of a command that is nearly one',
      ['run', 'iam-get-usr', JANE],
      '"iam-get-usr" is not a command. Did you mean iam-get-user?\n',
    ],
    [
      'the documented syntax without its !',
      [`iam-get-user ${JANE}`],
      "The documented syntax begins with !: npx iam '!iam-get-user …'\n",
    ],
    [
      'nearly a command as a subcommand',
      ['iam-get-usr', JANE],
      'There is no iam-get-usr. Did you mean npx iam iam-get-user …?\n',
    ],
    [
      'a name of an argument that is nearly one',
      ['run', 'iam-create-user', JANE, 'alow-enable=no'],
      'Did you mean allow-enable instead of alow-enable?\n',
    ],
    ['a name of an instance that is nearly one', ['test', 'A'], 'iam.config.json. Did you mean "a"?\n'],
    ['unreadable JSON', ['run', 'iam-get-user', 'user-profile={"email"'], 'user-profile: is not valid JSON'],
    [
      'JSON without its end',
      ['run', 'iam-get-user', 'user-profile={"email": "x", "a": ["b"'],
      'user-profile: the [ at character 21 is never closed; write user-profile=\'{"email": "jane@example.com"}\', or user-profile=@FILE for the content of a file, or user-profile=@- for standard input\n',
    ],
    [
      'JSON without the end of a text',
      ['run', 'iam-get-user', 'user-profile={"email": "x}'],
      'user-profile: the " at character 11 is never closed; write',
    ],
    [
      'no JSON at all',
      ['run', 'iam-get-group', 'scim=Engineering'],
      'scim: write scim=\'{"displayName": "Engineering"}\', or scim=@FILE',
    ],
    ['a list where an object belongs', ['run', 'iam-get-group', 'scim=[]'], 'scim: must be a JSON object'],
    [
      'a wrong boolean',
      ['run', 'iam-create-user', JANE, 'allow-enable=flase'],
      'allow-enable: must be true or false',
    ],
    [
      'a word that is no argument',
      ['run', 'iam-get-user', 'jane@example.com'],
      'Word 1 after the command is not an argument: arguments are written name=value',
    ],
    ['an argument that is given twice', ['run', 'iam-get-user', JANE, JANE], 'user-profile is given twice'],
    ['text after the documented syntax', ['!iam-get-user user-profile={"a"'], 'column 28: the { opened here'],
    ['an unknown option', ['run', 'iam-get-user', JANE, '--force'], "unknown option '--force'"],
    [
      'an unknown output',
      ['run', 'iam-get-user', JANE, '--output', 'xml'],
      'Allowed choices are summary, table, markdown, json, entry',
    ],
    ['an unknown subcommand', ['fly'], "unknown command 'fly'"],
    ['no command', ['run'], "missing required argument 'command'"],
    ['nothing at all', [], 'Usage: iam'],
  ])('exits 2 and sends nothing: %s', async (_, argv, message) => {
    const run = await iam(argv, { cwd });

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toMatch(/\n +at \S.*:\d/);
    expect(people('a')).toEqual([]);
  });

  it.each([
    ['as a word', ['run', 'iam-get-user', '{"email":"jane@example.com"}']],
    ['as a word with an equals sign', ['run', 'iam-get-user', '{"email":"jane@example.com","a":"b=c"}']],
    ['as the command', ['run', '{"email":"jane@example.com"}']],
    ['as a word of the documented syntax', ['!iam-get-user jane@example.com']],
    ['as a subcommand', ['{"email":"jane@example.com"}']],
    ['as an option', ['run', 'iam-get-user', '--token=jane@example.com']],
  ])('never repeats what may be personal or secret: %s', async (_, argv) => {
    const run = await iam(argv, { cwd });

    expect(run.code).toBe(2);
    expect(run.stdout + run.stderr).not.toContain('jane@example');
  });

  it('reports all its mistakes at once', async () => {
    const { stderr } = await iam(['run', 'iam-create-user', 'allow-enable=maybe', 'x=1'], { cwd });

    expect(stderr.split('\n').filter(Boolean)).toHaveLength(3);
  });
});

describe('values from elsewhere', () => {
  it('@FILE is read from a file of the working directory, without the byte order mark and the last line break', async () => {
    const cwd = acmeFolder({ a: {} }, { 'jane.json': '\ufeff{"email":"jane@example.com"}\r\n' });

    expect(await iam(['run', 'iam-create-user', 'user-profile=@jane.json'], { cwd })).toMatchObject({
      code: 0,
    });
    expect(people('a')).toMatchObject([{ mail: 'jane@example.com' }]);
  });

  it('@- is read from standard input', async () => {
    const cwd = acmeFolder({ a: {} });
    const stdin = '{"email":"jane@example.com"}\n';

    expect(await iam(['!iam-create-user user-profile=@-'], { cwd, stdin })).toMatchObject({ code: 0 });
    expect(people('a')).toHaveLength(1);
  });

  it('a file that cannot be read, or standard input for two values, is a wrong call', async () => {
    const cwd = acmeFolder({ a: {} });
    const missing = await iam(['run', 'iam-get-user', 'user-profile=@nobody.json'], { cwd });
    const twice = await iam(['run', 'iam-update-group', 'scim=@-', 'memberIdsToAdd=@-'], {
      cwd,
      stdin: '{}',
    });

    expect(missing).toMatchObject({
      code: 2,
      stderr: 'user-profile: the file "nobody.json" cannot be read (ENOENT).\n',
    });
    expect(twice).toMatchObject({ code: 2 });
    expect(twice.stderr).toContain(
      'Only one argument can be read from standard input (@-), not scim and memberIdsToAdd',
    );
  });
});

describe('an instance that cannot be set up', () => {
  it('is a failed result; the others run', async () => {
    const cwd = acmeFolder({ a: {}, b: { key: 'env:NOT_SET', tenant: '', colour: 'red' }, c: {} });
    const run = await iam(['run', 'iam-create-user', JANE, '--output', 'json'], { cwd });

    expect(run.code).toBe(1);
    expect(json(run.stdout)).toMatchObject([
      { IAM: { Vendor: { instanceName: 'a', success: true } } },
      {
        IAM: {
          UserProfile: { email: 'jane@example.com' },
          Vendor: { instanceName: 'b', brand: 'Acme', success: false },
        },
      },
      { IAM: { Vendor: { instanceName: 'c', success: true } } },
    ]);
    expect(run.stderr).toContain('[b] iam-create-user jane@example.com: invalid-config:');
    expect(run.stderr).toContain('instances[1].params.key: environment variable NOT_SET is not set (Key)');
    expect(run.stderr).toContain('instances[1].params.tenant: must not be empty (Tenant)');
    expect(run.stderr).toContain('instances[1].params.colour: is not a parameter');
    expect(run.stderr.split('\n').at(-2)).toBe('2 created, 1 failed');
  });

  it('exits 2 when there is no other', async () => {
    const cwd = folderWith({
      'iam.config.json': { instances: [{ name: 'x', integration: 'nowhere-to-be-found' }] },
    });
    const run = await iam(['run', 'iam-create-user', JANE], { cwd });

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('instances[0].integration: there is no integration "nowhere-to-be-found"');
  });

  it('never shows a secret', async () => {
    const cwd = acmeFolder({ a: { key: ' hush-hush ', url: 'hush-hush' } });
    const run = await iam(['run', 'iam-create-user', JANE, '--verbose'], { cwd });

    expect(run.code).toBe(2);
    expect(run.stdout + run.stderr).not.toContain('hush');
  });
});

describe('exit code and last line', () => {
  const run = (argv: readonly string[], cwd: string) => iam(['run', ...argv], { cwd });
  const lastLine = (stderr: string) => stderr.trimEnd().split('\n').at(-1);

  it('0 when every result succeeded or was skipped; skipped ones are counted separately', async () => {
    const cwd = acmeFolder({ a: {}, b: {}, c: { disableUserEnabled: false } });
    await run(['iam-create-user', JANE, 'using=a,c'], cwd);
    const disabled = await run(['iam-disable-user', JANE], cwd);
    const again = await run(['iam-disable-user', JANE, 'using=a'], cwd);

    expect(disabled).toMatchObject({ code: 0 });
    expect(lastLine(disabled.stderr)).toBe('1 disabled, 1 not found, 1 not attempted');
    expect(again).toMatchObject({ code: 0, stderr: '1 already disabled\n' });
  });

  it('1 with --strict when something was left undone, 0 when the state was already reached', async () => {
    const cwd = acmeFolder({ a: {}, b: {} });
    await run(['iam-create-user', JANE, 'using=a'], cwd);

    expect(await run(['iam-disable-user', JANE, 'using=b', '--strict'], cwd)).toMatchObject({
      code: 1,
      stderr: '[b] warning: Nobody has mail "jane@example.com".\n1 not found; exit 1 because of --strict\n',
    });
    expect(await run(['iam-get-user', JANE, 'using=b', '--strict'], cwd)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/\n1 not found\n$/) as string,
    });
    expect((await run(['iam-disable-user', JANE, 'using=a', '--strict'], cwd)).code).toBe(0);
    expect((await run(['iam-disable-user', JANE, 'using=a', '--strict'], cwd)).code).toBe(0);
  });

  it('1 with --strict when a reference leads to no record, and the rest is written', async () => {
    const cwd = acmeFolder({ a: {} });
    const jane = 'user-profile={"email":"jane@example.com","manageremailaddress":"boss@example.com"}';

    expect(await run(['iam-create-user', jane, '--strict'], cwd)).toMatchObject({
      code: 1,
      stderr:
        '[a] warning: No record is found by manageremailaddress "boss@example.com": boss is not written.\n' +
        '1 created; exit 1 because of --strict\n',
    });
    expect(await run(['iam-get-user', JANE], cwd)).toMatchObject({ code: 0 });
  });

  it('1 with --strict when a key of the profile means nothing, before anything is sent', async () => {
    const cwd = acmeFolder({ a: {}, b: {} });
    const typo = 'user-profile={"email":"jane@example.com","titel":"x","olduserdata":{"emial":"y"}}';
    const strict = await run(['iam-create-user', typo, '--strict'], cwd);

    expect(strict.code).toBe(1);
    expect(strict.stderr).toBe(
      '[a, b] iam-create-user jane@example.com: invalid-input: "user-profile: titel, olduserdata.emial are not attributes of ' +
        'the outgoing mapper or of the vendor; nothing was sent, because the command is strict". Next: Correct or leave out ' +
        'what is named, or run the command without strict.\n2 failed; exit 1 because of --strict\n',
    );
    expect([people('a'), people('b')]).toEqual([[], []]);
    expect((await run(['iam-create-user', typo], cwd)).code).toBe(0);
    expect(people('a')).toHaveLength(1);
  });

  it('1 when a result failed, with a line that says which user, where and why', async () => {
    const cwd = acmeFolder({ a: { broken: true }, b: {} });
    const { code, stderr } = await run(['iam-get-user', JANE], cwd);
    const [first, ...others] = stderr.split('\n');

    expect(code).toBe(1);
    expect(first).toMatch(
      /^\[a\] iam-get-user jane@example\.com: 500 vendor-error: "no quota.*left" \(GET \/users\)\.$/,
    );
    expect(others).toEqual([
      '[b] iam-get-user jane@example.com: 404 not-found: "User does not exist". Next: Nobody has mail "jane@example.com". Check the identifier, or create the user.',
      '1 not found, 1 failed',
      '',
    ]);
  });

  it('1 with one line for the instances that failed for the same reason, or have the same warning', async () => {
    const cwd = acmeFolder({ a: {}, b: { broken: true }, c: {}, d: { broken: true } });
    const typo = 'user-profile={"email":"jane@example.com","colour":"red"}';
    const failed = await run(['iam-get-user', JANE], cwd);
    const warned = await run(['iam-create-user', typo, 'using=a,c'], cwd);

    expect(failed.stderr.split('\n').map((line) => line.replace(/:.*/, ''))).toEqual([
      '[a, c] iam-get-user jane@example.com',
      '[b, d] iam-get-user jane@example.com',
      '2 not found, 2 failed',
      '',
    ]);
    expect(warned.stderr).toMatch(/^\[a, c\] warning: .*colour.*\n2 created\n$/);
  });

  it.each(['table', 'markdown', 'json', 'entry'])(
    'nothing a vendor or a profile says reaches a terminal raw: %s',
    async (output) => {
      const cwd = acmeFolder({ a: { broken: true }, b: {} });
      const hostile = 'user-profile={"email":"\\u001b[2J\\u009bx@example.com","\\u001bkey":"1"}';
      const found = await run(['iam-get-user', hostile, '--output', output], cwd);
      // Such characters are refused in an identifier and sent in any other value.
      const keyed = 'user-profile={"email":"x@example.com","\\u001bkey":"\\u001b[2J"}';
      const created = await run(['iam-create-user', keyed, 'using=b', '--output', output], cwd);

      expect([found.code, created.code]).toEqual([1, 0]);
      expect(found.stdout + found.stderr + created.stdout + created.stderr).not.toMatch(/(?!\n)\p{Cc}/u);
    },
  );

  it.each([
    ['a name of an instance', ['run', 'iam-get-user', JANE, '--verbose', '--debug']],
    ['an option that there is not', ['run', 'iam-get-user', '--\u001b[2J']],
    ['an instance that there is not', ['test', '\u001b[2J']],
    ['a check of the configuration', ['instances']],
    ['the question before a group is deleted', ['run', 'iam-delete-group', 'scim={"displayName":"x"}']],
  ])('nothing of %s reaches a terminal raw', async (_, argv) => {
    const name = 'a\u001b[2J\u009b';
    const cwd = acmeFolder({ [name]: { insecure: true }, [`${name}b`]: { '\u001b[2J': true } });
    const { stderr, questions } = await iam([...argv, '--config', 'iam.config.json'], { cwd, isTTY: true });

    expect(stderr + questions.join('')).toContain('\\u001b');
    expect(stderr + questions.join('')).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it('names re-enabled users', async () => {
    const cwd = acmeFolder({ a: {} });
    await run(['iam-create-user', JANE], cwd);
    await run(['iam-disable-user', JANE], cwd);

    expect((await run(['iam-update-user', JANE], cwd)).stderr).toBe(
      '1 updated and re-enabled: jane@example.com\n',
    );
  });
});

it('names at a terminal the instances it waits for', async () => {
  const cwd = acmeFolder({ a: {}, b: {} });
  const after = (_ms: number, act: () => void) => {
    act();
    return () => undefined;
  };
  const argv = ['run', 'iam-create-user', JANE];

  expect((await iam(argv, { cwd, isTTY: true, after })).stderr).toBe(
    'waiting for a … (Ctrl-C stops)\nwaiting for b … (Ctrl-C stops)\n2 created\n',
  );
  expect((await iam(argv, { cwd, after })).stderr).toBe('2 unchanged\n');
});

describe('iam-delete-group', () => {
  const argv = ['run', 'iam-delete-group', 'scim={"id":"7"}'];
  const cwd = acmeFolder({ a: {} });

  it.each(['y', 'YES '])('asks at a terminal and takes %s for an answer', async (answer) => {
    const run = await iam(argv, { cwd, isTTY: true, answer });

    expect(run).toMatchObject({ code: 0, stderr: '1 deleted\n' });
    expect(run.questions).toEqual([
      'Delete the group with id 7, which is "Clips" there, in a? This cannot be undone. [y/N] ',
    ]);
    expect(deleted).toEqual(['7']);
  });

  it.each([
    ['scim={"id":"7","displayName":"Staff"}', 'the group with id 7 ("Staff"), which is "Clips" there,'],
    ['scim={"displayName":"Staff"}', 'the group "Staff", which is "Staff" there,'],
    ['scim={"id":7}', 'the group with id 7, which is "Clips" there,'],
    ['scim={"id":12345678901234567891}', 'the group with id 12345678901234567891, which is "Clips" there,'],
    ['scim={"name":"x"}', 'the group {"name":"x"}'],
  ])('asks about %s in words', async (scim, words) => {
    const run = await iam(['run', 'iam-delete-group', scim], { cwd, isTTY: true, answer: 'n' });

    expect(run.questions).toEqual([`Delete ${words} in a? This cannot be undone. [y/N] `]);
  });

  it.each(['', 'n', 'yesterday'])('deletes nothing for %j', async (answer) => {
    expect(await iam(argv, { cwd, isTTY: true, answer })).toMatchObject({
      code: 1,
      stderr: 'Nothing was deleted.\n',
    });
    expect(deleted).toEqual([]);
  });

  it('does not ask with --yes or without a terminal', async () => {
    expect(await iam([...argv, '--yes'], { cwd, isTTY: true })).toMatchObject({ code: 0, questions: [] });
    expect(await iam(argv, { cwd })).toMatchObject({ code: 0, questions: [] });
    expect(deleted).toEqual(['7', '7']);
  });

  it('requires --yes at a terminal whose standard input is used for a value', async () => {
    const run = await iam(['run', 'iam-delete-group', 'scim=@-'], { cwd, isTTY: true, stdin: '{"id":"7"}' });

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('add --yes');
    expect(deleted).toEqual([]);
  });
});
