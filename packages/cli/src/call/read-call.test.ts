import { Readable } from 'node:stream';
import * as E from 'fp-ts/Either';
import { ExactNumber } from '@iam/core';
import { readCall } from './read-call';
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

const problemsOf = async (...words: readonly string[]): Promise<readonly string[]> => {
  const call = await readCall(words, source());
  return E.isLeft(call) ? call.left.problems : [];
};

describe('readCall', () => {
  it('reads every argument into its value, numbers with all their digits', async () => {
    const text = '{"id": 12345678901234567891, "code": 1.50}';
    const words = ['iam-create-user', 'user-profile=@-', 'allow-enable=No', 'using=a'];

    expect(await readCall(words, source(text))).toMatchObject(
      E.right({
        args: {
          command: 'iam-create-user',
          allowEnable: false,
          values: {
            'user-profile': { id: new ExactNumber('12345678901234567891'), code: new ExactNumber('1.50') },
            'allow-enable': false,
          },
        },
        using: ['a'],
        fromStdin: true,
      }),
    );
  });

  it('has only the arguments that were given as values', async () => {
    expect(
      await readCall(['!iam-update-group scim={"id":"g"} memberIdsToAdd="1, 2"'], source()),
    ).toMatchObject(
      E.right({ args: { memberIdsToDelete: [], values: { scim: { id: 'g' }, memberIdsToAdd: ['1', '2'] } } }),
    );
    const call = await readCall(['!iam-update-group scim={"id":"g"} memberIdsToDelete=""'], source());
    expect(E.isRight(call) && Object.keys(call.right.args.values)).toEqual(['scim']);
  });

  it('refuses a key that is there twice while it is text', async () => {
    expect(await problemsOf('iam-get-user', 'user-profile={"email":"a@b.c","em\\u0061il":"d@e.f"}')).toEqual([
      'user-profile: has "email" twice in one object',
    ]);
    expect(await problemsOf('iam-update-group', 'scim={"id":"1"}', 'memberIdsToAdd=[{"a":1,"a":2}]')).toEqual(
      ['memberIdsToAdd: has "a" twice in one object'],
    );
  });

  it('reports every mistake at once, with suggestions', async () => {
    expect(await problemsOf('iam-create-user', 'user-profle={}', 'allow-enable=maybe')).toEqual([
      expect.stringContaining('"user-profle" is not an argument of iam-create-user'),
      expect.stringContaining('user-profile: is missing.'),
      expect.stringContaining('allow-enable: must be true or false'),
      'Did you mean user-profile instead of user-profle?',
    ]);
    expect(await problemsOf('iam-get-usr')).toEqual([
      '"iam-get-usr" is not a command. Did you mean iam-get-user?',
    ]);
  });
});
