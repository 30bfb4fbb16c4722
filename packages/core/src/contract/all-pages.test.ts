import { allPages, collectPages, pagesAsRead, type Page, type Reading } from './all-pages';

type Pages = readonly Page<string>[];

/** A list of these pages, the last of which comes for ever after. */
const listOf = (pages: Pages, more: Partial<Reading<string>> = {}) => {
  const asked: (string | undefined)[] = [];
  const reading: Reading<string> = {
    read: async (page) => {
      asked.push(page);
      return pages[asked.length - 1] ?? pages.at(-1)!;
    },
    keyOf: (record) => record,
    ...more,
  };
  return { asked, reading };
};

const whole = async (pages: Pages, more?: Partial<Reading<string>>) => {
  const { asked, reading } = listOf(pages, more);
  const records = await allPages('users', reading);
  return { asked, records };
};

describe('a list', () => {
  it.each<[string, Pages, readonly string[]]>([
    ['that is empty', [{ records: [], total: 0 }], []],
    ['of one page', [{ records: ['a', 'b'], total: 2 }], ['a', 'b']],
    ['without a total', [{ records: ['a'], next: '2' }, { records: ['b'] }], ['a', 'b']],
    [
      'whose pages overlap',
      [
        { records: ['a', 'b'], next: '2', total: 3 },
        { records: ['b', 'c'], total: 3 },
      ],
      ['a', 'b', 'c'],
    ],
    [
      'whose total counts the page',
      [
        { records: ['a', 'b', 'c'], next: '2', total: 3 },
        { records: ['d'], total: 1 },
      ],
      ['a', 'b', 'c', 'd'],
    ],
    [
      'whose page number is ignored',
      [
        { records: ['a', 'b'], next: '2', total: 2 },
        { records: ['a', 'b'], next: '3', total: 2 },
      ],
      ['a', 'b'],
    ],
    [
      'that grows while it is read',
      [
        { records: ['a'], next: '2', total: 2 },
        { records: ['b', 'c'], total: 3 },
      ],
      ['a', 'b', 'c'],
    ],
  ])('%s is whole', async (_, pages, records) => {
    expect((await whole(pages)).records).toEqual(records);
  });

  it.each<[string, Pages, string]>([
    ['one page', [{ records: ['a'], total: 5 }], 'announces 5 users and sent 1'],
    ['no record', [{ records: [], total: 5 }], 'announces 5 users and sent 0'],
    [
      'the same twice',
      [
        { records: ['a', 'b'], next: '2', total: 4 },
        { records: ['a', 'b'], total: 4 },
      ],
      'announces 4 users and sent 2',
    ],
    [
      'fewer in the end',
      [
        { records: ['a'], next: '2', total: 3 },
        { records: ['b'], next: '3', total: 3 },
        { records: [], total: 3 },
      ],
      'announces 3 users and sent 2',
    ],
  ])('that sends %s of more is no whole one', async (_, pages, message) => {
    await expect(whole(pages)).rejects.toThrow(message);
  });

  it('that changed is read once more, because a record may have moved to a page that was read already', async () => {
    const { records, asked } = await whole([
      { records: ['a', 'b'], next: '2', total: 4 },
      { records: ['d'], total: 3 },
      { records: ['b', 'c'], next: '2', total: 3 },
      { records: ['d'], total: 3 },
    ]);
    expect([records, asked]).toEqual([
      ['b', 'c', 'd'],
      [undefined, '2', undefined, '2'],
    ]);
  });

  it('that is not whole after that either fails', async () => {
    const { asked, reading } = listOf([
      { records: ['a'], next: '2', total: 4 },
      { records: ['d'], total: 3 },
      { records: ['a'], next: '2', total: 4 },
      { records: ['d'], total: 3 },
    ]);
    await expect(allPages('users', reading)).rejects.toThrow('announces 4 users and sent 2');
    expect(asked).toHaveLength(4);
  });
});

describe('pages', () => {
  it('that are numbered end with nothing new: a vendor that ignores the number sends the same again', async () => {
    const same = { records: ['a', 'b'], next: '3', total: 2 };
    expect((await whole([same], { endsWithNothingNew: true })).asked).toEqual([undefined, '3']);
  });

  it('behind cursors may be empty for a while', async () => {
    const pages = Array.from({ length: 15 }, (_, index) => ({ records: [], next: String(index) }));
    expect((await whole([...pages, { records: ['a'] }])).records).toEqual(['a']);
  });

  it.each<[string, (page: number) => Page<string>, string]>([
    ['lead to themselves', (page) => ({ records: [`${page}`], next: 'again' }), 'no end after'],
    ['bring nothing new', (page) => ({ records: ['a'], next: `${page}` }), 'would never end'],
    ['always have a new record', (page) => ({ records: [`${page}`], next: `${page}` }), 'no end after 1001'],
  ])('that %s are a failure', async (_, pageAt, message) => {
    let page = 0;
    const read = async () => pageAt((page += 1));
    await expect(allPages('users', { read, keyOf: String })).rejects.toThrow(message);
    expect(page).toBeLessThan(1100);
  });

  it('that are well filled may be many: a million people in pages of a hundred', async () => {
    const page = (number: number): Page<string> => ({
      records: Array.from({ length: 100 }, (_, index) => `${number}-${index}`),
      ...(number < 1500 ? { next: String(number + 1) } : {}),
    });
    let count = 0;
    for await (const records of pagesAsRead('users', {
      read: async (number = '0') => page(Number(number)),
      keyOf: String,
    })) {
      count += records.length;
    }
    expect(count).toBe(150_100);
  });

  it('are read no further than the answer needs', async () => {
    const { asked, reading } = listOf([{ records: ['a', 'b'], next: '2', total: 9 }], { enough: 2 });
    expect(await collectPages(reading)).toEqual({ records: ['a', 'b'], announced: 9, changed: false });
    expect(asked).toHaveLength(1);
  });
});
