import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { iam } from '../__fixtures__/terminal';

const CLI = join(__dirname, '..', '..');
const HELLO = join(CLI, '..', 'hello-iam-world');

/** A copy of the example package that lies where its dependencies are found. */
const copy = (changes: Readonly<Record<string, string>>): string => {
  mkdirSync(join(CLI, 'reports'), { recursive: true });
  const folder = mkdtempSync(join(CLI, 'reports', 'docs-'));
  for (const name of ['src', 'package.json', 'README.md', 'EXAMPLES.md', 'command_examples']) {
    cpSync(join(HELLO, name), join(folder, name), {
      recursive: true,
      filter: (path) => !path.endsWith('.test.ts'),
    });
  }
  for (const [name, text] of Object.entries(changes)) {
    writeFileSync(join(folder, name), text);
  }
  made.push(folder);
  return folder;
};

const examplesWithAnother = (title: string, other: string): string =>
  readFileSync(join(HELLO, 'command_examples'), 'utf8').replaceAll(title, other);

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

const PLACES = ['use', 'parameters', 'profile', 'commands', 'abilities', 'limits']
  .map((name) => `<!-- iam docs: ${name} -->\n<!-- iam docs end -->\n`)
  .join('\n');

const EXCEPTIONS = '<!-- iam docs: exceptions -->\n<!-- iam docs end -->\n';
const FAKE = readFileSync(join(HELLO, 'src', '__fixtures__', 'fake.ts'), 'utf8');
const withExceptions = `${FAKE}
export const except = { 'update: null clears an attribute': 'The API has no way | to clear one.' };
`;

