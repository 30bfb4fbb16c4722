import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { UsageError } from '../terminal/usage-error';

/** The used part of the compiler API; the package brings its own compiler of any version. */
interface Compiler {
  readonly transpileModule: (program: string, options: object) => { readonly outputText: string };
  readonly ModuleKind: { readonly CommonJS: number };
  readonly ScriptTarget: { readonly ES2022: number };
}

interface Loadable {
  readonly _compile: (program: string, file: string) => void;
}

/**
 * Loads a TypeScript module of a package, with the modules it imports, by the compiler the package itself is built with.
 * Types are stripped, not checked.
 */
export const loadTypescript = (folder: string, file: string): Readonly<Record<string, unknown>> => {
  const require = createRequire(join(folder, 'package.json'));
  const compiler = compilerOf(require, folder);
  // The only CommonJS hook that every supported Node has; removed again below.
  const hooks = require.extensions as Record<string, unknown>;
  const before = hooks['.ts'];
  hooks['.ts'] = (module: Loadable, path: string) => {
    const { outputText } = compiler.transpileModule(readFileSync(path, 'utf8'), {
      fileName: path,
      compilerOptions: {
        module: compiler.ModuleKind.CommonJS,
        target: compiler.ScriptTarget.ES2022,
        esModuleInterop: true,
      },
    });
    module._compile(outputText, path);
  };
  try {
    return require(file) as Readonly<Record<string, unknown>>;
  } finally {
    if (before === undefined) {
      delete hooks['.ts'];
    } else {
      hooks['.ts'] = before;
    }
  }
};

/** Required through a variable, because it is the package's dependency and not this command's. */
const COMPILER = 'typescript';

const compilerOf = (require: NodeJS.Require, folder: string): Compiler => {
  try {
    return require(COMPILER) as Compiler;
  } catch {
    throw new UsageError(`typescript is not installed in ${folder}; its sources cannot be read without it.`);
  }
};
