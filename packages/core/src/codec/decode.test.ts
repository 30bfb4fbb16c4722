import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import { dictionary, nullish, object } from './combinators';
import { decode } from './decode';

const problemsOf = (codec: t.Mixed, value: unknown): readonly string[] => {
  const decoded = decode(codec, value);
  return E.isLeft(decoded) ? decoded.left : [];
};

const User = object(
  { id: t.string, emails: t.array(t.type({ value: t.string })) },
  { userName: nullish(t.string) },
);

describe('decoding', () => {
  it('returns the same value, with unknown keys', () => {
    const value = { id: '1', emails: [], more: { than: 'asked' } };

    const decoded = decode(User, value);

    expect(E.isRight(decoded) && decoded.right).toBe(value);
  });

  it.each([
    [{ id: 7, emails: [] }, ['id: expected string']],
    [{ emails: [] }, ['id: is missing (string)']],
    [{ id: '1', emails: [{ value: '1' }, { value: 7 }] }, ['emails[1].value: expected string']],
    [{ id: 7, emails: 'none' }, ['id: expected string', 'emails: expected Array<{ value: string }>']],
  ])('%p: path and expectation', (value, problems) => {
    expect(problemsOf(User, value)).toEqual(problems);
  });

  it('never names the value', () => {
    const secret = 'hunter2';
    const all = [secret, [secret], { id: [secret], emails: secret, userName: { secret } }];

    expect(all.flatMap((value) => problemsOf(User, value)).join()).not.toContain(secret);
  });

  it('lets an attribute be null or absent where it is nullish', () => {
    expect(problemsOf(User, { id: '1', emails: [], userName: null })).toEqual([]);
    expect(problemsOf(User, { id: '1', emails: [], userName: 1 })[0]).toMatch(/^userName: expected /);
  });

  it.each([[[]], [null], ['text'], [undefined]])('%p is no dictionary', (value) => {
    expect(dictionary.is(value)).toBe(false);
    expect(problemsOf(dictionary, value)).toHaveLength(1);
  });
});
