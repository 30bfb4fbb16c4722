import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, surveyConfig } from './config';
import { folderWith } from '../__fixtures__/terminal';
import { UsageError } from '../terminal/usage-error';

const SECRET = 'token-4711';

const problemsOf = (content: unknown, name = 'iam.config.json'): readonly string[] => {
  const cwd = folderWith({ [name]: content });
  try {
    readConfig(name === 'iam.config.json' ? undefined : name, { cwd, env: {} });
    return [];
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      return thrown.problems.map((problem) => problem.replace(cwd, '.'));
    }
    throw thrown;
  }
};

const wrong = (content: unknown): readonly string[] => {
  const [heading, ...problems] = problemsOf(content);
  expect(heading).toBe('The configuration ./iam.config.json cannot be used:');
  return problems.map((problem) => problem.trim());
};

describe('a configuration', () => {
  it('is iam.config.json of the working directory, or the file that is named', () => {
    const instances = [{ name: 'A', integration: 'aws-ilm', params: { url: 'x' } }];
    const cwd = folderWith({
      'iam.config.json': { $schema: './x', instances },
      'other.json': '\ufeff{"instances":[{"name":"B","integration":"b"}]}',
    });

    expect(readConfig(undefined, { cwd, env: {} })).toEqual({
      file: `${cwd}/iam.config.json`,
      folder: cwd,
      instances: [{ ...instances[0], path: 'instances[0]' }],
    });
    expect(readConfig('other.json', { cwd, env: {} }).instances).toEqual([
      { name: 'B', integration: 'b', params: {}, path: 'instances[0]' },
    ]);
  });

  it('hands on the section of the lifecycle as it stands; reading it is not the matter of other commands', () => {
    const instances = [{ name: 'A', integration: 'aws-ilm' }];
    const read = (lifecycle: unknown) =>
      readConfig(undefined, {
        cwd: folderWith({
          'iam.config.json': { instances, ...(lifecycle === undefined ? {} : { lifecycle }) },
        }),
        env: {},
      });

    expect(read({ feed: 7 }).lifecycle).toEqual({ feed: 7 });
    expect(read(null).lifecycle).toBeNull();
    expect(read(undefined)).not.toHaveProperty('lifecycle');
  });

  it('reports a missing file with what to do', () => {
    const cwd = folderWith({});

    expect(() => readConfig(undefined, { cwd, env: {} })).toThrow(
      /There is no iam\.config\.json in this folder.*: npx iam sandbox --write iam\.config\.json/s,
    );
    expect(() => readConfig('x.json', { cwd, env: {} })).toThrow(
      `The configuration ${cwd}/x.json cannot be read (ENOENT).`,
    );
    expect(() => readConfig('.', { cwd, env: {} })).toThrow('cannot be read (EISDIR)');
  });

  it('is a regular file of bounded size in UTF-8, named or found', () => {
    const cwd = folderWith({ 'large.json': `{"instances":[]}${' '.repeat(1024 * 1024)}` });
    writeFileSync(join(cwd, 'latin.json'), Buffer.from('{"instances":["\xe4"]}', 'latin1'));

    for (const [named, why] of [
      ['large.json', 'has more than 1024 KiB, which is the most that is read'],
      ['latin.json', 'is not UTF-8: line 1, column 16 (byte 16)'],
    ] as const) {
      const file = join(cwd, 'iam.config.json');
      copyFileSync(join(cwd, named), file);
      expect(() => readConfig(named, { cwd, env: {} })).toThrow(`${join(cwd, named)} ${why}.`);
      expect(() => readConfig(undefined, { cwd, env: {} })).toThrow(`${file} ${why}.`);
    }
    expect(() => readConfig('/dev/zero', { cwd, env: {} })).toThrow(
      '/dev/zero is a device; only regular files',
    );
  });

  it('reports the position of invalid JSON and quotes nothing of it', () => {
    const text = `{\n  "instances": [{"name": "A", "params": {"token": "${SECRET}" "url": 1}}]\n}`;

    expect(problemsOf(text)).toEqual(['The configuration ./iam.config.json is not JSON, line 2, column 64.']);
    expect(problemsOf('{\n  "instances": [\n')).toEqual([
      'The configuration ./iam.config.json is not JSON, line 3, column 1: the [ in line 2, column 16 is never closed.',
    ]);
    expect(problemsOf('')).toEqual(['The configuration ./iam.config.json is not JSON, line 1, column 1.']);
  });

  it('is refused with a duplicate key: the last would win silently', () => {
    const instance = (params: string) =>
      `{"instances":[{"name":"A","integration":"a","params":{${params}}}]}`;

    expect(problemsOf(instance(`"token":"${SECRET}","token":"x"`))).toEqual([
      'The configuration ./iam.config.json has "token" twice in one object.',
    ]);
    expect(problemsOf('\ufeff{"instances":[],"instances":[]}')).toEqual([
      'The configuration ./iam.config.json has "instances" twice in one object.',
    ]);
  });

  it('is read as far as possible, and each problem names its instance', () => {
    const instances = [
      { name: 'A', integration: 'a' },
      { name: 'B', integration: 7, params: [] },
      { name: 'A', integration: 'b', extra: 1 },
      { integration: 'c' },
      'D',
    ];
    const cwd = folderWith({ 'iam.config.json': { instances, more: 1 } });
    const { config, problems, names } = surveyConfig(undefined, { cwd, env: {} });

    expect(config.instances.map(({ path }) => path)).toEqual(['instances[0]', 'instances[2]']);
    expect([...names]).toEqual([
      ['instances[0]', 'A'],
      ['instances[1]', 'B'],
      ['instances[2]', 'A'],
    ]);
    expect(problems.map(({ about, text }) => [about, text.split(':')[0]])).toEqual([
      ['instances[1]', 'instances[1].integration'],
      ['instances[1]', 'instances[1].params'],
      ['instances[3]', 'instances[3].name'],
      ['instances[4]', 'instances[4]'],
      [undefined, 'more'],
      ['instances[2]', 'instances[2].extra'],
      ['instances[2]', 'instances[2].name'],
    ]);
  });

  it.each<[string, unknown, readonly string[]]>([
    ['a list', [], ['the file: must be an object with a list of instances']],
    ['null', 'null', ['the file: must be an object with a list of instances']],
    ['no instances', {}, ['instances: is missing']],
    ['instances that are no list', { instances: {} }, ['instances: must be a list']],
    ['an empty list', { instances: [] }, ['instances: is empty']],
    [
      'an instance that is text',
      { instances: ['A'] },
      ['instances[0]: must be an object with name, integration and params'],
    ],
    [
      'an instance without anything',
      { instances: [{}] },
      ['instances[0].name: is missing', 'instances[0].integration: is missing'],
    ],
    [
      'values of the wrong kind',
      { instances: [{ name: ' ', integration: 7, params: [] }] },
      [
        'instances[0].name: must be text that is not empty',
        'instances[0].integration: must be text that is not empty',
        'instances[0].params: must be an object',
      ],
    ],
    [
      'keys that mean nothing',
      { instance: [], instances: [{ name: 'A', integration: 'a', param: { token: SECRET } }] },
      [
        'instance: is not a key of the configuration ($schema, instances, lifecycle)',
        'instances[0].param: is not a key of the configuration (name, integration, params)',
      ],
    ],
    [
      'one name for two instances',
      {
        instances: [
          { name: 'A', integration: 'a' },
          { name: 'B', integration: 'a' },
          { name: 'A', integration: 'b' },
        ],
      },
      ['instances[2].name: instances[0] already has the name "A"'],
    ],
  ])('is refused with all its mistakes: %s', (_, content, problems) => {
    expect(wrong(content)).toEqual(problems);
    expect(problems.join()).not.toContain(SECRET);
  });
});
