import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { officeFolder, word } from '../__fixtures__/offices';
import { office } from '../__fixtures__/people-vendor';

const jane = { login: 'jane@example.com', mail: 'jane@example.com', number: '42', active: true };

const FILES = {
  'm.csv': 'person,title\njane@example.com,Head\n',
  'm.jsonl': '{"person":"jane@example.com","title":"Head"}\n',
  'package.json': '{"name":"mine"}\n',
  'again.jsonl': '{"person":"jane@example.com","title":"Head","iam_why":"down"}\n',
  'again.csv': 'person,title,iam_why\njane@example.com,Head,down\n',
  'leaver.md': '# Leavers of the year\n',
  'audit.jsonl': '{"stage":"begun","at":"2026-11-27T10:00:00.000Z"}\n',
} as const;

/** Every file of the folder with its text. */
const filesIn = (cwd: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(cwd).map((name) => [name, readFileSync(join(cwd, name), 'utf8')]));

const JANE = 'jane@example.com';
const SET = ['set', JANE, 'title=Head'];

const OTHER = 'is there already and is not a file of results: it stays as it is.';
const CONFIG = 'is the configuration in use';

describe('a file that a word is to write', () => {
  it.each<[readonly string[], string]>([
    [[...SET, '--results', 'iam.config.json'], CONFIG],
    [['who', JANE, '--results', './iam.config.json'], CONFIG],
    [[...SET, '--audit', 'iam.config.json'], CONFIG],
    [[...SET, '--results', 'link'], CONFIG],
    [['offboard', JANE, '--report', 'iam.config'], CONFIG],
    [['offboard', JANE, '--report', 'iam.config.json'], CONFIG],
    [['group', 'sync', 'Sales', '--members', JANE, '--results', 'iam.config.json'], CONFIG],
    [['rename', JANE, 'joe@example.com', '--results', 'iam.config.json'], CONFIG],
    [[...SET, '--results', 'package.json'], OTHER],
    [[...SET, '--results', 'm.jsonl'], OTHER],
    [[...SET, '--results', 'm.csv'], OTHER],
    [[...SET, '--audit', 'package.json'], 'is not an audit file'],
    [[...SET, '--audit', 'again.jsonl'], 'is not an audit file'],
    [['set', '--from', 'm.csv', '--results', 'm.csv'], 'is the file of --from'],
    [['set', '--from', 'm.csv', '--dry-run', '--results', 'm.csv'], 'is the file of --from'],
    [['set', '--from', 'm.jsonl', '--results', './m.jsonl'], 'is the file of --from'],
    [['set', '--from', 'again.jsonl', '--audit', 'again.jsonl'], 'is the file of --from'],
    [[...SET, '--results', 'new.jsonl', '--audit', 'new.jsonl'], 'is the file of --audit too'],
    [
      ['offboard', JANE, '--report', 'leaver'],
      'leaver.md is there already and is not a report of iam offboard',
    ],
    [['offboard', JANE, '--report', 'new', '--results', 'new.json'], 'is the file of --report too'],
  ])('is refused before anything is done: %j', async (argv, why) => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }], [{ id: 'g1', name: 'Sales', members: [] }]);
    const cwd = officeFolder(['Berlin'], FILES);
    symlinkSync('iam.config.json', join(cwd, 'link'));
    const before = filesIn(cwd);
    berlin.faults.set('all', () => {
      throw new Error('an application was asked');
    });
    const { code, stderr, questions } = await word(cwd, argv, { isTTY: true });

    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
    expect(filesIn(cwd)).toEqual(before);
    expect([berlin.writes, questions]).toEqual([[], []]);
  });

  it.each<[readonly string[]]>([
    [[...SET, '--results', 'again.jsonl']],
    [[...SET, '--results', 'again.csv']],
    [['set', '--from', 'again.jsonl', '--results', 'again.jsonl']],
    [['set', '--from', 'again.csv', '--results', 'again.csv']],
    [[...SET, '--audit', 'audit.jsonl']],
  ])('may be there where it is one of its kind: %j', async (argv) => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    const cwd = officeFolder(['Berlin'], FILES);

    expect((await word(cwd, argv)).code).toBe(0);
    expect(berlin.people.get('b1')?.job).toBe('Head');
    expect(readFileSync(join(cwd, 'audit.jsonl'), 'utf8').startsWith(FILES['audit.jsonl'])).toBe(true);
  });

  it('is empty when all is done, and may be given to the next run as it is', async () => {
    office('Berlin', [{ ...jane, id: 'b1' }]);
    const cwd = officeFolder(['Berlin'], FILES);
    const loop = ['set', '--from', 'again.jsonl', '--results', 'again.jsonl'];

    expect([(await word(cwd, loop)).code, (await word(cwd, loop)).code]).toEqual([0, 0]);
    expect(readFileSync(join(cwd, 'again.jsonl'), 'utf8')).toBe('');
  });

  it('says from its first moment on that nobody is done, so that it is told from a list of people', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    const cwd = officeFolder(['Berlin']);
    let seen = '';
    berlin.faults.set('updateUser', () => (seen = readFileSync(join(cwd, 'new.jsonl'), 'utf8')));
    await word(cwd, [...SET, '--results', 'new.jsonl']);

    expect(seen).toBe(`{"person":"${JANE}","title":"Head","iam_why":"the command did not end"}\n`);
  });

  it('is not written in a dry run, which says so', async () => {
    office('Berlin', [{ ...jane, id: 'b1' }]);
    const cwd = officeFolder(['Berlin'], FILES);
    const { code, stderr } = await word(cwd, [...SET, '--dry-run', '--results', 'new.jsonl']);
    const kept = await word(cwd, [...SET, '--dry-run', '--results', 'again.jsonl']);

    expect([code, kept.code]).toEqual([0, 0]);
    expect(stderr).toContain('A dry run writes no results: new.jsonl is left alone.\n');
    expect(existsSync(join(cwd, 'new.jsonl'))).toBe(false);
    expect(readFileSync(join(cwd, 'again.jsonl'), 'utf8')).toBe(FILES['again.jsonl']);
  });

  it('is the configuration that IAM_CONFIG names as well', async () => {
    office('Berlin', [{ ...jane, id: 'b1' }]);
    const cwd = officeFolder(['Berlin']);
    writeFileSync(join(cwd, 'other.json'), readFileSync(join(cwd, 'iam.config.json')));
    const { stderr } = await word(cwd, [...SET, '--results', 'other.json'], {
      env: { IAM_CONFIG: 'other.json' },
    });

    expect(stderr).toContain(CONFIG);
  });
});
