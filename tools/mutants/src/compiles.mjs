import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * Whether a mutated file compiles. A mutant that the compiler refuses cannot be delivered, so no test needs to kill it.
 * One language service per package reads the package once and then only the file that differs.
 */
export const createCompiler = (root) => {
  const services = new Map();
  return (fileName, text) => {
    const [group, name] = fileName.split('/');
    const folder = join(root, group, name);
    const service = services.get(folder) ?? serviceFor(folder);
    services.set(folder, service);
    return service(join(root, fileName), text);
  };
};

// Ignores errors about unused names: such a mutant still changes behaviour.
const LENIENT = {
  noEmit: true,
  noUnusedLocals: false,
  noUnusedParameters: false,
  allowUnreachableCode: true,
};

const serviceFor = (folder) => {
  const config = ts.getParsedCommandLineOfConfigFile(join(folder, 'tsconfig.lib.json'), LENIENT, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(String(messageText));
    },
  });
  let changed = { path: undefined, text: '', version: 0 };
  const service = ts.createLanguageService({
    getCompilationSettings: () => config.options,
    getScriptFileNames: () => config.fileNames,
    getScriptVersion: (path) => (path === changed.path ? String(changed.version) : '0'),
    getScriptSnapshot: (path) => {
      if (path === changed.path) {
        return ts.ScriptSnapshot.fromString(changed.text);
      }
      return existsSync(path) ? ts.ScriptSnapshot.fromString(readFileSync(path, 'utf8')) : undefined;
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
  });
  return (path, text) => {
    changed = { path, text, version: changed.version + 1 };
    return [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].length === 0;
  };
};
