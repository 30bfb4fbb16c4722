import { Readable } from 'node:stream';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { readWords, type Words } from './read-words';
import { folderWith } from '../__fixtures__/terminal';

const source = (text = '', cwd = folderWith({})) => ({
  cwd,
  stdin: {
    isTTY: false,
    readAll: async () => text,
    stream: () => Readable.from([text]),
    ask: async () => '',
  },
});

/** The words, or the refusal as a rejection. */
const read = async (...given: Parameters<typeof readWords>): Promise<Words> =>
  E.getOrElse<Error, Words>((wrong) => {
    throw wrong;
  })(await readWords(...given));

describe('readWords', () => {
  it('takes a command and its arguments as words, instances apart', async () => {
    expect(await read(['cmd', 'a=b=c', 'using=x', 'empty=', 'using=y z'], source())).toEqual({
      command: 'cmd',
      args: { a: 'b=c', empty: '' },
      using: ['x', 'y z'],
      fromStdin: false,
    });
  });

  it('takes the documented syntax as one word, and more words behind it', async () => {
    expect(await read([' !cmd a={"b": "c"} using="x y"', 'd=e'], source())).toEqual({
      command: 'cmd',
      args: { a: '{"b": "c"}', d: 'e' },
      using: ['x y'],
      fromStdin: false,
    });
  });

  it('reads files and standard input without the byte order mark and the last line break', async () => {
    const cwd = folderWith({ 'ids.txt': '\ufeff1,2\r\n', 'two.txt': 'a\n\n' });

    expect(await read(['cmd', 'a=@ids.txt', 'b=@-', 'c=@two.txt'], source('\ufeff{}\n', cwd))).toMatchObject({
      args: { a: '1,2', b: '{}', c: 'a\n' },
      fromStdin: true,
    });
  });

  it('names everything that is wrong at once', async () => {
    const cwd = folderWith({});
    writeFileSync(join(cwd, 'latin'), Buffer.from([0x7b, 0x0a, 0x22, 0xe4]));
    const words = ['cmd', 'oops', 'a=1', 'b=1', 'a=2', 'b=3', 'a=3', '=x'];
    const files = ['cmd', 'a=@latin', 'b=@gone', 'c=@.', 'd=@/dev/zero', 'e=ok'];

    await expect(read(words, source())).rejects.toMatchObject({
      problems: [
        expect.stringMatching(/^Word 1 after/),
        expect.stringMatching(/^Word 7 after/),
        'The argument a is given twice.',
        'The argument b is given twice.',
      ],
    });
    await expect(read(files, source('', cwd))).rejects.toMatchObject({
      problems: [
        'a: the file "latin" is not UTF-8: line 2, column 2 (byte 4).',
        'b: the file "gone" cannot be read (ENOENT).',
        'c: the file "." cannot be read (EISDIR).',
        'd: the file "/dev/zero" is a device; only regular files are read.',
      ],
    });
  });

  it('reads ten mebibytes of a file and no more', async () => {
    const most = 'x'.repeat(10 * 1024 * 1024);
    const cwd = folderWith({ most, more: `${most}x` });

    expect((await read(['cmd', 'a=@most'], source('', cwd))).args['a']).toHaveLength(most.length);
    await expect(read(['cmd', 'a=@more'], source('', cwd))).rejects.toThrow(
      'a: the file "more" has more than 10240 KiB, which is the most that is read.',
    );
  });

  it('keeps an argument named __proto__ an argument', async () => {
    const { args } = await read(['cmd', '__proto__=1'], source());

    expect(Object.entries(args)).toEqual([['__proto__', '1']]);
  });

  it.each([
    [['cmd', '=x'], 'Word 1 after the command is not an argument'],
    [['cmd', 'a=1', 'x'], 'Word 2 after the command is not an argument'],
    [['cmd', '{"a":"b=c"}'], 'Word 1 after the command is not an argument'],
    [['!cmd a=1', 'a=2'], 'a is given twice'],
    [['!cmd a="'], 'column 8: the quote opened here is never closed'],
  ])('refuses %j', async (words, message) => {
    await expect(read(words, source())).rejects.toThrow(message);
  });
});
