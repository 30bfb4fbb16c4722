import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BIN = join(__dirname, '../../../packages/cli/bin/iam.js');

/** The output and exit code of a process of the built command. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface IamProcess {
  readonly ended: Promise<Ended>;
  /** Ctrl-C. */
  readonly interrupt: () => void;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Kills the process without a chance for output. */
  readonly kill: () => void;
}

/** Runs `iam` with these words in a folder. */
export const startIam = (
  words: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): IamProcess => {
  const child = spawn(process.execPath, [BIN, ...words], { cwd: folder, env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  return {
    ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr }))),
    interrupt: () => void child.kill('SIGINT'),
    signal: (name) => void child.kill(name),
    kill: () => void child.kill('SIGKILL'),
  };
};

/** Calls back with a folder that has a configuration of these instances and nothing else, and removes it. */
export const withConfiguration = async <A>(
  instances: readonly { readonly name: string; readonly integration: string; readonly params: object }[],
  use: (folder: string) => Promise<A>,
): Promise<A> => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-reliability-'));
  try {
    writeFileSync(join(folder, 'iam.config.json'), JSON.stringify({ instances }), { mode: 0o600 });
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
