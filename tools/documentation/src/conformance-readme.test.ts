import { checkIntegration, type Conformance, type FakeVendor } from '@iam/conformance';
import { isIntegration } from '@iam/core';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fencedBlocks } from './fenced-blocks';
import { guideFiles, guideText } from './guide';
import { ROOT } from './repository';

/** Below this package, which has the packages of the page among its dependencies. */
const WORK = join(__dirname, '..', 'reports', 'conformance-readme');
const readme = fencedBlocks(readFileSync(join(ROOT, 'packages', 'conformance', 'README.md'), 'utf8'));
const guide = guideFiles(fencedBlocks(guideText()));

/** The guide's package, with its stand-in's functions beside the ones of the page. */
const files = {
  ...guide,
  'src/__fixtures__/guide.ts': guide['src/__fixtures__/fake.ts'] ?? '',
  ...guideFiles(readme),
};

beforeAll(() => {
  rmSync(WORK, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files).filter(([name]) => !name.endsWith('.test.ts'))) {
    const path = join(WORK, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const tsconfig = { extends: '../../tsconfig.spec.json', include: ['**/*.ts', '**/*.json'] };
  writeFileSync(join(WORK, 'tsconfig.json'), JSON.stringify(tsconfig));
});

const loaded = async <A>(file: string): Promise<A> => (await import(join(WORK, 'src', file))) as A;

interface Fixture extends Pick<Conformance, 'params' | 'profile'> {
  readonly fake: () => FakeVendor;
}

describe('the README of conformance', () => {
  it('compiles', () => {
    const tsc = join(ROOT, 'node_modules', 'typescript-native', 'bin', 'tsc');
    expect(spawnSync(process.execPath, [tsc, '-p', WORK], { encoding: 'utf8' }).stdout).toBe('');
  });

  it('shows a stand-in against which the integration of the guide conforms', async () => {
    const { fake } = await loaded<Fixture>('__fixtures__/fake.ts');
    const { params, profile } = await loaded<Fixture>('__fixtures__/guide.ts');
    const integration = Object.values(await loaded<object>('acme-directory.ts')).find(isIntegration);
    if (integration === undefined) {
      throw new Error('the guide defines no integration');
    }
    const red: string[] = [];
    for await (const result of checkIntegration({ integration, fake, params, profile })) {
      red.push(...(result.ok ? [] : [`${result.name}: ${result.message}`]));
    }
    expect(red).toEqual([]);
  });

  it('describes one that does what its comments say', async () => {
    const { handle, groups } = (await loaded<Fixture>('described-fake.ts')).fake();
    const ask = (method: string, target: string, body?: object) => {
      const [path = '', query = ''] = target.split('?');
      const headers = { authorization: 'SSWS sandbox-token', host: 'acme.example' };
      const text = body === undefined ? '' : JSON.stringify(body);
      return handle({ method, path: `/api/v1/${path}`, query, headers, body, text });
    };
    const staged = ask('POST', 'users?activate=false', { profile: { login: 'jane' } });
    expect(staged.body).toMatchObject({ id: '1001', status: 'STAGED' });
    ask('POST', 'users', { profile: { login: 'joe' } });
    expect(ask('POST', 'users/1001', { profile: { email: 'jane@example.com' } }).body).toEqual({
      id: '1001',
    });
    expect(ask('PATCH', 'users/1001', {}).status).toBe(405);
    expect(ask('POST', 'users/1001', { status: 'ACTIVE' }).status).toBe(400);
    expect(ask('POST', 'users/1001/lifecycle/activate')).toEqual({ status: 200, body: {} });
    expect(ask('POST', 'users/1001/lifecycle/activate').status).toBe(403);
    expect(ask('POST', 'users/1001/lifecycle/suspend')).toEqual({ status: 204 });
    const page = ask('GET', 'users?limit=1');
    expect(page.headers).toEqual({
      Link: '<http://acme.example/api/v1/users?limit=1>; rel="self", <http://acme.example/api/v1/users?limit=1&after=page-from-1>; rel="next"',
      'X-Total-Count': '2',
    });
    ask('POST', 'groups', { name: 'Staff' });
    ask('POST', 'memberships', { group: '1001', user: '1002' });
    expect(groups()).toEqual([{ id: '1001', displayName: 'Staff', members: ['1002'] }]);
  });
});
