import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Evaluates an expression in a process, because the check consists of ES modules. */
export const evaluate = (module: string, expression: string): unknown => {
  const path = JSON.stringify(join(__dirname, '..', module));
  const code = `import * as m from ${path}; console.log(JSON.stringify(await (${expression})))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  return stdout === '' ? stderr : JSON.parse(stdout);
};
