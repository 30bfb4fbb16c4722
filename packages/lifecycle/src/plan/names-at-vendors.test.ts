import { FACES, startFaces, type Faces } from '../undo/__fixtures__/vendor-faces';
import { accountAt } from './__fixtures__/account-at';
import { openCompany, person, type Company, type Row } from './__fixtures__/company';

let faces: Faces;
let company: Company;
beforeEach(async () => {
  faces = await startFaces();
});
afterEach(async () => {
  await company.close();
  await faces.sandbox.close();
});

/** Longer than any vendor's handle. */
const marie = person('E1', {
  email: 'marie.antoinette.of.habsburg@example.com',
  username: 'marie.antoinette.of.habsburg',
  givenname: 'Marie',
  surname: 'Habsburg',
});
const maria = person('E2', {
  email: 'maria.theresia.of.habsburg@example.com',
  username: 'maria.theresia.of.habsburg',
  givenname: 'Maria',
  surname: 'Habsburg',
});

/** The user name and the address that an application shows of a person. */
const shownBy = async (face: string, key: string): Promise<Names> => {
  const { username, email } = await accountAt(company, faces, face, key);
  return { username: username?.toLowerCase(), email: email?.toLowerCase() };
};

interface Names {
  readonly username: string | undefined;
  readonly email: string | undefined;
}

describe.each(FACES)('%s: two people exchange names that are longer than some vendors keep', (face) => {
  it.each([[['username', 'email']], [['email']], [['username']]] as const)('%j', async (keys) => {
    company = await openCompany([faces.instance(face)]);
    // Okta has addresses for user names.
    const [one, two] = [marie, maria].map((row) =>
      face === 'okta' ? { ...row, username: `${row['username']}@corp.example` } : row,
    ) as [Row, Row];
    await company.apply(await company.plan([one, two]));
    const first = await shownBy(face, 'E1');
    const second = await shownBy(face, 'E2');
    const exchanged = [taking(keys, two, one), taking(keys, one, two)];
    const plan = await company.plan(exchanged);
    expect(plan.lines.filter(({ type }) => type === 'skip')).toEqual([]);
    await company.apply(plan);

    expect(await shownBy(face, 'E1')).toEqual(taking(keys, second, first));
    expect(await shownBy(face, 'E2')).toEqual(taking(keys, first, second));
    expect((await company.plan(exchanged)).said).toEqual([]);
  });
});

describe.each(FACES)('%s: two people exchange addresses that are their user names', (face) => {
  it.each([
    ['jo@example.com', 'al@example.com'],
    ['tomas.wisniewska@example.com', 'inigo.araujo@example.com'],
    ['marie.antoinette.of.habsburg@example.com', 'maria.theresia.of.habsburg@example.com'],
    ['jo@a.department.of.example.com', 'al@a.department.of.example.com'],
  ])('%s and %s', async (one, other) => {
    company = await openCompany([faces.instance(face)]);
    const named = (row: Row, name: string): Row => ({ ...row, email: name, username: name });
    const first = [named(marie, one), named(maria, other)];
    const exchanged = [named(marie, other), named(maria, one)];
    await company.apply(await company.plan(first));
    const plan = await company.plan(exchanged);
    expect(plan.lines.filter(({ type }) => type === 'skip')).toEqual([]);
    const temporary = plan.items.flatMap(({ temporary: is, profile }) => (is === true ? [profile] : []));
    expect(temporary).toHaveLength(1);
    for (const { username, email } of temporary as readonly Record<string, string>[]) {
      // Slack's own handles have no domain.
      expect(username).toMatch(/iam-[0-9a-f]{8}(@[^@]+)?$/);
      expect(username?.length).toBeLessThanOrEqual(40);
      expect(email).toMatch(/^[^@]+\+iam-[0-9a-f]{8}@/);
    }
    await company.apply(plan);
    expect((await shownBy(face, 'E1')).email).toBe(other);
    expect((await shownBy(face, 'E2')).email).toBe(one);
    expect((await company.plan(exchanged)).said).toEqual([]);
  });
});

describe.each(FACES)(
  '%s: a person who comes back exchanges names with one who loses the user name',
  (face) => {
    it('over a temporary name of the one who works', async () => {
      company = await openCompany([faces.instance(face)]);
      const back = { ...marie, email: 'jo@example.com', username: 'jo@example.com' };
      const loses = { ...maria, email: 'al@example.com', username: 'al.login@corp.example' };
      await company.apply(await company.plan([back, loses]));
      await company.apply(await company.plan([{ ...back, terminationdate: '2026-05-01' }, loses]));
      const exchanged = [
        { ...back, hiredate: '2026-05-20', email: loses.email, username: loses.username },
        { ...loses, email: back.email, username: '' },
      ];
      const plan = await company.plan(exchanged);
      expect(plan.lines.filter(({ type }) => type === 'skip')).toEqual([]);
      await company.apply(plan);
      expect((await shownBy(face, 'E1')).email).toBe(loses.email);
      expect((await shownBy(face, 'E2')).email).toBe(back.email);
      expect((await company.plan(exchanged)).said).toEqual([]);
    });
  },
);

/** What one has, with these of the other's names. */
const taking = <Named extends object>(keys: readonly (keyof Named)[], from: Named, to: Named): Named => ({
  ...to,
  ...Object.fromEntries(keys.map((key) => [key, from[key]])),
});

describe('slack, which keeps 21 characters of a user name', () => {
  /** Stored as maria.theresia.of.hab, as maria’s. */
  const namesake = person('E3', {
    email: 'maria.theresia.of.habkirchen@example.com',
    username: 'maria.theresia.of.habkirchen',
  });

  it('has no room for a joiner whose name is stored as another’s, and the plan says so', async () => {
    company = await openCompany([faces.instance('slack')]);
    await company.apply(await company.plan([maria]));
    const plan = await company.plan([maria, namesake]);

    expect(plan.lines.filter(({ type }) => type === 'skip')).toMatchObject([
      {
        person: 'E3',
        would: 'create',
        reason: expect.stringMatching(
          /^disputed: the account maria\.theresia\.of\.hab has the name or the address, and is E2’s/,
        ) as string,
      },
    ]);
  });

  it('takes a joiner behind the person who frees what the name is stored as', async () => {
    company = await openCompany([faces.instance('slack')]);
    await company.apply(await company.plan([maria]));
    const rows = [{ ...maria, username: 'maria' }, namesake];
    const plan = await company.plan(rows);
    const [mover, joiner] = plan.items;
    expect(joiner).toMatchObject({ person: 'E3', op: 'create', after: [mover?.n] });
    await company.apply(plan);

    expect(await shownBy('slack', 'E3')).toMatchObject({ username: 'maria.theresia.of.hab' });
    expect((await company.plan(rows)).said).toEqual([]);
  });

  it('keeps accounts that were there apart, whose people have other addresses', async () => {
    const there = faces.instance('slack');
    for (const [username, email] of [
      [maria['username'], maria['email']],
      ['maria.theresia.2', namesake['email']],
    ]) {
      await there.runByName('iam-create-user', { 'user-profile': { username, email } });
    }
    company = await openCompany([there]);
    const withoutNames = [maria, namesake].map(({ username: _, ...row }) => row);
    const plan = await company.plan(withoutNames);

    expect(plan.lines.filter(({ type }) => type === 'skip')).toEqual([]);
    expect(plan.items.map(({ person: key, found }) => `${key} ${found}`)).toEqual(['E2 email', 'E3 email']);
  });
});
