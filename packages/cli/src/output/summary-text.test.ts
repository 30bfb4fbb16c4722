import type { CommandResult } from '@iam/core';
import { acmeFolder, iam, pretendedProcess } from '../__fixtures__/terminal';
import { main } from '../main';
import { drawLines, lineOf } from './summary-text';

const io = (columns: number, isTTY = false, env = {}) => ({
  stdout: { write: () => undefined, isTTY, columns },
  env,
});
const PROFILE = 'user-profile={"email":"jane@example.com"}';

describe('a line per application', () => {
  it('says what was done, by which id, and who was there already', async () => {
    const cwd = acmeFolder({ one: {}, 'the other one': {} });
    const run = async (command: string) =>
      (await iam([command, PROFILE, '--output', 'summary'], { cwd })).stdout;

    expect(await run('iam-get-user')).toBe(
      'iam-get-user jane@example.com\none            – not there\nthe other one  – not there\n',
    );
    expect(await run('iam-create-user')).toMatch(/^one {12}✓ created, id one-1$/m);
    expect(await run('iam-get-user')).toMatch(/^one {12}✓ active, id one-1$/m);
    expect(await run('iam-disable-user')).toMatch(/^one {12}✓ disabled, id one-1$/m);
    expect(await run('iam-disable-user')).toMatch(/^one {12}✓ already disabled$/m);
    expect(await run('iam-get-user')).toMatch(/^the other one {2}✓ disabled, id the other one-1$/m);
  });

  it('says why something failed, once, and in the colour of a failure on a terminal only', async () => {
    const cwd = acmeFolder({ a: { broken: true } });
    const run = (given: object) =>
      iam(['iam-create-user', PROFILE, '--output', 'summary'], { cwd, ...given });
    const plain = await run({});
    const coloured = await run({ isTTY: true });

    expect(plain.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /a ✗ failed: 500 vendor-error: "no quota \[2J left" \(GET \/users\)/,
    );
    expect(plain).toMatchObject({ code: 1, stderr: '1 failed\n' });
    expect(plain.stdout).not.toMatch(/\p{Cc}(?<!\n)/u);
    expect(coloured.stdout).toContain('\u001b[31m✗ failed');
    expect((await run({ isTTY: true, env: { NO_COLOR: '1' } })).stdout).toBe(plain.stdout);
    expect((await iam(['iam-create-user', PROFILE, '-o', 'summary', '-v'], { cwd })).stderr).toContain('500');
  });

  it('leaves out what "not there" says already, unless --verbose wants it', async () => {
    const cwd = acmeFolder({ a: {} });
    const line = ['iam-disable-user', PROFILE, '-o', 'summary'];

    expect((await iam(line, { cwd })).stderr).toBe('1 not found\n');
    expect((await iam([...line, '-v'], { cwd })).stderr).toContain('Nobody has mail');
  });

  it('is in both places when only one of them is a terminal', async () => {
    const cwd = acmeFolder({ a: { broken: true } });
    const { io: process, written } = pretendedProcess({ cwd });
    const atTerminal = { ...process, stderr: { ...process.stderr, isTTY: true } };
    await main(['iam-create-user', PROFILE, '-o', 'summary'], atTerminal);

    expect(written.stdout).toContain('✗ failed: 500');
    expect(written.stderr).toContain('vendor-error');
  });
});

describe('drawn lines', () => {
  const lines = [
    { name: 'A', sign: '✓', text: 'created' },
    { name: 'An application with a long name', sign: '✗', text: 'failed: because of this and that' },
  ] as const;

  it.each([20, 40, 80])('fit %i columns', (columns) => {
    const drawn = drawLines(lines, io(columns)).split('\n');

    expect(drawn.filter((line) => line.length > Math.max(columns, 36))).toEqual([]);
    expect(drawLines(lines, io(200)).split('\n')).toHaveLength(3);
  });

  it('never hand a control character to the terminal', () => {
    expect(drawLines([{ name: 'a\u001b[2J', sign: '✓', text: 'b\u0007' }], io(80))).not.toMatch(
      /(?!\n)\p{Cc}/u,
    );
  });
});

describe('the line of a result', () => {
  const user = (some: object): CommandResult =>
    ({
      kind: 'user',
      run: '',
      command: 'iam-update-user',
      brand: 'B',
      instanceName: 'a',
      who: 'jane@example.com',
      warnings: [],
      requests: 1,
      status: 'done',
      happened: 'updated',
      reEnabled: false,
      userProfile: {},
      vendor: {
        action: 'update',
        active: true,
        id: '7',
        username: 'jane',
        email: 'jane@example.com',
        reason: '',
      },
      ...some,
    }) as unknown as CommandResult;

  it.each<[string, object, string]>([
    ['a name that differs', {}, '✓ updated, jane, id 7'],
    ['the vendor’s word', { state: 'STAGED' }, '✓ updated (STAGED), jane, id 7'],
    [
      'an account that stays disabled',
      { vendor: { action: 'update', active: false, id: '7', username: null, email: null } },
      '✓ updated, disabled, id 7',
    ],
    ['an account that was re-enabled', { reEnabled: true }, '✓ updated and re-enabled, jane, id 7'],
    [
      'what is not allowed',
      {
        status: 'skipped',
        happened: undefined,
        skipCause: 'not-allowed',
        vendor: { action: 'update', reason: 'Not allowed here' },
      },
      '– not attempted: Not allowed here',
    ],
  ])('tells %s', (_what, some, expected) => {
    const { sign, text } = lineOf(user(some));
    expect(`${sign} ${text}`).toBe(expected);
  });

  it('names some of many members', () => {
    const members = Array.from({ length: 14 }, (_, index) => ({
      value: String(index),
      display: `m${index}`,
    }));
    const group = {
      ...user({}),
      kind: 'group',
      contextKey: 'GetGroup',
      group: { displayName: 'Staff', id: 'g', members },
    } as unknown as CommandResult;

    expect(lineOf(group).text).toMatch(/^found, "Staff", 14 members \(m0, .*m11 and 2 more\), id g$/);
  });
});
