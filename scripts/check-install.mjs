// Installs the packed packages into an empty folder, from a registry, as a user does, and uses them there: from an ES module, from
// a CommonJS program, from TypeScript of both kinds, and by the command `iam`.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installInto } from './install-from-registry.mjs';
import { packedPackages } from './pack-packages.mjs';
import { startRegistry } from './local-registry.mjs';
import { run } from './run-command.mjs';

const work = mkdtempSync(join(tmpdir(), 'iam-install-'));
const packages = packedPackages(join(work, 'tarballs'));
const registry = await startRegistry(packages);
let failures = 0;

try {
  const user = join(work, 'user');
  mkdirSync(user);
  const dependencies = Object.fromEntries(packages.map(({ name, version }) => [name, version]));
  const typescript = { typescript: '6.0.3', '@types/node': '^20.19.43' };
  write(
    user,
    'package.json',
    JSON.stringify({ name: 'user', private: true, dependencies: { ...dependencies, ...typescript } }),
  );
  await installInto(user, registry);

  const body = `
const { instances } = sandbox.config;
const given = instances.find(({ integration }) => integration === 'aws-ilm');
const instance = createInstance(awsIlm, given.params, { name: given.name });
instance
  .run('iam-create-user', { 'user-profile': { email: 'jane.doe@example.com', givenname: 'Jane', surname: 'Doe' } })
  .then((result) => console.log(result.status, Object.keys(toContext(result)).join()))
  .finally(() => sandbox.close());
`;
  write(
    user,
    'use.mjs',
    `import { createInstance, toContext } from '@iam/core';
import { startSandbox } from '@iam/sandbox';
import { awsIlm } from '@iam/aws-ilm';
import { scimClient } from '@iam/core/scim';
import { describeIntegration } from '@iam/conformance';
if ([scimClient, describeIntegration].some((value) => typeof value !== 'function')) throw new Error('an export is missing');
const sandbox = await startSandbox();
${body}`,
  );
  write(
    user,
    'use.cjs',
    `const { createInstance, toContext } = require('@iam/core');
const { startSandbox } = require('@iam/sandbox');
const { awsIlm } = require('@iam/aws-ilm');
require('@iam/core/scim');
require('@iam/conformance');
startSandbox().then((sandbox) => {
${body}});
`,
  );
  const typed = `import { createInstance, toMarkdown } from '@iam/core';
import type { CommandResult, IAMUserProfile } from '@iam/core';
import { scimMappers } from '@iam/core/scim';
import { atlassian } from '@iam/atlassian';
export const profile: IAMUserProfile = { email: 'jane.doe@example.com' };
export const mappers = scimMappers({ name: 'Mine' });
export const run = async (): Promise<string> => {
  const params = { url: 'https://api.atlassian.com', directoryId: 'd', accessToken: 'env:API_KEY' };
  // @ts-expect-error the compiler knows the parameters of a published integration
  createInstance(atlassian, {}, { name: 'a' });
  const instance = createInstance(atlassian, params, { name: 'a' });
  const result: CommandResult = await instance.run('iam-get-user', { 'user-profile': profile });
  return toMarkdown(result);
};
`;
  write(user, 'typed.mts', typed);
  write(user, 'typed.cts', typed);

  expectOutput('ES module', run('node', ['use.mjs'], user), 'done IAM');
  expectOutput('CommonJS', run('node', ['use.cjs'], user), 'done IAM');
  const strict = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2023',
    '--types',
    'node',
  ];
  expectOutput('types', run('npx', ['--no-install', 'tsc', ...strict, 'typed.mts', 'typed.cts'], user), '');
  for (const { name } of packages.filter((one) => one.exports['.'])) {
    expectOutput(`require ${name}`, run('node', ['-e', `require('${name}')`], user), '');
    expectOutput(`import ${name}`, run('node', ['--input-type=module', '-e', `import '${name}'`], user), '');
  }
  const manifest = JSON.parse(
    run('node', ['-p', 'JSON.stringify(require("@iam/cli/package.json"))'], user).stdout,
  );
  expectOutput('iam --version', run('npx', ['--no-install', 'iam', '--version'], user), manifest.version);
  expectOutput(
    'iam init',
    run('npx', ['--no-install', 'iam', 'init', '-n', 'Acme', '--dry-run'], user),
    'acme/src/acme.ts',
  );
  write(
    user,
    'one.mjs',
    `import { startSandbox } from '@iam/sandbox';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const sandbox = await startSandbox();
writeFileSync('iam.config.json', JSON.stringify(sandbox.config));
const iam = spawn(process.execPath, ['node_modules/@iam/cli/bin/iam.js', ...process.argv.slice(2)], { stdio: 'inherit' });
iam.on('exit', async (code) => { await sandbox.close(); process.exitCode = code; });
`,
  );
  const line =
    '!iam-create-user user-profile={"email": "jo@example.com", "givenname": "Jo", "surname": "Li"}';
  expectOutput(
    'iam run',
    run('node', ['one.mjs', line, '--output', 'json'], user),
    '"brand":"Atlassian IAM"',
  );
} finally {
  await registry.close();
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

function write(folder, file, text) {
  writeFileSync(join(folder, file), text);
}

function expectOutput(step, done, text) {
  const ok = done.status === 0 && (done.stdout ?? '').includes(text);
  console.log(`${step.padEnd(34)} ${ok ? 'ok' : 'FAILED'}`);
  if (ok) {
    return;
  }
  failures += 1;
  console.log(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`);
}
