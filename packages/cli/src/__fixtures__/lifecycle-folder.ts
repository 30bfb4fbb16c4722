import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '@iam/sandbox';
import { FIRST_FEED, lifecycleFor } from '../subcommands/demo/lifecycle-script';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with a configuration, a feed and a database of its own, and the local vendors beside it. */
export interface LifecycleFolder {
  readonly folder: string;
  readonly sandbox: Sandbox;
  /** Writes the configuration with this section, or with none. */
  readonly configure: (lifecycle: unknown) => void;
  /** The built command in a process of its own, as users run it; the applications answer from this one. */
  readonly run: (...words: readonly string[]) => Promise<Run>;
  /** Asks the process to end, as service managers do, when its standard error has this in it. */
  readonly runUntil: (said: string | undefined, ...words: readonly string[]) => Promise<Run>;
  readonly close: () => Promise<void>;
}

export const openLifecycleFolder = async (): Promise<LifecycleFolder> => {
  const sandbox = await startSandbox();
  const folder = mkdtempSync(join(tmpdir(), 'iam-cli-'));
  writeFileSync(join(folder, 'hr.csv'), FIRST_FEED.csv);
  // The server of root runs as another user, who has to reach its folder.
  chmodSync(folder, 0o711);
  const configure = (lifecycle: unknown): void =>
    writeFileSync(
      join(folder, 'iam.config.json'),
      JSON.stringify({ ...sandbox.config, ...(lifecycle === undefined ? {} : { lifecycle }) }),
      { mode: 0o600 },
    );
  configure(lifecycleFor('AWS-ILM_instance_1', 'Okta IAM_instance_1'));
  const runUntil = (said: string | undefined, ...words: readonly string[]): Promise<Run> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(__dirname, '../../bin/iam.js'), ...words], {
        cwd: folder,
        env: { IAM_DATA_DIR: join(folder, 'data'), PATH: process.env['PATH'] ?? '' },
      });
      const written = { stdout: '', stderr: '' };
      child.stdout.on('data', (part: Buffer) => (written.stdout += part.toString()));
      child.stderr.on('data', (part: Buffer) => {
        const before = written.stderr;
        written.stderr += part.toString();
        if (said !== undefined && !before.includes(said) && written.stderr.includes(said)) {
          child.kill('SIGTERM');
        }
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, ...written }));
    });
  const run = (...words: readonly string[]): Promise<Run> => runUntil(undefined, ...words);
  return {
    folder,
    sandbox,
    configure,
    run,
    runUntil,
    close: async () => {
      await run('db', 'stop');
      await sandbox.close();
      rmSync(folder, { recursive: true });
    },
  };
};
