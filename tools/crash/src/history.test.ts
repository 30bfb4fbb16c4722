import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const HISTORY = join(__dirname, 'history', 'history.mjs');

const OPTIONS = ['--seed', '7', '--people', '30', '--plain'];

/** A small company; the long histories are those of `npm run check:history`. */
const live = (...options: readonly string[]) =>
  spawnSync(process.execPath, [HISTORY, ...OPTIONS, ...options], { encoding: 'utf8' });

it('finds every account of a small company as the documentation says', () => {
  const { status, stdout, stderr } = live('--days', '2');
  expect([stdout.trimEnd().split('\n').at(-1), stderr, status]).toEqual([
    'every account is as it must be',
    '',
    0,
  ]);
}, 180_000);

it('sees an account that somebody has shut behind everybody’s back', () => {
  const { status, stdout } = live('--days', '1', '--control');
  expect(stdout).toContain('active false instead of true');
  expect(status).toBe(1);
}, 180_000);

it.each(['SIGTERM', 'SIGINT'] as const)(
  'finds nothing wrong when it is ended by %s in the middle of a day',
  async (signal) => {
    const child = spawn(process.execPath, [HISTORY, ...OPTIONS, '--verbose', '--seeds', '3']);
    let said = '';
    const hear = (text: Buffer): void => {
      said += text.toString();
      if (!isEnded && said.includes('plan exit')) {
        isEnded = child.kill(signal);
      }
    };
    let isEnded = false;
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(1);
    expect(said).toContain(`stopped by ${signal}: nothing is said of what was under way`);
    expect(said).not.toMatch(/WRONG|differences|shutting down/);
  },
  180_000,
);
