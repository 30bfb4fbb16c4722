import { deriveNames, type Names } from './names';
import { textFile } from './package-file';
import { renderPackage } from './render-package';
import type { Template } from './templates';

const template: Template = {
  name: 'Test',
  description: '',
  folder: 'hello-world',
  words: [
    ['Hello World', (names) => names.brand],
    ['hello-world', (names) => names.kebab],
    ['helloWorld', (names) => names.camel],
    ['Hello', (names) => names.pascal],
  ],
};

const namesOf = (typed: string): Names => {
  const derived = deriveNames(typed);
  if (!derived.ok) {
    throw new Error(derived.problem);
  }
  return derived.names;
};

const rendered = (path: string, text: string, name = 'My Integration') => {
  const result = renderPackage([textFile(path, text)], template, namesOf(name));
  return result.ok ? result.files.map((file) => [file.path, file.content.toString('utf8')]) : result.problem;
};

it('renames in paths and texts', () => {
  expect(rendered('src/hello-world.ts', "const helloWorld: HelloUser = 'Hello World';")).toEqual([
    ['src/my-integration.ts', "const myIntegration: MyIntegrationUser = 'My Integration';"],
  ]);
});

it('replaces each name once, although it contains words of the template', () => {
  expect(rendered('a.md', 'Hello World: hello-world', 'Hello Hello World')).toEqual([
    ['a.md', 'Hello Hello World: hello-hello-world'],
  ]);
});

it('keeps a picture byte for byte', () => {
  const content = Buffer.from([0x89, 0, ...Buffer.from('Hello World')]);
  expect(renderPackage([{ path: 'image.png', content }], template, namesOf('Acme'))).toEqual({
    ok: true,
    files: [{ path: 'image.png', content }],
  });
});

it('refuses a name that makes two identifiers the same', () => {
  expect(rendered('a.ts', "import { field } from 'x'; export const helloWorld = field;", 'Field')).toEqual(
    expect.stringContaining('another "field" already'),
  );
});

it.each([
  ['a comment', '// the field of helloWorld\nexport const helloWorld = 1;'],
  ['a text', "export const helloWorld = 'field';"],
])('ignores the same word in %s', (_where, program) => {
  expect(rendered('a.ts', program, 'Field')).toHaveLength(1);
});
