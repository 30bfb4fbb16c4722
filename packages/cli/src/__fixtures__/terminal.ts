/** A fake process: collects output as text and answers questions from a list. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { join } from 'node:path';
import type { Io } from '../terminal/io';
import { main } from '../main';
import type { ExitCode } from '../terminal/usage-error';

export interface Circumstances {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly stdin?: string;
  readonly answer?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Receives the variables that are taken out of the environment. */
  readonly forget?: Io['forget'];
  /** Replaces timers; without it none fires. */
  readonly after?: Io['after'];
  /** Receives the function that presses Ctrl-C. */
  readonly onStart?: (interrupt: () => void) => void;
  /** Is told that Ctrl-C is not listened to any more, and ends the process. */
  readonly onRelease?: () => void;
}

export interface Run {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  readonly questions: readonly string[];
}

/** The fake process with its output and questions so far. */
export const pretendedProcess = (given: Circumstances = {}) => {
  const written = { stdout: '', stderr: '' };
  const questions: string[] = [];
  const isTTY = given.isTTY ?? false;
  const sink = (name: keyof typeof written) => ({
    write: (text: string) => void (written[name] += text),
    isTTY,
    columns: given.columns ?? 80,
  });
  const io: Io = {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    stdin: {
      isTTY: isTTY && given.stdin === undefined,
      readAll: async () => given.stdin ?? '',
      stream: () => Readable.from([given.stdin ?? '']),
      ask: async (question) => {
        questions.push(question);
        return given.answer ?? '';
      },
    },
    env: given.env ?? {},
    forget: given.forget ?? (() => undefined),
    cwd: given.cwd ?? tmpdir(),
    after: given.after ?? (() => () => undefined),
    onInterrupt: (listener) => {
      given.onStart?.(listener);
      return () => given.onRelease?.();
    },
  };
  return { io, written, questions };
};

/** Runs `iam` with these words. */
export const iam = async (argv: readonly string[], given: Circumstances = {}): Promise<Run> => {
  const { io, written, questions } = pretendedProcess(given);
  const code = await main(argv, io);
  return { code, ...written, questions };
};

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Creates a folder with these files; it is removed after the tests of the file. */
export const folderWith = (files: Readonly<Record<string, unknown>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-cli-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content), {
      mode: 0o600,
    });
  }
  return folder;
};

const ACME = join(__dirname, 'in-memory-vendor');

/** A folder with a configuration of instances of the in-memory vendor; each entry is a name and its parameters. */
export const acmeFolder = (
  instances: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  files: Readonly<Record<string, unknown>> = {},
): string =>
  folderWith({
    ...files,
    'iam.config.json': {
      instances: Object.entries(instances).map(([name, params]) => ({
        name,
        integration: ACME,
        params: { tenant: name, key: 'hush', ...params },
      })),
    },
  });
