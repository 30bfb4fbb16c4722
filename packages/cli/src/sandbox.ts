import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startSandbox } from '@iam/sandbox';
import type { SandboxInstance } from '@iam/sandbox';
import { errorCodeOf } from './error-code';
import type { Io } from './io';
import { EXIT, WrongCall } from './wrong-call';
import type { ExitCode } from './wrong-call';

/**
 * `iam sandbox`: runs the local vendors until Ctrl-C. The configuration for them goes to standard output, so that
 * `iam sandbox > iam.config.json` works, or into the file that is named.
 */
export const runSandbox = async (file: string | undefined, io: Io): Promise<ExitCode> => {
  const sandbox = await startSandbox();
  try {
    const { instances } = sandbox.config;
    const config = `${JSON.stringify(sandbox.config, null, 2)}\n`;
    if (file === undefined) {
      io.stdout.write(config);
    } else {
      write(resolve(io.cwd, file), config);
      io.stderr.write(`The configuration is in ${file}.\n`);
    }
    io.stderr.write(
      `${instances.map(describe).join('')}The vendors run, and forget everything, until Ctrl-C.\n`,
    );
    await new Promise<void>((end) => {
      const release = io.onInterrupt(() => {
        release();
        end();
      });
    });
    return EXIT.ok;
  } finally {
    await sandbox.close();
  }
};

const describe = ({ name, params }: SandboxInstance): string => `${name}: ${String(params['url'])}\n`;

/** An existing file is never overwritten: it may be the configuration of real vendors. */
const write = (path: string, text: string): void => {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  } catch (thrown) {
    const why =
      errorCodeOf(thrown) === 'EEXIST'
        ? 'exists already and is not overwritten; remove it or name another file'
        : `cannot be written (${errorCodeOf(thrown)})`;
    throw new WrongCall(`${path} ${why}.`);
  }
};
