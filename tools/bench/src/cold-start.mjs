// How long `iam run` takes from the shell to its result, against a Node process that does nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, round } from './measure.mjs';

const BIN = fileURLToPath(new URL('../../../packages/cli/bin/iam.js', import.meta.url));
const ROUNDS = 15;

export const coldStart = async ({ url }) => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-bench-'));
  const instances = [{ name: 'bench', integration: 'scim', params: { url, token: 'bench-token' } }];
  writeFileSync(join(folder, 'iam.config.json'), JSON.stringify({ instances }), { mode: 0o600 });
  const run = (words) => {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(stderr);
    }
    return performance.now() - started;
  };
  const contenders = {
    bare: ['-e', '0'],
    version: [BIN, '--version'],
    run: [BIN, 'run', 'iam-get-user', 'user-profile={"username":"jane@example.com"}', '--output', 'json'],
  };
  const times = { bare: [], version: [], run: [] };
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [name, words] of Object.entries(contenders)) {
        const took = run(words);
        // The first round fills caches.
        if (round > 0) {
          times[name].push(took);
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [bare, version, full] = ['bare', 'version', 'run'].map((name) => median(times[name]));
  return [
    {
      what: 'cold start: node -e 0 / iam --version / iam run, ms',
      value: [bare, version, full].map((v) => round(v, 0)).join(' / '),
    },
    { what: 'cold start: iam --version against node -e 0', value: `${round(version / bare)}×` },
    {
      what: 'cold start: iam run (one GET) against node -e 0',
      value: `${round(full / bare)}×`,
      goal: '≤ 2.5×',
      met: full / bare <= 2.5,
    },
  ];
};
