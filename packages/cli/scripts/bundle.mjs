// Bundles the command into a few files, each loaded only when it is needed:
//
//   dist/main.js               the command line itself: all that `iam --help` loads
//   dist/core.js               @iam/core and io-ts, which everything below shares
//   dist/axios.js              the HTTP library, loaded with the first request
//   dist/people.js             the words for people: who, offboard, group …
//   dist/csv.js                the reader of CSV, loaded with the first file of people
//   dist/sandbox.js            the local vendors
//   dist/conformance.js        the conformance checks of `iam verify`
//   dist/integrations/*.js     the integrations this package depends on
//
// Loading the modules one by one takes twice as long, and in one file every call would pay for all of it.
import { readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const integrations = Object.keys(manifest.dependencies).filter(
  (name) => name.startsWith('@iam/') && !['@iam/core', '@iam/conformance', '@iam/sandbox'].includes(name),
);

/** Modules in other files of the build: the name of the import with its file and the member in it. */
const shared = {
  '@iam/core': ['core.js', 'core'],
  '@iam/core/scim': ['core.js', 'scim'],
  '@iam/core/internal': ['core.js', 'internal'],
  'io-ts': ['core.js', 'ioTs'],
  'fp-ts/Either': ['core.js', 'either'],
  axios: ['axios.js', 'axios'],
  'csv-parse/sync': ['csv.js', 'csv'],
  '@iam/sandbox': ['sandbox.js', 'sandbox'],
  '@iam/conformance': ['conformance.js', 'conformance'],
};

/** axios can send forms and brings a table of a thousand media types for them; iam sends JSON only. */
const withoutForms = {
  name: 'without-forms',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]form-data[\\/]lib[\\/]form_data\.js$/ }, () => ({
      contents: "module.exports = class { constructor() { throw new Error('iam sends no forms'); } };",
    }));
  },
};

/** commander can hand subcommands to other programs; loading what starts programs is a tenth of the time of `--help`. */
const withoutPrograms = {
  name: 'without-programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'no-programs' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'no-programs' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Resolves imports of shared modules to their file of the build. `own` names the modules of this file. */
const sharing = (folder, own) => ({
  name: 'sharing',
  setup({ onResolve, onLoad }) {
    onResolve(
      { filter: /^(@iam\/|io-ts$|fp-ts\/Either$|axios$|csv-parse\/sync$)/ },
      ({ path, importer, kind }) => {
        // The help needs little of core: that is copied instead of loading all of it.
        const isCopied = own.includes(path) || importer.endsWith('core-excerpt.ts');
        return isCopied || kind === 'entry-point' || !(path in shared)
          ? undefined
          : { path, namespace: 'shared' };
      },
    );
    onResolve({ filter: /^file:/, namespace: 'shared' }, ({ path }) => ({
      path: path.slice(5),
      external: true,
    }));
    onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => {
      const [file, member] = shared[path];
      return { contents: `module.exports = require('file:${folder}/${file}').${member};` };
    });
  },
});

/** The words for people are a file of their own: what `iam run` loads does not grow with them. */
const withoutPeople = {
  name: 'without-people',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/people-words\.js$/ }, () => ({ path: './people.js', external: true }));
  },
};

const bundle = (outfile, input, { folder = '.', own = [], from = '.', ...options } = {}) =>
  build({
    ...(typeof input === 'string'
      ? { entryPoints: [input] }
      : { stdin: { contents: input.code, resolveDir: from } }),
    outfile: `dist/${outfile}`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    conditions: ['@iam/source'],
    // fp-ts and io-ts as ES modules: only what is used of them gets into the build.
    mainFields: ['module', 'main'],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'linked',
    logLevel: 'warning',
    metafile: true,
    ...options,
    plugins: [sharing(folder, own), withoutForms, withoutPrograms, withoutPeople],
  });

/** A file with one member per package. */
const holding = (members) => ({
  code: Object.entries(members)
    .map(([member, name]) => `export * as ${member} from '${name}';`)
    .join('\n'),
});

/**
 * axios looks whether it could use fetch, and looking makes Node load all of undici, a third of the time that loading axios
 * takes. It is shown a global object without fetch; core uses the adapter over node:http.
 */
const axiosAlone = { code: "exports.axios = require('axios');" };
const withoutFetch = {
  define: { globalThis: 'withoutFetch' },
  banner: {
    js: `const withoutFetch = Object.create(globalThis, Object.fromEntries(
      ['fetch', 'FormData', 'Headers', 'Request', 'Response'].map((name) => [name, { value: undefined }])));`,
  },
};

const inCore = {
  core: '@iam/core',
  scim: '@iam/core/scim',
  internal: '@iam/core/internal',
  ioTs: 'io-ts',
  either: 'fp-ts/Either',
};

for (const file of [
  'main.js',
  'core.js',
  'axios.js',
  'csv.js',
  'sandbox.js',
  'conformance.js',
  'integrations',
]) {
  rmSync(`dist/${file}`, { recursive: true, force: true });
}
const [main] = await Promise.all([
  bundle('main.js', 'src/start.ts'),
  bundle('core.js', holding(inCore), { own: Object.values(inCore) }),
  bundle('axios.js', axiosAlone, { own: ['axios'], from: '../core', ...withoutFetch }),
  bundle('people.js', 'src/people/people-words.ts'),
  bundle('csv.js', holding({ csv: 'csv-parse/sync' }), { own: ['csv-parse/sync'] }),
  bundle('conformance.js', holding({ conformance: '@iam/conformance' }), { own: ['@iam/conformance'] }),
  bundle('sandbox.js', holding({ sandbox: '@iam/sandbox' }), { own: ['@iam/sandbox'] }),
  ...integrations.map((name) =>
    bundle(`integrations/${name.replace('@iam/', '')}.js`, name, { folder: '..' }),
  ),
]);

// Fails when the start file imports too much: a stray import at the top of a file would slow down the cold start unnoticed.
const held = Object.entries(main.metafile.outputs['dist/main.js'].inputs).filter(
  ([, { bytesInOutput }]) => bytesInOutput > 0,
);
const heavy = held
  .map(([file]) => file)
  .filter((file) => /\/(axios|io-ts|fp-ts|scimmy|core\/src\/http)\//.test(file));
if (heavy.length > 0) {
  throw new Error(
    `dist/main.js must not hold these, import them from @iam/core or lazily:\n${heavy.join('\n')}`,
  );
}
