// Loads a module of the sources without a build: the build itself and the nx generator need some of them.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const cli = join(dirname(fileURLToPath(import.meta.url)), '..');

export const loadSource = (file) => {
  const { outputFiles } = buildSync({
    entryPoints: [join(cli, 'src', file)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    conditions: ['@iam/source'],
    // As in bundle.mjs: the CommonJS build of jsonc-parser asks for its parts by a name that no bundler can follow.
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'warning',
  });
  const module = { exports: {} };
  const load = new Function('module', 'exports', 'require', '__dirname', outputFiles[0].text);
  load(module, module.exports, createRequire(join(cli, 'package.json')), join(cli, 'src'));
  return module.exports;
};
