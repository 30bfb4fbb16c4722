import { standardDialect, type ScimDialect } from './dialect';
import { scimClient } from './scim-client';
import { page, scimHttp, type Reply } from './__fixtures__/scim-http';

// Real servers count, cut and repeat: a part of a list is never shown as the whole.

const people = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => ({ id: `u${from + index}`, userName: `user${from + index}` }));

interface Question {
  readonly start: number;
  readonly cursor: string | undefined;
  readonly number: number;
}

const membersAt = async (answer: (question: Question) => object, more: Partial<ScimDialect> = {}) => {
  let number = 0;
  const { http, asked } = scimHttp(({ target }): Reply => {
    number += 1;
    const start = Number(/startIndex=(\d+)/.exec(target)?.[1] ?? 1);
    return [200, answer({ start, cursor: /cursor=([^&]+)/.exec(target)?.[1], number })];
  });
  const dialect = {
    ...standardDialect,
    pageSize: 3,
    groups: { ...standardDialect.groups, members: 'users-by-group' as const },
    ...more,
  };
  const members = await scimClient(http, dialect).groups?.getMembers?.('g1');
  return { ids: members?.map(({ value }) => value) ?? [], requests: asked.length };
};

const slice = (all: readonly object[], start: number, size: number) => all.slice(start - 1, start - 1 + size);

describe('the members of a group, read as users', () => {
  it.each<[string, number, (question: Question) => object, number]>([
    [
      'a total that counts the page',
      7,
      ({ start }) => {
        const Resources = slice(people(7), start, 3);
        return { totalResults: Resources.length, Resources };
      },
      3,
    ],
    [
      'a full last page, and an empty one behind it',
      6,
      ({ start }) => ({ totalResults: 6, Resources: slice(people(6), start, 3) }),
      3,
    ],
    [
      'smaller pages than were asked for',
      5,
      ({ start }) => ({ totalResults: 5, itemsPerPage: 2, Resources: slice(people(5), start, 2) }),
      3,
    ],
    ['no total at all', 4, ({ start }) => ({ Resources: slice(people(4), start, 2) }), 3],
    [
      'an ignored startIndex, with everybody on each page',
      4,
      () => ({ totalResults: 4, Resources: people(4) }),
      2,
    ],
    [
      'a new user while they are read',
      5,
      ({ start, number }) =>
        number === 1
          ? { totalResults: 4, Resources: people(3) }
          : { totalResults: 5, Resources: slice([...people(1, 9), ...people(4)], start, 3) },
      4,
    ],
    ['one short page', 2, () => page(...people(2)), 1],
  ])('are complete in spite of %s', async (_, count, answer, requests) => {
    const read = await membersAt(answer);
    expect([new Set(read.ids).size, read.ids.length, read.requests]).toEqual([count, count, requests]);
  });

  it.each<[string, (question: Question) => object, string]>([
    [
      'the same page whatever is asked for',
      () => ({ totalResults: 7, Resources: people(3) }),
      'announces 7 members and sent 3',
    ],
    [
      'fewer than were promised',
      ({ start }) => ({ totalResults: 500, Resources: start === 1 ? people(3) : [] }),
      'announces 500 members and sent 3',
    ],
    ['a total without members', () => ({ totalResults: 5 }), 'announces 5 members and sent 0'],
    [
      'an entry that cannot be read',
      () => ({ totalResults: 2, Resources: [...people(1), { userName: 'without id' }] }),
      'not what the vendor documents',
    ],
    [
      'pages without end',
      ({ start }) => ({ totalResults: 3, Resources: people(3, start) }),
      'has no end after 1001 pages and 3003 records',
    ],
  ])('fail when there is %s', async (_, answer, message) => {
    await expect(membersAt(answer)).rejects.toThrow(message);
  });

  it('are counted across cursor pages', async () => {
    const answer = ({ cursor }: Question) =>
      cursor === undefined
        ? { totalResults: 9, Resources: people(3), nextCursor: 'c1' }
        : { totalResults: 9, Resources: people(3, 4) };
    await expect(membersAt(answer, { paging: 'cursor' })).rejects.toThrow('announces 9 members and sent 6');
  });
});

describe('a search for one user', () => {
  const searched = async (...replies: readonly object[]) => {
    const { http, asked } = scimHttp(() => [200, replies[asked.length - 1] ?? replies.at(-1)]);
    const found = await scimClient(http, standardDialect).getUser({ attribute: 'userName', value: 'user1' });
    return { found, asked: asked.map(({ target }) => target) };
  };
  const ANN = people(1)[0]!;

  it('concludes "not found" only after the last page', async () => {
    const { found, asked } = await searched({ Resources: [], nextCursor: 'c1' }, { Resources: [ANN] });
    expect(found).toMatchObject([{ id: 'u1' }]);
    expect(asked).toEqual([
      '/Users?filter=userName eq "user1"',
      '/Users?cursor=c1&filter=userName eq "user1"',
    ]);
  });

  it('goes on behind an empty page while the total says that there is somebody', async () => {
    const { found, asked } = await searched(
      { totalResults: 1, Resources: [], nextCursor: 'c1' },
      { totalResults: 1, Resources: [ANN] },
    );
    expect([found, asked.length]).toEqual([[expect.objectContaining({ id: 'u1' })], 2]);
  });

  it('ends when the total is reached, whatever the cursor', async () => {
    expect((await searched({ ...page(ANN), nextCursor: 'again' })).asked).toHaveLength(1);
  });

  it('stops at the second match', async () => {
    const { found, asked } = await searched({ Resources: people(2), nextCursor: 'c1' });
    expect([found, asked.length]).toEqual([[expect.anything(), expect.anything()], 1]);
  });

  it.each<[string, object[], string]>([
    ['one of two', [{ totalResults: 2, Resources: [ANN] }], '2 records answer to the search'],
    ['the same one twice', [{ totalResults: 2, Resources: [ANN, ANN] }], '2 records answer to the search'],
    ['none of two', [{ totalResults: 2, Resources: [] }], 'reports 2 matches and shows none'],
    [
      'one of two over all pages',
      [
        { totalResults: 2, Resources: [ANN], nextCursor: 'c1' },
        { totalResults: 2, Resources: [] },
      ],
      '2 records answer to the search',
    ],
    ['pages without end', [{ Resources: [], nextCursor: 'c1' }], 'would never end'],
  ])('fails on %s', async (_, replies, message) => {
    await expect(searched(...replies)).rejects.toThrow(message);
  });
});

it.each<[string, object, object]>([
  ['an empty one is the last', { totalResults: 9 }, { users: [], total: 9 }],
  [
    'one that holds the rest is the last',
    { totalResults: 6, Resources: people(2) },
    { users: people(2), total: 6 },
  ],
  [
    'one with somebody behind it is not',
    { totalResults: 7, Resources: people(2) },
    { users: people(2), total: 7, next: '7' },
  ],
  ['one without a total is not', { Resources: people(2) }, { users: people(2), next: '7' }],
])('reads a page of users from the requested position: %s', async (_, reply, expected) => {
  const { http, asked } = scimHttp(() => [200, reply]);
  const page = await scimClient(http, standardDialect).listUsers?.('5');

  expect({ ...page, users: page?.users.map(({ details }) => details) }).toStrictEqual(expected);
  expect(asked[0]?.target).toBe('/Users?startIndex=5&count=100');
});

it('returns the total with a page of users', async () => {
  const { http } = scimHttp(() => [200, { totalResults: 500, Resources: people(2) }]);
  expect(await scimClient(http, standardDialect).listUsers?.()).toMatchObject({ total: 500, next: '3' });
});
