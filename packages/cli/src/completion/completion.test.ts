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
  [['gro'], ['group']],
  [
    ['group', 's'],
    ['show', 'sync'],
  ],
  [
    ['group', 'show', 'Sales', '--using', ''],
    ['Okta IAM_instance_1', 'b'],
  ],
  [['group', 'add', 'Sales', '--fr'], ['--from']],
  [['group', 'add', 'Sales', '--from', ''], [':files']],
  [['who', 'jane@example.com', '--output', 's'], ['summary']],
  [['who', 'jane@example.com', '-o', 's'], ['summary']],
  [['list', '--output', 'c'], ['csv']],
  [['list', '--app', 'b'], ['b']],
  [['list', '--app=b'], ['--app=b']],
  [['list', '--not-in', ''], [':files']],
  [
    ['set', 'jane@example.com', 'surn'],
    [':open', 'surname='],
  ],
  [
    ['add', 'jane@example.com', 'title=CEO', 'surn'],
    [':open', 'surname='],
  ],
  [
    ['rename', 'a@example.com', 'b@example.com', 'surn'],
    [':open', 'surname='],
  ],
  [['rename', 'a@example.com', 'su'], []],
  [
    ['runs', 're'],
    ['resume', 'retry'],
  ],
  [['runs', '--output', 'j'], ['json']],
  [
    ['db', 'st'],
    ['status', 'start', 'stop'],
  ],
  [['db', 'backup', ''], [':files']],
  [['feed', 'c'], ['check']],
  [['feed', 'check', ''], [':files']],
  [['apply', ''], [':files']],
  [['show', 'plan.jsonl', '--app', 'b'], ['b']],
  [['link', 'E1', '--app', 'O'], ['Okta IAM_instance_1']],
  [['approve', 'plan.jsonl', '--allow-g'], ['--allow-groups']],
  [['config', 'init', 'ok'], ['okta']],
  [
    ['config', 'init', 'okta', 'url=https://acme.okta.com', 'apiT'],
    [':open', 'apiToken='],
  ],
  [['config', 'init', 'nothing-such', ''], []],
  [['help', 'peo'], ['people']],
  [['help', 'off'], ['offboard']],
  [['completion', 'f'], ['fish']],
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
