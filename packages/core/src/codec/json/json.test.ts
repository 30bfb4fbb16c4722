import * as E from 'fp-ts/Either';
import { describeJsonProblem, parseJson } from './json';

const problemOf = (text: string): string | undefined => {
  const parsed = parseJson(text);
  return E.isLeft(parsed) ? describeJsonProblem(parsed.left) : undefined;
};

describe('parsing JSON', () => {
  it.each([
    ['{"a": [1, null]}', { a: [1, null] }],
    ['  \n{"a": 1}  ', { a: 1 }],
    ['\ufeff{"a": 1}', { a: 1 }],
    ['"text"', 'text'],
    ['"[[[[ \\" {{{{"', '[[[[ " {{{{'],
  ])('%p', (text, value) => {
    expect(parseJson(text)).toEqual(E.right(value));
  });

  it('takes __proto__ for an ordinary key', () => {
    const parsed = parseJson('{"__proto__": {"admin": true}}');

    expect(E.isRight(parsed) && Object.keys(parsed.right as object)).toEqual(['__proto__']);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('names the position of an error, without the text', () => {
    expect(problemOf('{"a" "hunter2"}')).toBe('is not valid JSON (at character 6)');
    expect(problemOf('position 9')).toBe('is not valid JSON');
  });

  it('refuses what nests deeper than 100 levels, as parsing would exhaust the stack', () => {
    expect(problemOf('['.repeat(100) + ']'.repeat(100))).toBeUndefined();
    expect(problemOf('['.repeat(101) + ']'.repeat(101))).toBe('nests more than 100 levels deep');
    expect(problemOf('{"a":'.repeat(1_000_000))).toBe('nests more than 100 levels deep');
  });
});
