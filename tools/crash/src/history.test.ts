import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const HISTORY = join(__dirname, 'history', 'history.mjs');

/** A small company; the long histories are those of `npm run check:history`. */
const live = (...options: readonly string[]) =>
  spawnSync(process.execPath, [HISTORY, '--seed', '7', '--people', '30', '--plain', ...options], {
    encoding: 'utf8',
  });

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
