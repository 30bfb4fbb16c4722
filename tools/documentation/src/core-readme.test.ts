import { atlassian } from '@iam/atlassian';
import { awsIlm } from '@iam/aws-ilm';
import { createInstance, type Instance } from '@iam/core';
import { createAtlassianVendor, createAwsVendor, startServer } from '@iam/sandbox';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fencedBlocks } from './fenced-blocks';
import { ROOT } from './repository';

/** Below this package, which has the packages of the page among its dependencies. */
const WORK = join(__dirname, '..', 'reports', 'core-readme');
const readme = readFileSync(join(ROOT, 'packages', 'core', 'README.md'), 'utf8');
const blocks = fencedBlocks(readme);
const files = blocks.flatMap(({ file, text }) => (file === undefined ? [] : [[file, text] as const]));

beforeAll(() => {
  rmSync(WORK, { recursive: true, force: true });
  for (const [file, text] of files) {
    const path = join(WORK, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const tsconfig = { extends: '../../tsconfig.spec.json', include: ['**/*.ts'] };
  writeFileSync(join(WORK, 'tsconfig.json'), JSON.stringify(tsconfig));
});

interface LockOut {
  readonly lockOut: (instances: readonly Instance[], email: string) => Promise<readonly string[]>;
}

describe('the README of core', () => {
  it('compiles, all of it that is TypeScript', () => {
    expect(blocks.filter(({ language, file }) => language === 'ts' && file === undefined)).toEqual([]);
    const tsc = join(ROOT, 'node_modules', 'typescript-native', 'bin', 'tsc');
    expect(spawnSync(process.execPath, [tsc, '-p', WORK], { encoding: 'utf8' }).stdout).toBe('');
  });

  it('shows how results are read, in few lines', () => {
    const [, text = ''] = files.find(([file]) => file === 'src/lock-out.ts') ?? [];
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
  });

  it('does it: one command over several instances, each with an end of its own', async () => {
    const user = {
      userName: 'jane@example.com',
      name: { givenName: 'Jane', familyName: 'Doe' },
      displayName: 'Jane Doe',
    };
    const aws = await startServer(createAwsVendor({ users: [user] }));
    const cloud = await startServer(createAtlassianVendor({ users: [] }));
    try {
      const awsAt = (name: string, authenticationToken: string): Instance =>
        createInstance(awsIlm, { url: aws.url, tenantId: 'sandbox-tenant', authenticationToken }, { name });
      const directory = { directoryId: 'sandbox-directory', accessToken: 'sandbox-atlassian-token' };
      const instances = [
        awsAt('aws', 'sandbox-aws-token'),
        createInstance(atlassian, { url: cloud.url, ...directory }, { name: 'cloud' }),
        awsAt('wrong', 'expired'),
      ];
      const { lockOut } = (await import(join(WORK, 'src', 'lock-out.ts'))) as LockOut;
      expect(await lockOut(instances, 'jane@example.com')).toEqual([
        'aws: jane@example.com disabled',
        'cloud: jane@example.com skipped, not-found: User does not exist',
        expect.stringMatching(/^wrong: jane@example\.com failed: .+ Check the credentials/),
      ]);
    } finally {
      await aws.close();
      await cloud.close();
    }
  });

  it('packs with the package manager of the repository, and packages that there are', () => {
    const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly packageManager: string;
    };
    expect(readme).toContain(`npx ${packageManager} -r --filter "./packages/*" pack`);
    const packed = [...readme.matchAll(/\/iam-(\S+)-\*\.tgz/g)].map(([, name = '']) => name);
    expect(packed).toHaveLength(3);
    expect(packed.filter((name) => !existsSync(join(ROOT, 'packages', name, 'package.json')))).toEqual([]);
  });
});
