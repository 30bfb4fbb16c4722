/** The command as it is installed: the build, started as a process of its own. */
import { spawn, type StdioOptions } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startSandbox } from '@iam/sandbox';
import { folderWith } from './__fixtures__/terminal';

const BIN = join(__dirname, '..', 'bin', 'iam.js');

const start = (
  argv: readonly string[],
  cwd: string,
  stdio: StdioOptions = 'pipe',
  variables: Readonly<Record<string, string>> = {},
) => {
  const env = { ...process.env, NODE_PATH: '', ...variables };
  const child = spawn(process.execPath, [BIN, ...argv], { cwd, env, stdio });
  const written = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (written.stderr += chunk.toString()));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, ...written })),
  );
  const said = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (written.stderr.includes(text)) {
          resolve();
        }
      };
      child.stderr?.on('data', look);
      look();
    });
  return { child, ended, said };
};

const run = (argv: readonly string[], cwd = folderWith({})) => start(argv, cwd).ended;

const JANE = 'user-profile={"email":"jane@example.com","givenname":"Jane","surname":"Doe"}';

it('is built', () => {
  expect(existsSync(join(__dirname, '..', 'dist', 'main.js'))).toBe(true);
});

it('prints its version', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as {
    version: string;
  };

  expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

it.each([['help'], ['help', 'run'], ['help', 'iam-get-user'], ['run', '-h']])(
  'ends well after showing help: %s %s',
  async (...argv) => {
    expect(await run(argv)).toMatchObject({ code: 0, stderr: '' });
  },
);

it('ends as a wrong call when there is no such help', async () => {
  expect(await run(['help', 'nothing-of-this'])).toMatchObject({ code: 2, stdout: '' });
});

it.each([['--version'], ['--help'], ['run', '--help'], ['run', 'iam-get-user', '--help']])(
  'loads one file of the build for %s %s',
  async (...argv) => {
    const tell = `process.argv = [process.argv[0], 'iam', ...${JSON.stringify(argv)}];
    require(${JSON.stringify(BIN)});
    process.on('exit', () => console.error(Object.keys(require.cache).filter((file) => /[\\\\/]dist[\\\\/]/.test(file)).map((file) => file.split(/[\\\\/]/).pop()).join()));`;
    const child = spawn(process.execPath, ['-e', tell]);
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.resume();
    await new Promise((resolve) => child.on('close', resolve));

    expect(stderr).toBe('main.js\n');
  },
);

it('runs the local vendors until Ctrl-C, with a configuration that is ready to use', async () => {
  const cwd = folderWith({});
  const sandbox = start(['sandbox', '--write', 'iam.config.json'], cwd);
  await sandbox.said('until Ctrl-C');

  const tested = await run(['test'], cwd);
  const created = await run(['run', 'iam-create-user', JANE, '--using', 'AWS-ILM_instance_1'], cwd);
  sandbox.child.kill('SIGINT');

  expect(tested).toMatchObject({ code: 0, stderr: expect.stringMatching(/^\d ok\n$/) as string });
  expect(created).toMatchObject({ code: 0, stderr: '1 created\n' });
  expect(await sandbox.ended).toMatchObject({ code: 0, stdout: '' });
});

it('prints the configuration of the local vendors for a file to be made of', async () => {
  const sandbox = start(['sandbox'], folderWith({}));
  await sandbox.said('until Ctrl-C');
  sandbox.child.kill('SIGTERM');
  const { stdout } = await sandbox.ended;

  const { instances } = JSON.parse(stdout) as { instances: readonly unknown[] };

  expect(instances[0]).toMatchObject({ name: 'AWS-ILM_instance_1', integration: 'aws-ilm' });
});

it('accepts integrations with their own copy of core', async () => {
  const core = JSON.stringify(join(__dirname, '..', '..', 'core'));
  const integration = `
    const { defineIntegration, defineMapper, field, IAMError } = require(${core});
    const fields = { mail: 'email' };
    exports.acme = defineIntegration({
      brand: 'Acme',
      config: { key: field.secret('Key') },
      connection: ({ key }) => ({ baseUrl: 'http://127.0.0.1:9', bearer: key }),
      lookupBy: ['mail'],
      attributes: ['mail'],
      mappers: {
        incoming: defineMapper({ name: 'in', direction: 'incoming', fields: { Email: 'mail' } }),
        outgoing: defineMapper({ name: 'out', direction: 'outgoing', fields }),
      },
      errorMessage: () => undefined,
      client: () => ({
        testConnection: async () => { throw new IAMError({ kind: 'unauthorized', message: 'No', status: 401, effect: 'none' }); },
        getUser: async () => undefined,
      }),
    });`;
  const instances = [{ name: 'A', integration: './acme', params: { key: 'key of it' } }];
  const cwd = folderWith({ 'acme.js': integration, 'iam.config.json': { instances } });

  expect((await run(['test'], cwd)).stderr).toMatch(/^\[A\] test-module: 401 unauthorized: "No"/);
  expect((await run(['run', 'iam-disable-user', 'user-profile={"email":"x@example.com"}'], cwd)).stderr).toBe(
    '[A] warning: Nobody has mail "x@example.com".\n1 not found\n',
  );
});

/** A vendor that never replies, and a folder with a configuration that reaches it. */
const silentVendor = async () => {
  let asked: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (asked = resolve));
  const silent = createServer(() => asked());
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const params = { url, tenantId: 't', authenticationToken: 'a token' };
  const cwd = folderWith({
    'iam.config.json': { instances: [{ name: 'A', integration: 'aws-ilm', params }] },
  });
  const close = (): void => {
    silent.closeAllConnections();
    silent.close();
  };
  return { cwd, reached, close };
};

