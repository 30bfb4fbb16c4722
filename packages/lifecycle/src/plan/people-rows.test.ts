import type { Session } from '../database/session';
import { peopleToPlan, type PersonToPlan } from './people-rows';

type Row = Readonly<Record<string, unknown>>;

const keyOf = (n: number): string => `E${String(n).padStart(6, '0')}`;

/** A session that has these rows for the three questions, and gives as many at once as it is asked for. */
const sessionWith = (people: readonly Row[], candidates: readonly Row[], memberships: readonly Row[]) => {
  const open = new Map<string, { readonly rows: readonly Row[]; at: number }>();
  const closed: string[] = [];
  const session: Pick<Session, 'query' | 'execute'> = {
    execute: (text) => {
      const [, verb, name = ''] = /^(declare|close) (\w+)/.exec(text) ?? [];
      if (verb === 'close') {
        closed.push(name);
      } else {
        const rows = text.includes('left join stage')
          ? people
          : text.includes('iam.membership')
            ? memberships
            : candidates;
        open.set(name, { rows, at: 0 });
      }
      return Promise.resolve(0);
    },
    query: <A>(text: string) => {
      const [, count, name = ''] = /^fetch (\d+) from (\w+)/.exec(text) ?? [];
      const cursor = open.get(name);
      if (cursor === undefined) {
        return Promise.reject(new Error(`no cursor ${name}`));
      }
      const rows = cursor.rows.slice(cursor.at, cursor.at + Number(count));
      cursor.at += rows.length;
      return Promise.resolve(rows as unknown as A[]);
    },
  };
  return { session: session as Session, open, closed };
};

const personRow = (n: number): Row => ({
  key: keyOf(n),
  line: n + 2,
  row: JSON.stringify({ employeeid: keyOf(n) }),
  row_zone: 'UTC',
  error: null,
  known: false,
});

const candidateRow = (n: number, id: string): Row => ({
  key: keyOf(n),
  app: 'AWS',
  vendor_id: id,
  person: null,
  desired_hash: null,
  disabled_at: null,
  gone_at: null,
  state: null,
  seen: new Date(0),
  claims: null,
  namesake: false,
});

const read = async (session: Session): Promise<readonly PersonToPlan[]> => {
  const people: PersonToPlan[] = [];
  for await (const page of peopleToPlan(session)) {
    people.push(...page);
  }
  return people;
};

describe('people who are looked at', () => {
  it.each([0, 1, 999, 1000, 1001, 2000, 2500])('are all there, in their order: %p', async (count) => {
    const { session, open, closed } = sessionWith(
      Array.from({ length: count }, (_, n) => personRow(n)),
      [],
      [],
    );
    expect((await read(session)).map(({ key }) => key)).toEqual(
      Array.from({ length: count }, (_, n) => keyOf(n)),
    );
    expect(closed.sort()).toEqual([...open.keys()].sort());
  });

  // Some people have none, most one, and some so many that they stand on both sides of where a page ends.
  it.each([
    ['few', (n: number) => (n % 3 === 0 ? n % 5 : 0)],
    ['one each', () => 1],
    ['more than a page', (n: number) => (n === 7 ? 2100 : n % 2)],
    ['exactly a page', (n: number) => (n === 3 ? 1000 : 0)],
    ['one at the end', (n: number) => (n === 1199 ? 1 : 0)],
  ])('have the accounts and groups that are theirs, where there are %s', async (_what, countOf) => {
    const numbers = Array.from({ length: 1200 }, (_, n) => n);
    const idsOf = (n: number): readonly string[] =>
      Array.from({ length: countOf(n) }, (_, index) => `${n}-${index}`);
    const { session } = sessionWith(
      numbers.map(personRow),
      numbers.flatMap((n) => idsOf(n).map((id) => candidateRow(n, id))),
      numbers.flatMap((n) =>
        idsOf(n).map((id) => ({ key: keyOf(n), app: 'AWS', group_name: id, ours: true })),
      ),
    );
    const people = await read(session);
    expect(
      people.map(({ candidates, memberships }) => [
        (candidates.get('AWS') ?? []).map(({ account }) => account.vendorId),
        (memberships.get('AWS') ?? []).map(({ group }) => group),
      ]),
    ).toEqual(numbers.map((n) => [idsOf(n), idsOf(n)]));
  });

  it('are left in the middle, and nothing stays open', async () => {
    const { session, open, closed } = sessionWith(
      Array.from({ length: 3000 }, (_, n) => personRow(n)),
      [candidateRow(0, 'a')],
      [],
    );
    for await (const page of peopleToPlan(session)) {
      expect(page[0]?.key).toBe(keyOf(0));
      break;
    }
    expect(closed.sort()).toEqual([...open.keys()].sort());
  });
});
