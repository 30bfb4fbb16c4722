import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { folderWith, iam } from '../__fixtures__/terminal';

/** A folder that lies where the dependencies of a vendor are found. */
const folderBelowPackage = (): string => {
  const reports = join(__dirname, '..', '..', 'reports');
  mkdirSync(reports, { recursive: true });
  const folder = mkdtempSync(join(reports, 'init-'));
  made.push(folder);
  return folder;
};

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

const names = (folder: string): readonly string[] => readdirSync(folder).sort();

describe('iam init', () => {
  it.each([
    ['HelloIAMWorld', 'src/my-integration-client.ts'],
    ['SCIM', 'src/my-integration-dialect.ts'],
  ])('makes a package from %s', async (template, file) => {
    const cwd = folderWith({});
    const run = await iam(['init', '--name', 'My Integration', '--template', template], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('npm install') });
    const folder = join(cwd, 'my-integration');
    for (const path of [
      file,
      'src/index.ts',
      'src/my-integration.ts',
      'src/my-integration-mappers.ts',
      'src/my-integration.test.ts',
      'src/my-integration-quirks.test.ts',
      'src/__fixtures__/user.json',
      'src/__fixtures__/fake.ts',
      'package.json',
      'tsconfig.json',
      'tsconfig.lib.json',
      'tsconfig.spec.json',
      'jest.config.js',
      'eslint.config.mjs',
      'README.md',
      'EXAMPLES.md',
      'LICENSE',
      'description.md',
      'image.png',
      'command_examples',
      '.gitignore',
    ]) {
      expect(run.stdout.split('\n')).toContain(join('my-integration', path));
      expect(existsSync(join(folder, path))).toBe(true);
    }
    expect(names(cwd)).toEqual(['my-integration']);
  });

  it.each([['HelloIAMWorld'], ['SCIM']])('leaves nothing of the names in %s', async (template) => {
    const cwd = folderWith({});
    await iam(['init', '-n', 'Acme', '-t', template], { cwd });
    const files = readdirSync(join(cwd, 'acme'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const entry of files) {
      const text = `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`;
      expect([entry.name, /hello|workspace:|@iam\/source/i.exec(text)?.[0]]).toEqual([entry.name, undefined]);
    }
  });

  it.each([
    ['HelloIAMWorld', 'Acme2 HR-Suite', 'ACME2_HR_SUITE_PASSWORD'],
    ['SCIM', 'AcmeSuite', 'ACME_SUITE_TOKEN'],
  ])('has a README that is what iam docs would write: %s as %s', async (template, name, variable) => {
    const cwd = folderBelowPackage();
    await iam(['init', '-n', name, '-t', template, '-o', cwd], { cwd });
    const [made = ''] = names(cwd);
    expect(readFileSync(join(cwd, made, 'README.md'), 'utf8')).toContain(`"env:${variable}"`);
    expect(await iam(['docs', '--check'], { cwd: join(cwd, made) })).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/README\.md is up to date[^]*EXAMPLES\.md is up to date/),
    });
  });

  it('names the guide to the changes and their order', async () => {
    const run = await iam(['init', '-n', 'Acme'], { cwd: folderWith({}) });
    expect(run.stderr).toContain('docs/writing-a-vendor.md');
  });

  it('depends on the published core, and on nothing it does not need', async () => {
    const cwd = folderWith({});
    await iam(['init', '-n', 'Acme'], { cwd });
    const manifest = JSON.parse(readFileSync(join(cwd, 'acme', 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(manifest).toMatchObject({
      name: 'acme',
      version: '0.1.0',
      exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
      peerDependencies: { '@iam/core': expect.stringMatching(/^\^\d+\.\d+\.\d+$/) },
    });
    expect(manifest).not.toHaveProperty('dependencies');
  });

  it('does not claim the address or the author of this repository', async () => {
    const cwd = folderWith({});
    await iam(['init', '-n', 'Acme'], { cwd });
    const manifest = readFileSync(join(cwd, 'acme', 'package.json'), 'utf8');
    expect(manifest).not.toMatch(/"(repository|homepage|bugs|author)"/);
  });

  it('puts the folder where --output says', async () => {
    const cwd = folderWith({});
    const run = await iam(['init', '-n', 'Acme', '-o', 'some/where'], { cwd });
    expect(run.code).toBe(0);
    expect(existsSync(join(cwd, 'some', 'where', 'acme', 'package.json'))).toBe(true);
  });

  it('lists the files with --dry-run and writes none', async () => {
    const cwd = folderWith({});
    const run = await iam(['init', '-n', 'Acme', '--dry-run', '-o', 'new'], { cwd });
    expect(run.code).toBe(0);
    expect(run.stdout.split('\n')).toContain(join('new', 'acme', 'src', 'acme.ts'));
    expect(names(cwd)).toEqual([]);
  });
});

describe('a template has the names that people give it', () => {
  it.each([
    ['rest', 'acme-client.ts'],
    ['REST', 'acme-client.ts'],
    ['helloiamworld', 'acme-client.ts'],
    ['hello-iam-world', 'acme-client.ts'],
    ['@iam/hello-iam-world', 'acme-client.ts'],
    ['Hello IAM World', 'acme-client.ts'],
    ['Scim', 'acme-dialect.ts'],
    ['@iam/Hello-SCIM-World', 'acme-dialect.ts'],
    ['HelloSCIMWorld', 'acme-dialect.ts'],
  ])('%s', async (template, file) => {
    const run = await iam(['init', '-n', 'Acme', '-t', template, '--dry-run'], { cwd: folderWith({}) });
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining(file) });
  });
});

