import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MODULE = join(__dirname, '..', 'bin', 'compile-cache.js');

let home: string;
let program: string;
let cache: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'iam-compiled-'));
  program = join(home, 'dist');
  cache = join(home, 'cache');
  mkdirSync(program);
  mkdirSync(cache);
  writeFileSync(join(program, 'main.js'), SOURCE('one'));
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const SOURCE = (text: string): string =>
  `const here = require('node:path').basename(__filename);
   const said = () => here + ' ${text}';
   console.log([said(), typeof require('node:os').EOL, module.exports === exports, require.main === undefined].join(' '));`;

const call = () => {
  const code = `require(${JSON.stringify(MODULE)}).enableCompileCache(${JSON.stringify(cache)}, ${JSON.stringify(program)});
    require(${JSON.stringify(join(program, 'main.js'))});`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
  return { stdout, stderr, status };
};

const RIGHT = { stdout: 'main.js one string true true\n', stderr: '', status: 0 };

const kept = (): string => {
  const [name, ...others] = readdirSync(cache);
  expect(others).toEqual([]);
  return join(cache, name ?? '');
};

describe('the cache of compiled code', () => {
  it('keeps what a call compiled, for this user alone, and leaves it as it is when it is used', () => {
    expect(call()).toEqual(RIGHT);
    const file = kept();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    utimesSync(file, 1, 1);
    expect(call()).toEqual(RIGHT);
    expect(statSync(kept()).mtimeMs).toBe(1000);
  });

  it('compiles again what was changed to a text of the same length, and keeps nothing of the old one', () => {
    call();
    const old = kept();
    writeFileSync(join(program, 'main.js'), SOURCE('two'));
    utimesSync(join(program, 'main.js'), 5, 5);
    expect(call().stdout).toBe('main.js two string true true\n');
    expect(kept()).not.toBe(old);
  });

  it.each([
    ['a bit that is another', (data: Buffer) => data.fill(data[500]! ^ 1, 500, 501)],
    ['a part', (data: Buffer) => data.subarray(0, 600)],
    ['nothing', (data: Buffer) => data.subarray(0, 0)],
    ['zeros', (data: Buffer) => data.fill(0)],
  ])('does not use a file with %s, and replaces it', (_, damage) => {
    call();
    const good = readFileSync(kept());
    writeFileSync(kept(), damage(Buffer.from(good)));
    expect(call()).toEqual(RIGHT);
    expect(readFileSync(kept()).length).toBeGreaterThan(900);
  });

  it('runs without a folder', () => {
    rmSync(cache, { recursive: true });
    expect(call()).toEqual(RIGHT);
    writeFileSync(cache, 'a file is here');
    expect(call()).toEqual(RIGHT);
  });

  it('leaves modules of other folders to Node', () => {
    writeFileSync(join(home, 'other.js'), '');
    writeFileSync(
      join(program, 'main.js'),
      `require('../other.js'); console.log('main.js one string true true');`,
    );
    expect(call()).toEqual(RIGHT);
    kept();
  });
});

describe('a module with import()', () => {
  it('is left to Node, which can carry it out', () => {
    const source =
      "import('node:os').then((os) => console.log('main.js one ' + typeof os.EOL + ' true true'));";
    writeFileSync(join(program, 'main.js'), source);
    expect([call(), call()]).toEqual([RIGHT, RIGHT]);
    expect(readdirSync(cache)).toEqual([]);
  });
});

const onLinux = process.platform === 'linux' ? it : it.skip;
const asRoot = process.getuid?.() === 0 ? it : it.skip;

describe('iam', () => {
  const BIN = join(__dirname, '..', 'bin', 'iam.js');
  const version = (env: Record<string, string>) =>
    spawnSync(process.execPath, [BIN, '--version'], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      timeout: 60_000,
    });

  it('keeps its compiled code in the cache of the user, which others cannot read', () => {
    const folder = join(home, 'of', 'user', 'iam', 'compiled');
    expect(version({ XDG_CACHE_HOME: join(home, 'of', 'user') }).status).toBe(0);
    expect(readdirSync(folder)).not.toEqual([]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  onLinux('ends where no folder can be made, and the recursive mkdir of Node would try for ever', () => {
    expect(version({ XDG_CACHE_HOME: '/proc/none' })).toMatchObject({ stderr: '', status: 0 });
  });

  it('runs without a folder that can be a cache', () => {
    const { stdout, stderr, status } = version({ XDG_CACHE_HOME: join(program, 'main.js') });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toMatch(/^\d/);
  });

  it('does not run what another user can put there', () => {
    const folder = join(home, 'iam', 'compiled');
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o777);
    expect(version({ XDG_CACHE_HOME: home }).status).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  asRoot('does not run what another user may have put there', () => {
    const folder = join(home, 'iam', 'compiled');
    mkdirSync(folder, { recursive: true });
    spawnSync('chown', ['12345', folder]);
    chmodSync(folder, 0o777);
    expect(version({ XDG_CACHE_HOME: home }).status).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });
});
