import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startSandbox, type Sandbox } from '@iam/sandbox';
import { fencedBlocks } from './fenced-blocks';
import { IAM, ROOT } from './repository';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocks = fencedBlocks(readme);
const textOf = (language: string): string => blocks.find((block) => block.language === language)?.text ?? '';

/** Below this package, which has the packages of the page among its dependencies. */
const REPORTS = join(__dirname, '..', 'reports');
let work: string;
let sandbox: Sandbox;

beforeAll(async () => {
  mkdirSync(REPORTS, { recursive: true });
  work = mkdtempSync(join(REPORTS, 'root-readme-'));
  sandbox = await startSandbox();
  writeFileSync(join(work, 'iam.config.json'), JSON.stringify(sandbox.config), { mode: 0o600 });
});

afterAll(async () => {
  await sandbox.close();
  rmSync(work, { recursive: true });
});

/** The commands of a block of terminal text, each with what is said after it. */
const session = (text: string): readonly (readonly [command: string, said: string])[] =>
  text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...said] = part.split('\n');
      return [command, said.join('\n')];
    });

describe('the README of the repository', () => {
  it('is read on one screen, and names the system that it follows once', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(91);
    expect(readme.match(/Cortex XSOAR/g)).toHaveLength(1);
  });

  it('shows in the terminal what is said there', async () => {
    const commands = session(textOf('console'));
    expect(commands.length).toBeGreaterThan(2);
    for (const [command, said] of commands) {
      const line = command.replace(/^npx iam /, `'${process.execPath}' '${IAM}' `);
      const ran = promisify(execFile)('sh', ['-c', line], { cwd: work });
      // One that exits with 1 rejects, with what it said as well.
      const { stderr } = await ran.catch((failed: { readonly stderr: string }) => failed);
      expect([command, stderr]).toEqual([command, said]);
    }
  });

  it('has TypeScript that compiles and runs', async () => {
    const { params } = sandbox.config.instances.find(({ integration }) => integration === 'aws-ilm') ?? {};
    writeFileSync(join(work, 'program.mts'), textOf('ts'));
    const compilerOptions = {
      noEmit: false,
      outDir: '.',
      rootDir: '.',
      composite: false,
      incremental: false,
    };
    writeFileSync(
      join(work, 'tsconfig.json'),
      JSON.stringify({
        extends: '../../tsconfig.spec.json',
        compilerOptions,
        include: ['*.mts'],
        exclude: [],
      }),
    );
    const tsc = join(ROOT, 'node_modules', 'typescript-native', 'bin', 'tsc');
    expect(spawnSync(process.execPath, [tsc, '-p', work], { encoding: 'utf8' }).stdout).toBe('');
    const env = {
      ...process.env,
      AWS_URL: String(params?.['url']),
      AWS_TENANT: String(params?.['tenantId']),
      AWS_TOKEN: String(params?.['authenticationToken']),
    };
    const { stdout } = await promisify(execFile)(process.execPath, [join(work, 'program.mjs')], { env });
    expect(stdout).toContain('### Disable User Results (AWS-ILM)');
  });

  it.each([['README.md'], ['docs/commands.md'], ['docs/architecture.md'], ['examples/README.md']])(
    '%s links to files that there are',
    (page) => {
      const text = readFileSync(join(ROOT, page), 'utf8');
      const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
      expect(links.filter((path) => !existsSync(join(ROOT, dirname(page), path)))).toEqual([]);
    },
  );
});
