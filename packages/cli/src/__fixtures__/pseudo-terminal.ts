/**
 * A terminal that is none: script(1) of util-linux (bsdutils, on every Debian) or of macOS runs programs in a pseudo-terminal of
 * a given width. Nothing has to be installed or built for it.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { shellWord } from '../terminal/shell-word';

export const BIN = join(__dirname, '..', '..', 'bin', 'iam.js');

const PATIENCE_MS = 30_000;

export interface Screen {
  readonly code: number | null;
  /** What a person sees, both outputs in their order, with escape sequences. */
  readonly text: string;
}

export interface TerminalCall {
  readonly columns: number;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Lines that are typed, each after the screen has shown the text before it. */
  readonly typed?: readonly (readonly [after: string, keys: string])[];
}

/** Runs `iam` with these words at a terminal. */
export const iamAtTerminal = (argv: readonly string[], call: TerminalCall): Promise<Screen> =>
  atTerminal([process.execPath, BIN, ...argv], call);

/** Runs a program at a terminal. */
export const atTerminal = async (argv: readonly string[], call: TerminalCall): Promise<Screen> => {
  const words = argv.map(shellWord).join(' ');
  const command = `stty cols ${call.columns} rows 24; exec ${words}`;
  const args =
    process.platform === 'darwin'
      ? ['-q', '/dev/null', 'sh', '-c', command]
      : ['--quiet', '--return', '--echo', 'never', '--command', command, '/dev/null'];
  const { NO_COLOR: _colour, ...inherited } = process.env;
  const child = spawn('script', args, {
    cwd: call.cwd,
    env: { ...inherited, NODE_PATH: '', TERM: 'xterm', SHELL: '/bin/sh', FORCE_COLOR: '', ...call.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  let from = 0;
  const left = [...(call.typed ?? [])];
  const type = (): void => {
    const [next] = left;
    const at = next === undefined ? -1 : text.indexOf(next[0], from);
    if (next !== undefined && at >= 0) {
      from = at + next[0].length;
      left.shift();
      child.stdin.write(next[1]);
      type();
    }
  };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    type();
  });
  // A screen that never shows what is waited for: the test then fails with what it shows.
  const limit = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(limit);
  return { code, text: text.replaceAll('\r\n', '\n') };
};