describe('iam docs', () => {
  it('writes the checks that the integration does not pass, with the reasons', async () => {
    const cwd = copy({
      'src/__fixtures__/fake.ts': withExceptions,
      'README.md': `${PLACES}\n${EXCEPTIONS}`,
    });
    expect(await iam(['docs'], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toContain(
      '| update: null clears an attribute | The API has no way \\| to clear one. |',
    );
    const readme = readFileSync(join(cwd, 'README.md'), 'utf8');
    writeFileSync(join(cwd, 'README.md'), readme.replace('has no way', 'knows no way'));
    expect(await iam(['docs', '--check'], { cwd })).toMatchObject({ code: 1 });
  });

  it('writes the sections from the integration and from examples that ran', async () => {
    const cwd = copy({ 'README.md': `# By hand\n\n${PLACES}` });
    expect(await iam(['docs'], { cwd })).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('is written'),
    });
    const readme = readFileSync(join(cwd, 'README.md'), 'utf8');
    expect(readme).toMatch(/^# By hand\n/);
    expect(readme).toContain('| Base URL | `url` |');
    expect(readme).toContain('"password": "env:HELLO_IAM_WORLD_PASSWORD"');
    expect(readme).toContain(`iam '!iam-get-user user-profile={"email": "jane.doe@example.com"}'`);
    expect(readme).toContain('| `department` | `department` |');
    expect(readme).toContain('### iam-create-user');
    expect(readme).toContain('"brand": "Hello IAM World"');
    expect(readme).toContain('>### Get User Results (Hello IAM World)');
    expect(readme).not.toContain('sandbox-password');
    expect(await iam(['docs', '--check'], { cwd })).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/README\.md is up to date[^]*EXAMPLES\.md is up to date/),
    });
  });

  it('keeps one example in the README and writes all of them into a file beside it', async () => {
    const cwd = copy({ 'README.md': PLACES });
    rmSync(join(cwd, 'EXAMPLES.md'));
    expect(await iam(['docs', '--check'], { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('EXAMPLES.md is stale'),
    });
    await iam(['docs'], { cwd });
    const [readme, examples] = ['README.md', 'EXAMPLES.md'].map((file) =>
      readFileSync(join(cwd, file), 'utf8'),
    );
    const resultsIn = (text = '') => text.match(/^#+ Human readable output$/gm)?.length;
    const commands = [...(readme ?? '').matchAll(/^### ((?:iam|get|test)-.+)$/gm)].map(([, name]) => name);
    expect(resultsIn(readme)).toBe(1);
    expect(resultsIn(examples)).toBe(commands.length);
    expect([...(examples ?? '').matchAll(/^## (.+)$/gm)].map(([, name]) => name)).toEqual(commands);
    expect(examples).toContain('>### Create User Results (Hello IAM World)');
    expect(examples).not.toContain('sandbox-password');
    const linked = [...(readme ?? '').matchAll(/\(EXAMPLES\.md#(.+?)\)/g)].map(([, name]) => name);
    expect(linked).toEqual(commands.slice(1));
  });

  it('reports a stale EXAMPLES.md even when the README is current', async () => {
    const cwd = copy({ command_examples: examplesWithAnother('Manager', 'Director') });
    expect(await iam(['docs', '--check'], { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('EXAMPLES.md is stale'),
    });
  });

  it('reports a stale README with --check and does not change it', async () => {
    const cwd = copy({ 'README.md': PLACES });
    expect(await iam(['docs', '--check'], { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is stale'),
    });
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe(PLACES);
  });
});

describe('a README is stale when the definition', () => {
  const source = (name: string): string => readFileSync(join(HELLO, 'src', name), 'utf8');

  it.each([
    [
      'has another parameter',
      'hello-iam-world.ts',
      "password: field.secret('Password'),",
      "password: field.secret('Password'), tenant: field.text('Tenant'),",
      '"tenant": "env:HELLO_IAM_WORLD_TENANT"',
    ],
    [
      'maps another key of a profile',
      'hello-iam-world-mappers.ts',
      "['city', 'City', 'city'],",
      "['city', 'City', 'city'], ['division', 'Division', 'division'],",
      '| `division` | `division` |',
    ],
  ])('%s', async (_what, name, before, after, line) => {
    expect(source(name)).toContain(before);
    const fake = source('__fixtures__/fake.ts').replace('=> ({ url,', "=> ({ url, tenant: 'x',");
    const written = { [`src/${name}`]: source(name).replace(before, after) };
    const cwd = copy(
      name === 'hello-iam-world.ts' ? { ...written, 'src/__fixtures__/fake.ts': fake } : written,
    );
    expect(await iam(['docs', '--check'], { cwd })).toMatchObject({ code: 1 });
    await iam(['docs'], { cwd });
    const readme = readFileSync(join(cwd, 'README.md'), 'utf8');
    const section = readme.slice(readme.indexOf('<!-- iam docs: use -->'), readme.indexOf('## Commands'));
    expect(section).toContain(line);
  });
});

describe('iam docs reports', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a README without a place', { 'README.md': '# By hand' }, 'has no place for use, parameters'],
    [
      'an example that fails',
      { command_examples: '!iam-get-user user-profile={"email": "no@example.com"}' },
      'User does not exist',
    ],
    [
      'an example of a user whom no example has created, with what to do',
      { command_examples: '!iam-get-user user-profile={"email": "no@example.com"}' },
      'Name somebody whom an example above it creates, by the same keys',
    ],
    [
      'an example that the application refuses, with what to do',
      { command_examples: '!iam-create-user user-profile={"username": "jane.doe"}' },
      'Give it what src/__fixtures__/fake.ts and the outgoing mapper need',
    ],
    [
      'an example of a command that the integration does not have',
      {
        'src/hello-iam-world.ts': readFileSync(join(HELLO, 'src', 'hello-iam-world.ts'), 'utf8').replace(
          'helloIamWorldClient(http)',
          '({ ...helloIamWorldClient(http), groups: undefined })',
        ),
      },
      'no group commands.\n  Take the line away',
    ],
    ['an example that cannot be read', { command_examples: '!iam-get-user user-profile={' }, 'column'],
    ['a command without an example', { command_examples: '!test-module' }, 'no example of iam-get-user'],
    [
      'a stand-in without its functions',
      { 'src/__fixtures__/fake.ts': 'export const other = 1;' },
      'must export',
    ],
    [
      'an index without an integration',
      { 'src/index.ts': 'export const other = 1;' },
      'exports no integration',
    ],
    [
      'exceptions that have no reason',
      { 'src/__fixtures__/fake.ts': `${FAKE}\nexport const except = { 'get: x': 1 };` },
      'except must be an object of names of checks, each with its reason',
    ],
    [
      'exceptions without a place',
      { 'src/__fixtures__/fake.ts': withExceptions, 'README.md': PLACES },
      'has no place for exceptions',
    ],
    [
      'a place for exceptions where there are none',
      { 'README.md': `${PLACES}\n${EXCEPTIONS}` },
      'there is no section "exceptions"',
    ],
    ['a source that cannot run', { 'src/index.ts': "import './nowhere';" }, 'cannot be loaded'],
  ])('%s', async (_what, changes, problem) => {
    const cwd = copy(changes);
    expect(await iam(['docs'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) });
  });

  it('a folder that is no vendor package', async () => {
    const run = await iam(['docs', join(CLI, '..', 'core')], {});
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('no vendor package') });
  });
});
