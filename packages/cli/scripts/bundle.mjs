// Bundles the command into a few files, each loaded only when it is needed:
//
//   dist/main.js               the command line itself: all that `iam --help` loads
//   dist/core.js               @iam/core and io-ts, which everything below shares
//   dist/axios.js              the HTTP library, loaded with the first request
//   dist/people.js, shell.js … what only some words need, one file each: see `words` below
//   dist/csv.js                the reader of CSV, loaded with the first file of people
//   dist/sandbox.js            the local vendors
//   dist/conformance.js        the conformance checks of `iam verify`
//   dist/integrations/*.js     the integrations this package depends on
//
// Loading the modules one by one takes twice as long, and in one file every call would pay for all of it.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
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

/** What dependencies load at their start and iam never uses: a tenth of the time of a call. A use of it fails with its name. */
const unused = [
  // Subcommands that are other programs.
  { importer: 'commander', module: 'node:child_process', instead: 'module.exports = {};' },
  // iam sends JSON over HTTP/1.1, and has its own proxies.
  {
    importer: 'axios',
    module: 'form-data',
    instead: "module.exports = class { constructor() { throw new Error('iam sends no forms'); } };",
  },
  {
    importer: 'axios',
    module: 'https-proxy-agent',
    instead: "module.exports = class { constructor() { throw new Error('iam has its own proxies'); } };",
  },
  {
    importer: 'axios',
    module: 'http2',
    instead: "module.exports = { connect() { throw new Error('iam speaks HTTP/1.1'); } };",
  },
];
const withoutUnused = {
  name: 'without-unused',
  setup({ onResolve, onLoad }) {
    onResolve(
      { filter: new RegExp(`^(${unused.map(({ module }) => module).join('|')})$`) },
      ({ path, importer }) => {
        const at = unused.findIndex(
          (entry) =>
            entry.module === path &&
            new RegExp(`[\\\\/]node_modules[\\\\/]${entry.importer}[\\\\/]`).test(importer),
        );
        return at === -1 ? undefined : { path: String(at), namespace: 'unused' };
      },
    );
    onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: unused[Number(path)].instead }));
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

/** What only some words need is a file of its own each: what `iam run` loads does not grow with them. */
const words = {
  'completion/candidates': 'candidates.js',
  'completion/completion-script': 'completion-script.js',
  'completion/completions-for': 'completions.js',
  'config/import-file': 'import-file.js',
  'configure/check-config': 'config-check.js',
  'configure/init-config': 'config-init.js',
  'configure/show-config': 'config-show.js',
  'docs/docs': 'docs.js',
  'help/topic-text': 'topics.js',
  'init/init': 'init.js',
  'output/summary-text': 'summary.js',
  'output/terminal-table': 'table.js',
  'people/people-words': 'people.js',
  'shell/shell': 'shell.js',
  'subcommands/demo/demo': 'demo.js',
  'subcommands/lifecycle/run-lifecycle': 'lifecycle.js',
  'subcommands/list-instances': 'instances.js',
  'subcommands/sandbox/sandbox': 'local-vendors.js',
  'subcommands/verify': 'verify.js',
};

/**
 * Makes `import()` of such a module a `require` of its file when the import runs. A real `import()` of a file would start Node's
 * loader of ES modules first, which takes as long as half of `iam run`.
 */
const wordsApart = {
  name: 'words-apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, resolveDir, kind }) => {
      const module = relative(resolve('src'), join(resolveDir, path)).replace(/\.js$/, '');
      return kind === 'dynamic-import' && module in words
        ? { path: `./${words[module]}`, namespace: 'words' }
        : undefined;
    });
    onResolve({ filter: /^node:/ }, ({ path, kind, namespace }) =>
      kind === 'dynamic-import' && namespace === 'file' ? { path, namespace: 'words' } : undefined,
    );
    onResolve({ filter: /./, namespace: 'words' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'words' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
};

const bundle = async (outfile, input, { folder = '.', own = [], from = '.', ...options } = {}) => {
  const built = await build({
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
    write: false,
    ...options,
    plugins: [sharing(folder, own), withoutUnused, wordsApart],
  });
  for (const { path, text } of built.outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, path.endsWith('.js') ? inAscii(text) : text);
  }
  return built;
};

/**
 * esbuild escapes what is not ASCII everywhere but in regular expressions. One such character makes V8 keep the whole file as
 * UTF-16, which takes longer to read.
 */
const inAscii = (code) =>
  code.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

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

// Types and templates are built by others.
for (const name of readdirSync('dist').filter((file) => /\.js$|\.txt$|^integrations$/.test(file))) {
  rmSync(`dist/${name}`, { recursive: true });
}
const [main] = await Promise.all([
  bundle('main.js', 'src/start.ts'),
  bundle('core.js', holding(inCore), { own: Object.values(inCore) }),
  bundle('axios.js', axiosAlone, { own: ['axios'], from: '../core', ...withoutFetch }),
  bundle('csv.js', holding({ csv: 'csv-parse/sync' }), { own: ['csv-parse/sync'] }),
  bundle('conformance.js', holding({ conformance: '@iam/conformance' }), { own: ['@iam/conformance'] }),
  bundle('sandbox.js', holding({ sandbox: '@iam/sandbox' }), { own: ['@iam/sandbox'] }),
  ...Object.entries(words).map(([module, file]) => bundle(file, `src/${module}.ts`)),
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
/** Bytes. Before all that only some words need had files of their own, it was 298 KB, and every call read them. */
const LARGEST_MAIN = 180_000;
const size = main.metafile.outputs['dist/main.js'].bytes;
if (size > LARGEST_MAIN) {
  throw new Error(
    `dist/main.js has ${size} bytes, more than ${LARGEST_MAIN}: give what only some words need a file of its own.`,
  );
}
if (heavy.length > 0) {
  throw new Error(
    `dist/main.js must not hold these, import them from @iam/core or lazily:\n${heavy.join('\n')}`,
  );
}