it.each([
  ['Ctrl-C', 'SIGINT'],
  ['a request to end', 'SIGTERM'],
  ['a terminal that is closed', 'SIGHUP'],
] as const)('ends at %s, and reports what was done and what was not attempted', async (_, signal) => {
  const silent = await silentVendor();
  const iam = start(['run', 'iam-disable-user', JANE], silent.cwd);
  await silent.reached;
  iam.child.kill(signal);
  const { code, stdout, stderr } = await iam.ended;
  silent.close();

  expect(code).toBe(1);
  expect(stdout).toContain('| AWS-ILM | A | false |');
  expect(stderr).toContain('Interrupted.');
  expect(stderr).toContain('[A] iam-disable-user jane@example.com: interrupted');
  expect(stderr.trimEnd().split('\n').at(-1)).toBe('1 not attempted');
});

it('exits normally when the reader of its output stops early', async () => {
  const demo = start(['demo'], folderWith({}));
  demo.child.stdout?.destroy();
  const { code, stderr } = await demo.ended;

  expect(code).toBe(0);
  expect(stderr).toMatch(/^Every step ended as it should\./);
});

it('waits for many instances at once without a warning of Node', async () => {
  const silent = await silentVendor();
  const { instances } = JSON.parse(readFileSync(join(silent.cwd, 'iam.config.json'), 'utf8')) as {
    instances: readonly object[];
  };
  const many = Array.from({ length: 12 }, (_, index) => ({ ...instances[0], name: `A${index}` }));
  const cwd = folderWith({ 'iam.config.json': { instances: many } });
  const iam = start(['run', 'iam-disable-user', JANE], cwd);
  await silent.reached;
  iam.child.kill('SIGINT');
  const { stderr } = await iam.ended;
  silent.close();

  expect(stderr).toContain('12 not attempted');
  expect(stderr).not.toContain('Warning');
});

// A device on which every write fails as on a full disk; not every system has one.
const itWithFullDisk = existsSync('/dev/full') ? it : it.skip;

describe('an output that cannot be written', () => {
  const create = async (stdio: (full: number) => StdioOptions) => {
    const sandbox = await startSandbox();
    const cwd = folderWith({ 'iam.config.json': sandbox.config });
    const full = openSync('/dev/full', 'w');
    const argv = ['run', 'iam-create-user', JANE, '--debug', '--audit', 'audit.jsonl'];
    const ended = await start([...argv, '--using', 'AWS-ILM_instance_1'], cwd, stdio(full)).ended;
    closeSync(full);
    await sandbox.close();
    const stages = readFileSync(join(cwd, 'audit.jsonl'), 'utf8').match(/"stage":"\w+"/g);
    return { ...ended, stages };
  };

  itWithFullDisk(
    'for messages lets the command end, with its results and its audit, and exits 1',
    async () => {
      const { code, stdout, stages } = await create((full) => ['ignore', 'pipe', full]);

      expect(stdout).toContain('### Create User Results (AWS-ILM)');
      expect(stages).toEqual(['"stage":"begun"', '"stage":"ended"']);
      expect(code).toBe(1);
    },
  );

  itWithFullDisk('for results is told, and exits 1', async () => {
    const { code, stderr, stages } = await create((full) => ['ignore', full, 'pipe']);

    expect(stderr).toContain('The output cannot be written (ENOSPC).\n');
    expect(stderr).toContain('1 created\n');
    expect(stages).toHaveLength(2);
    expect(code).toBe(1);
  });
});

