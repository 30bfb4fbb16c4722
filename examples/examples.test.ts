import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance } from '@iam/core';
import { atlassian } from '@iam/atlassian';
import { startSandbox, type Sandbox } from '@iam/sandbox';
import { trace, type Context, type Span, type SpanOptions, type Tracer } from '@opentelemetry/api';
import { traceCommands } from './opentelemetry';

/** Below this folder, so that the programs find the packages as those of a user do. */
const BUILT = join(__dirname, 'reports', 'built');
const JANE = 'jane.doe@example.com';
let sandbox: Sandbox;

beforeAll(async () => {
  rmSync(BUILT, { recursive: true, force: true });
  mkdirSync(BUILT, { recursive: true });
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: { noEmit: false, rootDir: '../..', outDir: '.', types: ['node'] },
    include: ['../../*.ts'],
    exclude: ['../../*.test.ts'],
  };
  writeFileSync(join(BUILT, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(__dirname, '..', 'node_modules', 'typescript-native', 'bin', 'tsc');
  expect(spawnSync(process.execPath, [tsc, '-p', BUILT], { encoding: 'utf8' }).stdout).toBe('');
  sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

const paramsOf = (integration: string): Readonly<Record<string, string>> =>
  sandbox.config.instances.find((instance) => instance.integration === integration)?.params ?? {};

/** Runs a built example as its user does; the environment is what the README says. */
const run = (program: string, ...args: readonly string[]): Promise<{ code: number | null; said: string }> => {
  const [aws, cloud, hello] = ['aws-ilm', 'atlassian', 'hello-iam-world'].map(paramsOf);
  const env = {
    ...process.env,
    AWS_URL: aws?.['url'],
    AWS_TENANT: aws?.['tenantId'],
    AWS_TOKEN: aws?.['authenticationToken'],
    ATLASSIAN_URL: cloud?.['url'],
    ATLASSIAN_DIRECTORY: cloud?.['directoryId'],
    ATLASSIAN_TOKEN: cloud?.['accessToken'],
    DIRECTORY_URL: hello?.['url'],
    DIRECTORY_USER: hello?.['username'],
    DIRECTORY_PASSWORD: hello?.['password'],
  };
  const child = spawn(process.execPath, [join(BUILT, `${program}.js`), ...args], { env });
  const said: string[] = [];
  child.stdout.on('data', (data: Buffer) => said.push(data.toString('utf8')));
  child.stderr.on('data', (data: Buffer) => said.push(data.toString('utf8')));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said: said.join('') })));
};

const cloudInstance = () => {
  const { url = '', directoryId = '', accessToken = '' } = paramsOf('atlassian');
  return createInstance(atlassian, { url, directoryId, accessToken }, { name: 'Atlassian' });
};

describe('the examples', () => {
  it('offboard a leaver everywhere, and keep a record of who was let in again', async () => {
    await cloudInstance().run('iam-create-user', {
      'user-profile': { email: JANE, givenname: 'Jane', surname: 'Doe' },
    });

    expect(await run('offboard-everywhere', JANE)).toEqual({
      code: 0,
      said: 'closed  AWS: User does not exist\nclosed  Atlassian: disabled\n',
    });

    const file = join(mkdtempSync(join(BUILT, 'audit-')), 'audit.jsonl');
    const { said } = await run('audit-to-file', file, JANE);
    expect(said).toBe('AWS: skipped\nAtlassian: done\n');
    const records = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, string>>);
    expect(records.map(({ stage, actor, instance, outcome }) => [stage, actor, instance, outcome])).toEqual([
      ['ended', 'hr-sync', 'AWS', 'not-found'],
      ['begun', 'hr-sync', 'Atlassian', undefined],
      ['ended', 'hr-sync', 'Atlassian', 'enabled'],
    ]);
  });

  it('say which application is still open', async () => {
    const broken = await run('offboard-everywhere', 'not an address ');
    expect(broken.code).toBe(1);
    expect(broken.said).toMatch(/^OPEN {2}AWS: .*Next: /m);
  });

  it('have a vendor of one file', async () => {
    const { code, said } = await run('own-vendor', JANE);
    expect([code, said]).toEqual([0, expect.stringContaining('Staff Directory')]);
    expect((await run('own-vendor', JANE)).said).toContain('### Update User Results (Staff Directory)');
  });

  it('trace a command and each of its requests', async () => {
    const { tracer, spans } = recordingTracer();
    const stop = traceCommands(tracer);
    try {
      await cloudInstance().run('iam-get-user', { 'user-profile': { email: 'nobody@example.com' } });
    } finally {
      stop();
    }
    expect(spans.map(({ name, parent, ended, failed }) => [name, parent, ended, failed])).toEqual([
      ['iam-get-user', undefined, 1, true],
      ['GET', 'iam-get-user', 1, false],
    ]);
    expect(spans[0]?.attributes).toEqual({
      'iam.instance': 'Atlassian',
      'iam.brand': 'Atlassian IAM',
      'iam.status': 'failed',
    });
    expect(spans[1]?.attributes).toMatchObject({ 'http.response.status_code': 200 });
    expect(existsSync(join(BUILT, 'opentelemetry.js'))).toBe(true);
  });
});

interface Recorded {
  readonly name: string;
  readonly parent: string | undefined;
  readonly attributes: Record<string, unknown>;
  ended: number;
  failed: boolean;
}

/** A tracer that keeps what it is told: the part of the interface that the example uses. */
const recordingTracer = (): { readonly tracer: Tracer; readonly spans: readonly Recorded[] } => {
  const spans: Recorded[] = [];
  const known = new Map<Span | undefined, Recorded>();
  const startSpan = (name: string, options: SpanOptions = {}, within?: Context): Span => {
    const parent = within === undefined ? undefined : known.get(trace.getSpan(within))?.name;
    const recorded: Recorded = {
      name,
      parent,
      attributes: { ...options.attributes },
      ended: 0,
      failed: false,
    };
    const span = {
      setAttributes: (more: object) => Object.assign(recorded.attributes, more),
      setStatus: () => (recorded.failed = true),
      end: () => (recorded.ended += 1),
    } as unknown as Span;
    known.set(span, recorded);
    spans.push(recorded);
    return span;
  };
  return { tracer: { startSpan } as unknown as Tracer, spans };
};
