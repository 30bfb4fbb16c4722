import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectOf } from './file-ends';
import { outputProblems, type FileInUse, type FileKind } from './output-file';

const kind = (fate: FileKind['fate']): FileKind => ({
  name: 'a note',
  is: ({ first, last }) => first.startsWith('note') || last.startsWith('note'),
  fate,
});

const REPLACED = kind('replaced');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'iam-core-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);

const output = (named: string, of = REPLACED, option = '--out') => ({
  option,
  named,
  kind: of,
});

const problemsOf = (named: string, of = REPLACED, inUse: readonly FileInUse[] = []): readonly string[] =>
  outputProblems([output(named, of)], folder, inUse);

const FATES: readonly FileKind['fate'][] = ['replaced', 'added to', 'kept'];

describe('a file that a command writes', () => {
  it.each(FATES)('may be new, or empty (%s)', (fate) => {
    put('empty', '');

    expect([...problemsOf('new', kind(fate)), ...problemsOf('empty', kind(fate))]).toEqual([]);
  });

  it.each(FATES)('is no file of another kind (%s)', (fate) => {
    put('other', 'something\nelse');

    expect(problemsOf('other', kind(fate))).toEqual([
      '--out other is there already and is not a note: it stays as it is. Name another file; nothing was done.',
    ]);
  });

  it.each<[FileKind['fate'], readonly string[]]>([
    ['replaced', []],
    ['added to', []],
    [
      'kept',
      [
        '--out mine is a note that is there already, and none is ever replaced. Name another file, or remove it; nothing was done.',
      ],
    ],
  ])('of its kind that is there is %s', (fate, problems) => {
    put('mine', 'note 1\n');

    expect(problemsOf('mine', kind(fate))).toEqual(problems);
  });

  it('is told by its ends, however long it is, behind a byte order mark and before empty lines', () => {
    put('first', `\ufeffnote\n${'x\n'.repeat(100_000)}`);
    put('last', `${'x\n'.repeat(100_000)}note\n\n`);
    put('within', `${'x\n'.repeat(100_000)}note\n${'x\n'.repeat(100_000)}`);

    expect(['first', 'last', 'within'].map((name) => problemsOf(name).length)).toEqual([0, 0, 1]);
  });

  it('is no folder, and no link that leads nowhere', () => {
    mkdirSync(join(folder, 'sub'));
    symlinkSync('gone', join(folder, 'link'));

    expect(problemsOf('sub')[0]).toContain('is no regular file');
    expect(problemsOf('link')[0]).toContain('is a link that leads nowhere');
    expect(problemsOf('link', kind('added to'))).toEqual([]);
  });

  it('is none that is read, by whatever name it goes', () => {
    put('config', 'note');
    symlinkSync('config', join(folder, 'link'));
    linkSync(join(folder, 'config'), join(folder, 'hard'));
    symlinkSync('.', join(folder, 'here'));
    const inUse = [{ path: join(folder, 'config'), what: 'the configuration in use' }];
    const said = ['config', './config', 'link', 'hard', 'here/config'].map(
      (name) => problemsOf(name, REPLACED, inUse)[0],
    );

    expect(said).toEqual(
      ['config', './config', 'link', 'hard', 'here/config'].map(
        (name) =>
          `--out ${name} is the configuration in use, which is only read. Name another file; nothing was done.`,
      ),
    );
    expect(problemsOf('gone', REPLACED, [{ path: join(folder, 'gone'), what: 'the feed' }])).toHaveLength(1);
  });

  it('may be one that is read where that is said, and of its kind', () => {
    put('notes', 'note');
    put('others', 'other');
    const inUse = (name: string) => [
      { path: join(folder, name), what: 'the file of --from', unless: REPLACED },
    ];

    expect(problemsOf('notes', REPLACED, inUse('notes'))).toEqual([]);
    expect(problemsOf('others', REPLACED, inUse('others'))[0]).toContain('is the file of --from');
    expect(problemsOf('notes', kind('replaced'), inUse('notes'))[0]).toContain('is the file of --from');
  });

  it('is not the file of another option', () => {
    symlinkSync('.', join(folder, 'here'));

    expect(outputProblems([output('new'), output('here/new', REPLACED, '--audit')], folder, [])).toEqual([
      '--audit here/new is the file of --out too. Name another file; nothing was done.',
    ]);
  });
});

describe('a line', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['[1]', undefined],
    ['null', undefined],
    ['{"a":', undefined],
  ])('%s is an object, or none', (line, value) => {
    expect(objectOf(line)).toEqual(value);
  });
});