it('reports a folder as standard input', async () => {
  const folder = openSync(folderWith({}), 'r');
  const { cwd, close } = await silentVendor();
  const { code, stderr } = await start(['run', 'iam-get-user', 'user-profile=@-'], cwd, [
    folder,
    'pipe',
    'pipe',
  ]).ended;
  closeSync(folder);
  close();

  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'user-profile: standard input cannot be read (EISDIR).\n',
  });
});

/** A configuration whose vendor is never asked. */
const quiet = (params: object = {}, name = 'A') => ({
  name,
  integration: 'aws-ilm',
  params: { url: 'http://127.0.0.1:9', tenantId: 't', authenticationToken: 'a token', ...params },
});
const quietFolder = (...instances: readonly object[]) =>
  folderWith({ 'iam.config.json': { instances: instances.length === 0 ? [quiet()] : instances } });

describe('standard input', () => {
  const given = async (bytes: Buffer, cwd = quietFolder()) => {
    const iam = start(['run', 'iam-get-user', 'user-profile=@-'], cwd);
    // Too much is not read to its end.
    iam.child.stdin?.on('error', () => undefined);
    iam.child.stdin?.end(bytes);
    const { code, stderr } = await iam.ended;
    return { code, stderr };
  };

  it('is refused with the position of invalid UTF-8', async () => {
    expect(await given(Buffer.from('{"email":\n"j\xf6rg@example.com"}', 'latin1'))).toEqual({
      code: 2,
      stderr: 'user-profile: standard input is not UTF-8: line 2, column 3 (byte 13).\n',
    });
  });

  it('is decoded correctly across chunk boundaries', async () => {
    const name = 'ö'.repeat(100_001);
    const { stderr } = await given(Buffer.from(` {"email": "${name}@example.com", }`));

    expect(stderr).toContain('user-profile: is not valid JSON');
  });

  it('is refused beyond ten mebibytes', async () => {
    expect(await given(Buffer.alloc(10 * 1024 * 1024 + 1, 'x'))).toEqual({
      code: 2,
      stderr: 'user-profile: standard input has more than 10240 KiB, which is the most that is read.\n',
    });
  });

  it.each([['/dev/stdin'], ['/dev/fd/0']])('has one name only: @- and not @%s', async (path) => {
    const iam = start(['run', 'iam-get-user', `user-profile=@${path}`], quietFolder(), [
      'pipe',
      'pipe',
      'pipe',
    ]);
    const { code, stderr } = await iam.ended;

    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^user-profile: the file "\S+" is a (pipe|socket|socket or a device); .*; standard input is read with @-\.\n$/,
    );
  });
});

it('does not start where Node.js prints credentials', async () => {
  const { code, stdout, stderr } = await start(['test'], quietFolder(), 'pipe', { NODE_DEBUG: 'net,tls' })
    .ended;

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^iam does not start with NODE_DEBUG=net,tls: [^\n]*\n$/);
});

const itWithSignals = process.platform === 'win32' ? it.skip : it;

itWithSignals('a diagnostic report holds no secret, also of instances that are not used', async () => {
  const silent = await silentVendor();
  const { instances } = JSON.parse(readFileSync(join(silent.cwd, 'iam.config.json'), 'utf8')) as {
    instances: readonly { readonly params: object }[];
  };
  const [used] = instances;
  const cwd = quietFolder(
    { ...used, params: { ...used?.params, authenticationToken: 'env:USED' } },
    quiet({ authenticationToken: 'env:UNUSED' }, 'B'),
    { name: 'C', integration: './nobody', params: { token: 'env:BROKEN' } },
  );
  const variables = { USED: 'hunter2-used', UNUSED: 'hunter2-unused', BROKEN: 'hunter2-broken' };
  const iam = start(['run', 'iam-disable-user', JANE, '--using', 'A'], cwd, 'pipe', {
    ...variables,
    NODE_OPTIONS: '--report-on-signal --report-filename=report.json',
  });
  await silent.reached;
  iam.child.kill('SIGUSR2');
  await iam.said('Node.js report completed');
  iam.child.kill('SIGINT');
  await iam.ended;
  silent.close();
  const report = readFileSync(join(cwd, 'report.json'), 'utf8');

  expect(report).toContain('"javascriptStack"');
  expect(report).not.toContain('hunter2');
});

it('says what to do when it is not built', async () => {
  const bin = readFileSync(BIN, 'utf8');
  const cwd = folderWith({ 'iam.js': bin });
  const child = spawn(process.execPath, [join(cwd, 'iam.js')]);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));

  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('npm run build') as string });
});
