import { acmeFolder, iam } from '../__fixtures__/terminal';

const cwd = acmeFolder({ 'Okta IAM_instance_1': {}, b: {} });
const complete = async (...words: readonly string[]) =>
  (await iam(['__complete', 'zsh', '--', ...words], { cwd })).stdout.split('\n').filter(Boolean);

it.each<[readonly string[], readonly string[]]>([
  [['inst'], ['instances']],
  [['iam-dis'], ['iam-disable-user']],
  [['run', 'iam-dis'], ['iam-disable-user']],
  [['config', 's'], ['show']],
  [['test', 'Ok'], ['Okta IAM_instance_1']],
  [
    ['iam-get-user', '--using', ''],
    ['Okta IAM_instance_1', 'b'],
  ],
  [['iam-get-user', '--output', 't'], ['table']],
  [
    ['iam-get-user', 'user'],
    [':open', 'user-profile='],
  ],
  [
    ['iam-get-user', 'user-profile={"em'],
    [':open', 'user-profile={"email": "', 'user-profile={"employeeid": "'],
  ],
  [['iam-get-user', 'user-profile=@x'], [':files']],
  [['-o', 'json', 'test', 'b'], ['b']],
  [['help', 'quo'], ['quoting']],
  [['run', '--help', 'zz'], []],
])('%j is completed', async (words, expected) => {
  expect(await complete(...words)).toEqual(expected);
});

it('gives bash only what is behind the place at which it breaks words', async () => {
  const line = 'iam iam-get-user --using=Ok';
  const { stdout } = await iam(['__complete', 'bash', '--', line, 'Ok'], { cwd });

  expect(stdout).toBe('Okta\\ IAM_instance_1\n');
});

it('says nothing of a configuration that is not there', async () => {
  expect(await iam(['__complete', 'fish', '--', 'test', ''], { cwd: '/' })).toMatchObject({
    code: 0,
    stderr: '',
  });
});

it.each(['bash', 'zsh', 'fish'])('has a script for %s', async (shell) => {
  expect((await iam(['completion', shell])).stdout).toContain(`__complete ${shell}`);
});
