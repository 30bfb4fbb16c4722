import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { people, startSandbox } from '@iam/sandbox';
import { folderWith, iam } from '../../__fixtures__/terminal';
import { feedOf } from './people-feed';

const sandbox = (words: readonly string[], cwd = folderWith({})) =>
  iam(['sandbox', ...words], { cwd, onStart: (interrupt) => queueMicrotask(interrupt) });

describe('iam sandbox --people', () => {
  it('says who has an account, and how to get them as a feed', async () => {
    const { code, stderr } = await sandbox(['--people', '1200']);

    expect(code).toBe(0);
    expect(stderr).toContain(
      '\n1,200 made-up people have an account in every application; --feed FILE writes them as CSV.\n',
    );
  });

  it('speaks of one as one', async () => {
    expect((await sandbox(['--people', '1'])).stderr).toContain('1 made-up person has an account');
  });

  it('says nothing about people without --people', async () => {
    expect((await sandbox([])).stderr).not.toContain('made-up');
  });

  it.each(['0', '-5', '1.5', 'many', '100001', ''])('takes no %j', async (count) => {
    const { code, stderr } = await sandbox([`--people=${count}`]);

    expect(code).toBe(2);
    expect(stderr).toContain(`--people takes a whole number from 1 to 100000, not ${JSON.stringify(count)}.`);
  });
});

describe('iam sandbox --feed', () => {
  it('writes the same people for its owner only, and leaves them there', async () => {
    const cwd = folderWith({});
    const { code, stderr } = await sandbox(['--people', '30', '--feed', 'hr.csv'], cwd);

    expect(code).toBe(0);
    expect(stderr).toContain(
      '30 made-up people have an account in every application; hr.csv has them as CSV.\n',
    );
    expect(readFileSync(join(cwd, 'hr.csv'), 'utf8')).toBe(feedOf(people(30)));
    expect(statSync(join(cwd, 'hr.csv')).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  });

  it('takes the file of another run for its own when it has the same people', async () => {
    const cwd = folderWith({ 'hr.csv': feedOf(people(30)) });
    expect((await sandbox(['--people', '30', '--feed', 'hr.csv'], cwd)).code).toBe(0);
  });

  it.each([
    ['other people', feedOf(people(31))],
    ['fewer people', feedOf(people(29))],
    ['anything else', 'not a feed'],
  ])('does not overwrite a file with %s', async (_, text) => {
    const cwd = folderWith({ 'hr.csv': text });
    const { code, stderr } = await sandbox(['--people', '30', '--feed', 'hr.csv'], cwd);

    expect(code).toBe(2);
    expect(stderr).toContain('hr.csv is another file than this feed, and is not overwritten');
    expect(readFileSync(join(cwd, 'hr.csv'), 'utf8')).toBe(text);
  });

  it('says where it cannot write', async () => {
    const { code, stderr } = await sandbox(['--people', '1', '--feed', 'nowhere/hr.csv']);

    expect(code).toBe(2);
    expect(stderr).toContain('nowhere/hr.csv cannot be written (ENOENT).');
  });

  it('is not written beside a configuration that is refused, nor the other way round', async () => {
    const cwd = folderWith({ 'iam.config.json': '{"instances":[]}', 'other.csv': 'mine' });
    const few = ['--people', '1'];
    const runs = [
      await sandbox([...few, '--write', 'iam.config.json', '--feed', 'hr.csv'], cwd),
      await sandbox([...few, '--write', 'new.json', '--feed', 'other.csv'], cwd),
      await sandbox([...few, '--write', 'new.json', '--feed', 'nowhere/hr.csv'], cwd),
      await sandbox([...few, '--write', 'new.json', '--feed', './new.json'], cwd),
    ];

    expect(runs.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect(readdirSync(cwd).sort()).toEqual(['iam.config.json', 'other.csv']);
  });

  it('comes with a configuration that plans for its people, each in their own time zone, wherever both are', async () => {
    const cwd = folderWith({});
    mkdirSync(join(cwd, 'etc'));
    mkdirSync(join(cwd, 'data'));
    const written: string[] = [];
    const { code } = await iam(
      ['sandbox', '--people', '3', '--feed', 'data/hr.csv', '--write', 'etc/iam.config.json'],
      {
        cwd,
        onStart: (interrupt) =>
          queueMicrotask(() => {
            written.push(readFileSync(join(cwd, 'etc', 'iam.config.json'), 'utf8'));
            interrupt();
          }),
      },
    );

    expect(code).toBe(0);
    const { instances, lifecycle } = JSON.parse(written[0] ?? '{}') as {
      readonly instances: readonly { readonly name: string }[];
      readonly lifecycle: { readonly applications: readonly unknown[] };
    };
    expect(lifecycle).toMatchObject({ feed: { from: '../data/hr.csv', zoneColumn: 'timezone' } });
    expect(lifecycle.applications).toEqual(instances.map(({ name }) => ({ instance: name, who: 'true' })));
  });

  it('needs to be told how many', async () => {
    const cwd = folderWith({});
    const { code, stderr } = await sandbox(['--feed', 'hr.csv'], cwd);

    expect(code).toBe(2);
    expect(stderr).toContain('say how many, for example --people 200');
    expect(existsSync(join(cwd, 'hr.csv'))).toBe(false);
  });
});

describe('the feed', () => {
  it('is CSV of RFC 4180: a header, CRLF, quotes where they are needed', () => {
    const [person] = people(1);
    const text = feedOf([{ ...person!, title: 'Designer, "Web"', department: 'a\nb' }]);
    expect(text.split('\r\n')[0]).toMatch(/^employeeid,username,email,givenname,surname,displayname,/);
    expect(text).toContain(',"Designer, ""Web""","a\nb",');
    expect(text).toMatch(/[^\n]\r\n$/);
  });
});

describe('the account of a made-up person', () => {
  it('is what an update of any application would make of the feed, so that nothing is written', async () => {
    const person = JSON.stringify(people(40)[39]);
    const running = await startSandbox({ people: 40, record: true });
    const cwd = folderWith({ 'iam.config.json': running.config });
    const { code, stdout } = await iam(['run', 'iam-update-user', `user-profile=${person}`], { cwd });
    await running.close();

    expect(code).toBe(0);
    expect(stdout.match(/ngoc\.hoang@example\.com/g)?.length).toBeGreaterThanOrEqual(6);
    const asked = (Object.keys(running.vendors) as (keyof typeof running.vendors)[]).map((vendor) => [
      vendor,
      new Set(running.requests(vendor).map(({ method }) => method)),
    ]);
    expect(Object.fromEntries(asked)).toEqual(
      Object.fromEntries(Object.keys(running.vendors).map((vendor) => [vendor, new Set(['GET'])])),
    );
  });
});
