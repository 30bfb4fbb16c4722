// Tests the audit against a registry of its own: it must fail for a vulnerable dependency and for a missing answer, and pass
// otherwise, because a broken audit looks the same as one without findings.
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const audit = join(dirname(fileURLToPath(import.meta.url)), 'check-audit.mjs');

const weakness = {
  id: 1,
  url: 'https://example.com/advisory',
  title: 'An invented vulnerability',
  severity: 'high',
  vulnerable_versions: '<9999.0.0',
  cwe: [],
};

/** Ends with the exit code of the audit. */
const auditAt = (url, ...words) =>
  new Promise((resolve) => {
    spawn(process.execPath, [audit, `--registry=${url}`, ...words], { stdio: 'ignore' }).once(
      'close',
      resolve,
    );
  });

const answering = async (status, body, use) => {
  const server = createServer((request, reply) => {
    request.resume();
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
  }
};

const cases = [
  ['no weakness passes', 200, {}, [], 0],
  ['a weakness of a dependency fails', 200, { axios: [weakness] }, [], 1],
  ['it fails where no answer would be let through', 200, { axios: [weakness] }, ['--unless-unreachable'], 1],
  [
    'a weakness of what only the repository needs is none of what users install',
    200,
    { jest: [weakness] },
    ['--prod'],
    0,
  ],
  ['no answer fails', 405, {}, [], 1],
  ['no answer is let through where that is asked for', 405, {}, ['--unless-unreachable'], 0],
];

let failed = 0;
for (const [what, status, body, words, expected] of cases) {
  const code = await answering(status, body, (url) => auditAt(url, ...words));
  const isRight = code === expected;
  failed += isRight ? 0 : 1;
  console.log(`audit: ${what}${isRight ? '' : `: ended with ${code}`}  ${isRight ? 'ok' : 'FAILED'}`);
}
process.exit(failed === 0 ? 0 : 1);
