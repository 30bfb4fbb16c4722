import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '__fixtures__', 'generate.mjs');

const generate = (options: object) =>
  spawnSync(process.execPath, [SCRIPT, JSON.stringify(options)], { encoding: 'utf8' });

interface Generated {
  readonly written: Readonly<Record<string, string>>;
  /** Paths that prettier would write in another way. */
  readonly unformatted: readonly string[];
}

const generated = (options: object): Generated => {
  const { stdout, stderr } = generate(options);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Generated;
};

describe.each([['HelloIAMWorld'], ['SCIM']])('nx g @iam/tools:vendor with the template %s', (template) => {
  const { written: files, unformatted } = generated({ name: 'my-integration', template });

  it('writes into the folder of the package only', () => {
    const elsewhere = Object.keys(files).filter((path) => !path.startsWith('packages/my-integration/'));
    expect([Object.keys(files).length > 15, elsewhere]).toEqual([true, []]);
  });

  it.each([
    ['package.json', '"name": "@iam/my-integration"'],
    ['project.json', '"name": "my-integration"'],
    ['src/my-integration.ts', "brand: 'My Integration'"],
    ['src/index.ts', 'myIntegration as integration'],
    ['src/my-integration.test.ts', 'describeIntegration'],
    ['README.md', '# My Integration'],
    ['LICENSE', 'MIT License'],
    ['command_examples', '!iam-create-user'],
    ['description.md', 'My Integration'],
  ])('writes %s', (path, text) => {
    expect(files[`packages/my-integration/${path}`]).toContain(text);
  });

  it('leaves nothing of the template’s names', () => {
    const left = Object.entries(files).filter(([path, text]) => /hello/i.test(path + text));
    expect(left.map(([path]) => path)).toEqual([]);
  });

  it('lays files out as the repository does', () => expect(unformatted).toEqual([]));
});

it('accepts the plain name of a template', () => {
  const { written } = generated({ name: 'my-integration', template: 'rest' });
  expect(Object.keys(written)).toContain('packages/my-integration/src/my-integration-client.ts');
});

it('takes the allowed names from the templates', () => {
  const { properties } = JSON.parse(readFileSync(join(__dirname, 'vendor', 'schema.json'), 'utf8')) as {
    readonly properties: { readonly template: object };
  };
  expect(properties.template).not.toHaveProperty('enum');
});

describe('a call that cannot work', () => {
  it.each([
    [{ name: '../evil' }, 'is a path'],
    [{ name: 'core' }, 'a package of iam itself'],
    [{ name: 'my-integration', template: 'Nope' }, 'There is no template Nope'],
    [{ name: 'aws-ilm' }, 'packages/aws-ilm exists already'],
  ])('%j says why', (options, reason) => {
    const { status, stderr } = generate(options);
    expect([status, stderr.includes(reason)]).toEqual([1, true]);
  });
});
