import { readCall } from './arguments';
import { folderWith } from './__fixtures__/terminal';

const source = (text = '', cwd = folderWith({})) => ({
  cwd,
  stdin: { isTTY: false, readAll: async () => text, ask: async () => '' },
});

describe('readCall', () => {
  it('takes a command and its arguments as words, instances apart', async () => {
    expect(await readCall(['cmd', 'a=b=c', 'using=x', 'empty=', 'using=y z'], source())).toEqual({
      command: 'cmd',
      args: { a: 'b=c', empty: '' },
      using: ['x', 'y z'],
      fromStdin: false,
    });
  });

  it('takes the documented syntax as one word, and more words behind it', async () => {
    expect(await readCall([' !cmd a={"b": "c"} using="x y"', 'd=e'], source())).toEqual({
      command: 'cmd',
      args: { a: '{"b": "c"}', d: 'e' },
      using: ['x y'],
      fromStdin: false,
    });
  });

  it('reads files and standard input without the byte order mark and the last line break', async () => {
    const cwd = folderWith({ 'ids.txt': '\ufeff1,2\r\n', 'two.txt': 'a\n\n' });

    expect(
      await readCall(['cmd', 'a=@ids.txt', 'b=@-', 'c=@two.txt'], source('\ufeff{}\n', cwd)),
    ).toMatchObject({
      args: { a: '1,2', b: '{}', c: 'a\n' },
      fromStdin: true,
    });
  });

  it('keeps an argument named __proto__ an argument', async () => {
    const { args } = await readCall(['cmd', '__proto__=1'], source());

    expect(Object.entries(args)).toEqual([['__proto__', '1']]);
  });

  it.each([
    [['cmd', '=x'], 'Word 1 after the command is not an argument'],
    [['cmd', 'a=1', 'x'], 'Word 2 after the command is not an argument'],
    [['cmd', '{"a":"b=c"}'], 'Word 1 after the command is not an argument'],
    [['!cmd a=1', 'a=2'], 'a is given twice'],
    [['!cmd a="'], 'column 8: the quote opened here is never closed'],
  ])('refuses %j', async (words, message) => {
    await expect(readCall(words, source())).rejects.toThrow(message);
  });
});
