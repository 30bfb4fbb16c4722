import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '../__fixtures__/terminal';
import { bakeTemplates } from './bake-templates';
import { bakedSource, repositorySource } from './template-source';
import { TEMPLATES } from './templates';

const ROOT = join(__dirname, '..', '..', '..', '..');

describe('the templates in the build', () => {
  const folder = join(folderWith({}), 'templates');
  bakeTemplates(ROOT, folder);
  const baked = bakedSource(folder);
  const repository = repositorySource(ROOT);
  const sorted = (files: readonly { readonly path: string }[]) =>
    [...files].sort((one, other) => (one.path < other.path ? -1 : 1));

  it.each(TEMPLATES.map((template) => [template.name, template] as const))(
    '%s is the package itself',
    (_name, template) => {
      expect(sorted(baked.files(template))).toEqual(sorted(repository.files(template)));
      expect(baked.files(template).length).toBeGreaterThan(15);
    },
  );

  it('come with the versions that this repository is tested with', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'packages', 'core', 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(baked.toolchain).toEqual(repository.toolchain);
    expect(baked.toolchain.versions).toMatchObject({
      '@iam/core': `^${version}`,
      jest: expect.stringMatching(/^\^\d/),
    });
  });
});
