import type { Names } from './names';
import { jsonFile, textFile, type PackageFile } from './package-file';

/** Tools of a package outside this repository, in the versions this repository is tested with. */
export interface Toolchain {
  /** Compiler options of this repository. */
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  readonly prettier: Readonly<Record<string, unknown>>;
  /** Version ranges by package name; `@iam/…` packages among them. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Makes a package independent of this repository: adds the tools and settings it inherits here. */
export const standalonePackage = (
  files: readonly PackageFile[],
  names: Names,
  toolchain: Toolchain,
): readonly PackageFile[] => [
  ...files
    .filter(({ path }) => !ONLY_IN_THE_REPOSITORY.includes(path))
    .map((file) =>
      file.path === 'package.json'
        ? jsonFile(file.path, manifestOf(read(file), names, toolchain))
        : /^tsconfig.*\.json$/.test(file.path)
          ? jsonFile(file.path, ownTsconfig(read(file)))
          : file.path === 'LICENSE'
            ? textFile(
                file.path,
                file.content.toString('utf8').replace(OUR_NAME, `The authors of ${names.brand}`),
              )
            : file,
    ),
  jsonFile('tsconfig.base.json', { compilerOptions: withoutOurs(toolchain.compilerOptions) }),
  textFile('jest.config.js', JEST),
  textFile('eslint.config.mjs', ESLINT),
  jsonFile('.prettierrc', toolchain.prettier),
  textFile('.gitignore', 'node_modules/\ndist/\n*.tgz\n*.log\n'),
  textFile('.prettierignore', 'dist\n**/__fixtures__/**\n!**/__fixtures__/**/*.ts\n'),
];

const ONLY_IN_THE_REPOSITORY = ['project.json', 'jest.config.js'];
const OUR_NAME = 'The iam authors';

type Json = Readonly<Record<string, unknown>>;

const read = ({ content }: PackageFile): Json => JSON.parse(content.toString('utf8')) as Json;

const manifestOf = (ours: Json, { kebab }: Names, { versions }: Toolchain): Json => {
  const { devDependencies, peerDependencies, exports: _source, ...rest } = ours;
  return {
    ...withoutOrigin(rest),
    name: kebab,
    version: '0.1.0',
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './package.json': './package.json',
    },
    scripts: {
      build: 'tsc -p tsconfig.lib.json',
      test: 'jest',
      lint: 'eslint .',
      typecheck: 'tsc -p tsconfig.spec.json',
      docs: 'iam docs',
      format: 'prettier --write .',
      prepack: 'npm run build',
    },
    peerDependencies: ranges(peerDependencies, versions),
    devDependencies: sorted({ ...ranges(devDependencies, versions), ...versionsOf(TOOLS, versions) }),
  };
};

/** Leaves out author, home page and repository, which differ for another package. */
const withoutOrigin = ({
  author: _author,
  homepage: _homepage,
  bugs: _bugs,
  repository: _url,
  ...kept
}: Json): Json => kept;

/** A dependency on a package of this repository becomes one on the published package. */
const ranges = (dependencies: unknown, versions: Toolchain['versions']): Json =>
  Object.fromEntries(
    Object.entries((dependencies ?? {}) as Readonly<Record<string, string>>).map(([name, range]) => [
      name,
      range.startsWith('workspace:') ? (versions[name] ?? '*') : range,
    ]),
  );

const versionsOf = (names: readonly string[], versions: Toolchain['versions']): Json =>
  Object.fromEntries(names.map((name) => [name, versions[name] ?? '*']));

const sorted = (record: Json): Json =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Names of the packages whose versions a {@link Toolchain} has, besides those of this repository. */
export const TOOLS: readonly string[] = [
  '@eslint/js',
  '@iam/cli',
  '@swc/core',
  '@swc/jest',
  '@types/jest',
  '@types/node',
  'eslint',
  'jest',
  'prettier',
  'typescript',
  'typescript-eslint',
];

const ownTsconfig = ({ extends: base, references, ...rest }: Json): Json => ({
  ...(base === undefined ? {} : { extends: './tsconfig.base.json' }),
  ...rest,
  ...(references === undefined ? {} : { references: inside(references) }),
});

const inside = (references: unknown): readonly unknown[] =>
  (references as readonly { readonly path: string }[]).filter(({ path }) => path.startsWith('./'));

/** Drops the export condition for sources, which only neighbours in the repository have; published packages are used built. */
const withoutOurs = ({ customConditions: _sources, ...options }: Json): Json => options;

const JEST = `/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Each check starts a server of its own; the 5 seconds of jest are few for that on a busy machine.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  transform: {
    '^.+\\\\.[jt]s$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
};
`;

const ESLINT = `import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/**', '**/__fixtures__/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  { files: ['**/*.js'], languageOptions: { globals: { module: 'writable', require: 'readonly' } } },
);
`;
