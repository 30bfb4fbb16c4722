import { exportStyleViolations } from './export-style';
import { exportedAny } from './exported-any';
import { fileNameViolations } from './file-names';
import { parseModule } from './module';
import { packageShapeViolations, type PackageFolder } from './package-shape';

const moduleOf = (text: string) => [parseModule({ path: 'packages/core/src/a.ts', text })];

describe('exports', () => {
  it.each([
    ['export default 1'],
    ['export default function a() {}'],
    ['export default class {}'],
    ['const a = 1; export { a as default }'],
    [`export { default } from './b'`],
    [`export * from './b'`],
    [`export * as b from './b'`],
    ['export = 1'],
    ['export enum A { b }'],
    ['const enum A { b }'],
  ])('refuse %s', (text) => expect(exportStyleViolations(moduleOf(text))).toHaveLength(1));

  it.each([
    ['export const a = 1'],
    [`export { default as b } from './b'`],
    ['export {}'],
    ['export type A = 1'],
  ])('allow %s', (text) => expect(exportStyleViolations(moduleOf(text))).toEqual([]));
});

describe('any', () => {
  it.each([
    ['export const a: any = 1'],
    ['export const a = (b: any) => b'],
    ['export const a = (): any => 1'],
    ['export const a = 1 as any'],
    ['export function a(b: Map<string, any>): void {}'],
    ['export type A = { b: any[] }'],
    ['export interface A { b(c: any): void }'],
    ['export class A { b: any }'],
    ['type A = any; export type { A }'],
    ['const a = (b: any) => b; export { a as c }'],
  ])('is refused in %s', (text) => expect(exportedAny(moduleOf(text))).toHaveLength(1));

  it.each([
    ['const a: any = 1'],
    ['export const a = (b: unknown) => { const c: any = b; return 1 }'],
    ['export const a = (b: unknown) => b as any'],
    ['export class A { private b: any; #c: any }'],
    ['export const any = 1'],
  ])('is left to the linter in %s', (text) => expect(exportedAny(moduleOf(text))).toEqual([]));
});

describe('file names', () => {
  it.each([
    ['packages/core/src/fileName.ts'],
    ['packages/core/src/File.ts'],
    ['packages/core/src/file_name.test.ts'],
    ['packages/core/src/fileFolder/a.ts'],
    ['packages/core/src/utils.ts'],
    ['packages/core/src/helpers/a.ts'],
    ['packages/core/src/http-util.ts'],
    ['packages/core/src/common.ts'],
    ['packages/core/src/common/a.ts'],
  ])('refuse %s', (path) => expect(fileNameViolations([path])).toHaveLength(1));

  it.each([
    ['packages/core/src/index.ts'],
    ['packages/core/src/rate-limit.test.ts'],
    ['packages/core/src/scim2/filter.ts'],
    ['packages/core/src/__fixtures__/GetUser.json'],
  ])('allow %s', (path) => expect(fileNameViolations([path])).toEqual([]));
});

describe('a package', () => {
  const root = {
    engines: { node: '>=20' },
    bugs: 'https://example.com/iam/issues',
    repository: { url: 'git+https://example.com/iam.git' },
  };
  const complete: PackageFolder = {
    path: 'packages/acme',
    manifest: {
      ...root,
      repository: { ...root.repository, directory: 'packages/acme' },
      keywords: ['iam'],
      name: '@iam/acme',
      license: 'MIT',
      type: 'commonjs',
      exports: { '.': './dist/index.js' },
      files: ['dist'],
    },
    files: ['README.md', 'LICENSE', 'package.json'],
  };
  const wrong = (manifest: object, files = complete.files): string[] =>
    packageShapeViolations([{ ...complete, manifest: { ...complete.manifest, ...manifest }, files }], root);

  it('is complete', () => expect(wrong({})).toEqual([]));

  it.each([
    ['name', { name: 'acme' }],
    ['license', { license: 'ISC' }],
    ['type', { type: 'module' }],
    ['engines', { engines: { node: '>=18' } }],
    ['exports', { exports: {} }],
    ['files', { files: [] }],
    ['keywords', { keywords: ['acme'] }],
    ['bugs', { bugs: 'https://example.com/acme' }],
    [
      'repository.url',
      { repository: { url: 'git+https://example.com/acme.git', directory: 'packages/acme' } },
    ],
    ['repository.directory', { repository: { ...root.repository, directory: 'packages/other' } }],
  ])('is refused with a wrong %s', (_field, manifest) => expect(wrong(manifest)).toHaveLength(1));

  it.each([['README.md'], ['LICENSE']])('is refused without its %s', (file) => {
    expect(
      wrong(
        {},
        complete.files.filter((name) => name !== file),
      ),
    ).toEqual([`packages/acme: has no ${file}`]);
  });
});
