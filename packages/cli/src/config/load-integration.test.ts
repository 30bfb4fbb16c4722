import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '../__fixtures__/terminal';
import { integrationLoader } from './load-integration';

/** The mark that identifies integrations, also across two copies of core. */
const integration = (brand: string) => `
  exports.${brand} = Object.defineProperty({ brand: '${brand}' }, Symbol.for('@iam/integration'), { value: true });
  exports.again = exports.${brand};
  exports.version = '1';`;

const install = (folder: string, name: string, source: string, extra: object = {}): void => {
  const home = join(folder, 'node_modules', name);
  mkdirSync(home, { recursive: true });
  writeFileSync(
    join(home, 'package.json'),
    JSON.stringify({ name, version: '1.0.0', main: './index.js', ...extra }),
  );
  writeFileSync(join(home, 'index.js'), source);
};

const brandOf = async (name: string, folder: string, cwd: string) => {
  const loaded = await integrationLoader({ folder, file: join(folder, 'iam.config.json') }, cwd)(name);
  return loaded.ok ? loaded.integration.brand : loaded.problem.replaceAll(folder, '.');
};

describe('an integration', () => {
  it('of a short name is the package @iam/<name>, else the package of that name', async () => {
    const folder = folderWith({});
    install(folder, '@iam/acme', integration('ours'));
    install(folder, 'acme', integration('theirs'));
    install(folder, 'iam-other', integration('other'));

    expect(await brandOf('acme', folder, folder)).toBe('ours');
    expect(await brandOf('iam-other', folder, folder)).toBe('other');
  });

  it('is resolved from the configuration, then from the command, then from the working directory', async () => {
    const [folder, cwd, elsewhere] = [folderWith({}), folderWith({}), folderWith({})];
    install(folder, '@iam/acme', integration('configuration'));
    install(cwd, '@iam/acme', integration('directory'));
    install(folder, '@iam/aws-ilm', integration('configuration'));
    install(cwd, '@iam/aws-ilm', integration('directory'));

    expect(await brandOf('acme', folder, cwd)).toBe('configuration');
    expect(await brandOf('acme', elsewhere, cwd)).toBe('directory');
    expect(await brandOf('aws-ilm', folder, cwd)).toBe('configuration');
    expect(await brandOf('aws-ilm', elsewhere, cwd)).toBe('AWS-ILM');
  });

  it('in the working directory never replaces a package beside the configuration', async () => {
    const [folder, cwd] = [folderWith({}), folderWith({})];
    install(folder, 'acme', integration('configuration'));
    install(cwd, '@iam/acme', integration('directory'));

    expect(await brandOf('acme', folder, cwd)).toBe('configuration');
  });

  it('of a clone is known by its short name although nothing depends on it', async () => {
    const folder = folderWith({});
    expect(await brandOf('hello-scim-world', folder, folder)).toBe('Hello SCIM World');
    expect(await brandOf('@iam/hello-scim-world', folder, folder)).toBe('Hello SCIM World');
    expect(await brandOf('structure', folder, folder)).toContain('there is no integration "structure"');
    expect(await brandOf('..', folder, folder)).toContain('there is no integration');
  });

  it('may be any package, with or without a scope, or a path from the configuration', async () => {
    const folder = folderWith({ 'mine.js': integration('mine') });
    install(folder, '@acme/iam', integration('scoped'));
    install(folder, 'deep', '', { exports: { './iam': './index.js' } });
    writeFileSync(join(folder, 'node_modules', 'deep', 'index.js'), integration('deep'));

    expect(await brandOf('@acme/iam', folder, folder)).toBe('scoped');
    expect(await brandOf('deep/iam', folder, folder)).toBe('deep');
    expect(await brandOf('./mine', folder, folderWith({}))).toBe('mine');
    expect(await brandOf(join(folder, 'mine.js'), folderWith({}), folderWith({}))).toBe('mine');
  });

  it.each<[string, string, string]>([
    [
      'nothing',
      'nobody',
      'there is no integration "nobody"; install its package in ., or name it by its path (./…)',
    ],
    ['nothing at a path', './nobody', 'there is no integration at ./nobody'],
    [
      'a module of Node',
      'http',
      'there is no integration "http"; install its package in ., or name it by its path (./…)',
    ],
    ['no integration in it', './none.js', '"./none.js" (./none.js) exports no integration'],
    ['a function', './function.js', '"./function.js" (./function.js) exports no integration'],
    ['two of them', './two.js', '"./two.js" (./two.js) exports more than one integration'],
    ['an error', './broken.js', '"./broken.js" cannot be loaded from ./broken.js: it broke'],
  ])('is reported when there is %s', async (_, name, problem) => {
    const folder = folderWith({
      'none.js': 'exports.brand = "x"; exports.nothing = null;',
      'function.js': 'module.exports = () => 1;',
      'two.js': `${integration('one')}${integration('two')}exports.one = { ...exports.one };
        Object.defineProperty(exports.one, Symbol.for('@iam/integration'), { value: true });`,
      'broken.js': 'throw new Error("it broke\\nat some line");',
    });

    expect(await brandOf(name, folder, folder)).toBe(problem);
  });
});

describe('a program that another user could have placed there', () => {
  const itWithModes = process.platform === 'win32' ? it.skip : it;
  // Only the administrator can change the owner of a file.
  const itAsRoot = process.getuid?.() === 0 ? it : it.skip;
  const problem = (found: string, why: string): string =>
    `${found} is not loaded: ${why}; iam loads programs only from folders that belong to you, the administrator or the owner of the configuration`;

  itWithModes('is not loaded from a folder that every user of the machine can write to', async () => {
    const folder = folderWith({ 'mine.js': integration('mine') });
    install(folder, '@iam/acme', integration('acme'));
    chmodSync(join(folder, 'node_modules', '@iam'), 0o777);
    expect(await brandOf('acme', folder, folder)).toBe(
      problem(
        './node_modules/@iam/acme/index.js',
        'every user of this machine can write to ./node_modules/@iam',
      ),
    );
    chmodSync(folder, 0o777);
    expect(await brandOf('./mine.js', folder, folder)).toBe(
      problem('./mine.js', 'every user of this machine can write to .'),
    );
  });

  itWithModes('is passed over for one of our own', async () => {
    const folder = folderWith({});
    install(folder, '@iam/aws-ilm', integration('theirs'));
    chmodSync(join(folder, 'node_modules'), 0o777);

    expect(await brandOf('aws-ilm', folder, folder)).toBe('AWS-ILM');
  });

  itAsRoot('is not loaded when it belongs to another user, unless the configuration does too', async () => {
    const folder = folderWith({ 'iam.config.json': {} });
    install(folder, '@iam/acme', integration('acme'));
    chownSync(join(folder, 'node_modules'), 12345, 12345);
    const brand = async () => {
      const loaded = await integrationLoader(
        { folder, file: join(folder, 'iam.config.json') },
        folder,
      )('acme');
      return loaded.ok ? loaded.integration.brand : loaded.problem.replaceAll(folder, '.');
    };

    expect(await brand()).toBe(
      problem('./node_modules/@iam/acme/index.js', './node_modules belongs to another user'),
    );
    chownSync(join(folder, 'iam.config.json'), 12345, 12345);
    expect(await brand()).toBe('acme');
  });
});
