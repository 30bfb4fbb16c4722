import { acmeFolder, iam } from '../__fixtures__/terminal';
import { mayBeKept } from './history';
import { lineWords } from './line-words';

describe('the words of a line', () => {
  it.each([
    [`who O'Connor jane@example.com`, ['who', `O'Connor`, 'jane@example.com']],
    [
      `iam-get-user user-profile={"email": "a b"} -o json`,
      ['iam-get-user', 'user-profile={"email": "a b"}', '-o', 'json'],
    ],
    [`test "Okta \\"IAM\\""`, ['test', 'Okta "IAM"']],
  ])('%s', (line, words) => {
    expect(lineWords(line)).toEqual({ kind: 'words', words });
  });

  it('go on where a bracket or a quote is open, and name a typographic one', () => {
    expect(lineWords('x y={"a": [')).toMatchObject({ kind: 'open' });
    expect(lineWords('x y="a')).toMatchObject({ kind: 'open' });
    expect(lineWords('x y={]')).toMatchObject({ kind: 'wrong' });
    expect(lineWords('x “a”')).toMatchObject({
      kind: 'wrong',
      problem: expect.stringContaining('U+201C') as string,
    });
  });
});

describe('commands on standard input', () => {
  const cwd = acmeFolder({ a: {} });
  const shell = (stdin: string) => iam(['shell'], { cwd, stdin });

  it('run one by one, with JSON over several lines and the last context', async () => {
    const { code, stdout } = await shell(
      '# of today\niam-create-user user-profile={\n"email": "j@example.com"}\n.json\n',
    );

    expect(code).toBe(0);
    expect(stdout).toMatch(/^### Create User Results[^]*\n\{"IAM":/);
  });

  it.each([
    ['test\niam-get-user user-profile={"email":"x@example.com"}\ntest\n', 1],
    ['test\nno-such-thing\ntest\n', 2],
    ['test x={"\n', 2],
    ['', 0],
  ])('%j end with the worst code, %i', async (stdin, code) => {
    expect((await shell(stdin)).code).toBe(code);
  });
});

it('keeps no line that may hold a credential', () => {
  expect(['set apiToken=x', 'x password=y', ' who a', '.json', ''].filter(mayBeKept)).toEqual([]);
  expect(mayBeKept('who jane@example.com')).toBe(true);
});