describe('what is missing is asked for on a terminal', () => {
  it('the name, and then the template', async () => {
    const cwd = folderWith({});
    const run = await iam(['init', '-t', 'scim'], { cwd, isTTY: true, answer: 'Acme' });
    expect(run.questions).toEqual([expect.stringContaining('Name of the application')]);
    expect(existsSync(join(cwd, 'acme', 'src', 'acme-dialect.ts'))).toBe(true);
  });

  it('and nothing else: a name on the command line means the first template', async () => {
    const run = await iam(['init', '-n', 'Acme', '--dry-run'], { cwd: folderWith({}), isTTY: true });
    expect(run.questions).toEqual([]);
    expect(run.stdout).toContain('acme-client.ts');
  });

  it('but never without a terminal', async () => {
    const cwd = folderWith({});
    expect(await iam(['init'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--name'),
      questions: [],
    });
    expect(names(cwd)).toEqual([]);
  });

  it('again after an invalid name, until the answer is empty', async () => {
    const run = await iam(['init'], { cwd: folderWith({}), isTTY: true, answer: '' });
    expect(run).toMatchObject({ code: 2, questions: [expect.any(String)] });
  });
});

describe('a call that cannot work says why and writes nothing', () => {
  it.each([
    ['../evil', 'is a path'],
    ['a.b', 'has a dot'],
    ['field', 'another "field" already'],
    ['class', 'word of the language'],
  ])('the name %s', async (name, reason) => {
    const cwd = folderWith({});
    expect(await iam(['init', '-n', name], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(reason),
    });
    expect(names(cwd)).toEqual([]);
  });

  it('a template that does not exist', async () => {
    const cwd = folderWith({});
    const run = await iam(['init', '-n', 'Acme', '-t', 'Nope'], { cwd });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('There is no template "Nope"');
    expect(run.stderr).toContain('HelloIAMWorld (or rest)');
    expect(run.stderr).toContain('SCIM');
    expect(names(cwd)).toEqual([]);
  });

  it('a folder that exists', async () => {
    const cwd = folderWith({});
    mkdirSync(join(cwd, 'acme'));
    writeFileSync(join(cwd, 'acme', 'mine.txt'), 'mine');
    const run = await iam(['init', '-n', 'Acme'], { cwd });
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('exists already') });
    expect(names(join(cwd, 'acme'))).toEqual(['mine.txt']);
  });

  it('unless --force says so: other files in it stay', async () => {
    const cwd = folderWith({});
    mkdirSync(join(cwd, 'acme', 'src'), { recursive: true });
    writeFileSync(join(cwd, 'acme', 'mine.txt'), 'mine');
    writeFileSync(join(cwd, 'acme', 'src', 'index.ts'), 'old');
    expect(await iam(['init', '-n', 'Acme', '--force'], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'acme', 'mine.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(cwd, 'acme', 'src', 'index.ts'), 'utf8')).toContain('acme');
    expect(names(cwd)).toEqual(['acme']);
  });

  it.each([[[]], [['--force']]])('a file in the place of the folder %j', async (more) => {
    const cwd = folderWith({ acme: 'a file' });
    const run = await iam(['init', '-n', 'Acme', ...more], { cwd });
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('is a file') });
    expect(readFileSync(join(cwd, 'acme'), 'utf8')).toBe('a file');
  });

  it('an output folder that cannot be written, of which nothing is left', async () => {
    const cwd = folderWith({ 'a-file': '' });
    const run = await iam(['init', '-n', 'Acme', '-o', 'a-file/below'], { cwd });
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be written') });
    expect(names(cwd)).toEqual(['a-file']);
  });
});
