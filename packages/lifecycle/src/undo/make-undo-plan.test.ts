import { createLedger } from '../ledger/ledger';
import { forgetValues } from '../ledger/forget-values';
import type { ItemLine, SkipLine } from '../plan/file/plan-line';
import { attest } from '../report/attest';
import { isUnchanged, makeReport } from '../report/run-report';
import { runRecord } from '../apply/run/run-state';
import { undoSummary } from '../screen/undo-summary';
import { raiseSerial } from '../database/store';
import { reportMarkdown } from '../screen/report-markdown';
import { profileOf } from '../__fixtures__/profile-of';
import { GUARDS, startBench, type UndoBench } from './__fixtures__/undo-bench';
import { startFaces, type Faces } from './__fixtures__/vendor-faces';

let faces: Faces;
let bench: UndoBench;
let app: string;

beforeEach(async () => {
  faces = await startFaces();
  app = faces.nameOf('aws-ilm');
  bench = await startBench((name) => faces.byName(name));
});

afterEach(async () => {
  await bench.close();
  await faces.sandbox.close();
});

const profile = (person: string, over: object = {}) => profileOf(person, { title: 'Engineer', ...over });

const create = async (...people: readonly string[]): Promise<number> => {
  const items = people.map((person) => ({ op: 'create' as const, person, profile: profile(person) }));
  return (await bench.apply(await bench.plan(items, app))).run.id;
};

const idOf = async (person: string, at = app): Promise<string> => {
  const [row] = await bench.database.query<{ readonly vendor_id: string }>(
    'select vendor_id from iam.account where app = $1 and person = $2',
    [at, person],
  );
  return row?.vendor_id ?? '';
};

const update = async (person: string, over: object) =>
  bench.update(app, await idOf(person), person, profile(person, over));

const userOf = async (person: string) =>
  (await faces.byName(app).run('iam-get-user', { 'user-profile': { id: await idOf(person) } })).vendor;

const linesOf = async (path: string) => {
  const lines = await bench.linesOf(path);
  return {
    items: lines.filter((line): line is ItemLine => line.type === 'item'),
    skips: lines.filter((line): line is SkipLine => line.type === 'skip'),
  };
};

const states = (run: number) =>
  bench.database.query('select person, state from iam.item where run = $1 order by n', [run]);

describe('an undo', () => {
  it('disables who was made, and only those who are asked for', async () => {
    const run = await create('E1', 'E2');
    const undo = await bench.undo(run, ['E2']);
    expect((await linesOf(undo.path)).items).toMatchObject([{ person: 'E2', op: 'disable', reason: 'undo' }]);
    expect(undo.head.undoOf).toBe(run);
    await bench.apply(undo.path);
    expect(await userOf('E1')).toMatchObject({ active: true });
    expect(await userOf('E2')).toMatchObject({ active: false });
  });

  it('changes nothing before it is applied', async () => {
    const run = await create('E1');
    const { attempts } = await counts();
    await bench.undo(run);
    expect(await counts()).toEqual({ attempts });
    expect(await userOf('E1')).toMatchObject({ active: true });
  });

  it('names who was changed since and leaves them alone, and what is as before already', async () => {
    await create('E1', 'E2', 'E3', 'E4');
    const items = [];
    for (const person of ['E1', 'E2', 'E3', 'E4']) {
      items.push(await update(person, { title: 'Senior', surname: 'Roe' }));
    }
    const { run } = await bench.apply(await bench.plan(items, app));
    const aws = faces.byName(app);
    await aws.run('iam-update-user', { 'user-profile': { id: await idOf('E1'), title: 'Boss' } });
    await aws.run('iam-update-user', {
      'user-profile': { id: await idOf('E2'), title: 'Engineer', surname: 'E2' },
    });
    await bench.database.execute(`update iam.account set person = 'E9' where person = 'E4'`);
    const undo = await bench.undo(run.id);
    const { items: planned, skips } = await linesOf(undo.path);
    expect(planned).toMatchObject([
      {
        person: 'E3',
        op: 'update',
        change: { title: ['Senior', 'Engineer'], 'name.familyName': ['Roe', 'E3'] },
      },
    ]);
    expect(skips.map(({ person, reason }) => [person, reason])).toEqual([
      ['E1', 'changed since: title is "Boss", and the run left "Senior"'],
      ['E4', 'changed since: the account is that of E9 now'],
    ]);
    await bench.apply(undo.path);
    expect(await userOf('E1')).toMatchObject({ details: { title: 'Boss', name: { familyName: 'Roe' } } });
    expect(await userOf('E3')).toMatchObject({ details: { title: 'Engineer', name: { familyName: 'E3' } } });
    // The next plan wants the same again, a manager too, which it tells by what was written last.
    const [known] = await bench.database.query<{ readonly desired_hash: Buffer | null }>(
      `select desired_hash from iam.account where person = 'E3'`,
    );
    expect(known?.desired_hash?.toString()).toBe('undone');
  });

  it('ends with 0 only when all is as it was', async () => {
    await create('E1');
    const { run } = await bench.apply(await bench.plan([await update('E1', { title: 'Senior' })], app));
    const profile = { id: await idOf('E1') };
    const aws = faces.byName(app);
    await aws.run('iam-update-user', { 'user-profile': { ...profile, title: 'Boss' } });
    expect(await bench.undo(run.id)).toMatchObject({ exit: 1 });
    await aws.run('iam-update-user', { 'user-profile': { ...profile, title: 'Engineer' } });
    expect(await bench.undo(run.id)).toMatchObject({ exit: 0 });
  });

  it('is stale for an account that changes before it is applied', async () => {
    await create('E1');
    const { run } = await bench.apply(await bench.plan([await update('E1', { title: 'Senior' })], app));
    const undo = await bench.undo(run.id);
    await faces
      .byName(app)
      .run('iam-update-user', { 'user-profile': { id: await idOf('E1'), title: 'Boss' } });
    const applied = await bench.apply(undo.path);
    expect(await states(applied.run.id)).toEqual([{ person: 'E1', state: 'stale' }]);
    expect(await userOf('E1')).toMatchObject({ details: { title: 'Boss' } });
  });

  it('gives names back in the order in which they were taken, a ring too', async () => {
    await create('E1', 'E2');
    const [id1, id2] = [await idOf('E1'), await idOf('E2')];
    const named = (name: string) => ({ username: name });
    const rename = async (person: string, id: string, from: string, to: string, over: object) => ({
      op: 'update' as const,
      person,
      vendorId: id,
      pre: { hash: 'x', active: true },
      change: { userName: [from, to] as const },
      profile: named(to),
      ...over,
    });
    const [a, b, free] = ['e1@example.com', 'e2@example.com', 'free@example.com'];
    const { run } = await bench.apply(
      await bench.plan(
        [
          await rename('E1', id1, a, free, { temporary: true }),
          await rename('E2', id2, b, a, { after: [1] }),
          await rename('E1', id1, free, b, { after: [1, 2] }),
        ],
        app,
      ),
    );
    expect([(await userOf('E1')).username, (await userOf('E2')).username]).toEqual([b, a]);
    const undo = await bench.undo(run.id);
    const applied = await bench.apply(undo.path);
    expect(applied.progress.apps).toMatchObject([{ done: 3, failed: 0, stale: 0 }]);
    expect([(await userOf('E1')).username, (await userOf('E2')).username]).toEqual([a, b]);
    const { items } = await linesOf(undo.path);
    expect(items.filter(({ temporary }) => temporary === true)).toMatchObject([{ person: 'E1' }]);
  });

  describe('of a name that another account has now', () => {
    const FREE = 'free@example.com';
    const renamed = async (person: string, from: string, to: string, over: object = {}) => ({
      op: 'update' as const,
      person,
      vendorId: await idOf(person),
      pre: { hash: 'x', active: true },
      change: { userName: [from, to] as const },
      profile: { username: to },
      ...over,
    });
    const nameOf = async (person: string) => (await userOf(person)).username;
    const [a, b] = ['e1@example.com', 'e2@example.com'];
    const taken = (name: string, person: string) =>
      `not undone: the account ${name} has the name or the address now, is ${person}’s, and nothing in this undo takes it away`;

    it('leaves it where the run made the other account, which stays', async () => {
      await create('E1', 'E2');
      const { run } = await bench.apply(
        await bench.plan(
          [
            await renamed('E1', a, FREE),
            { op: 'create', person: 'E3', profile: profile('E3', { username: a }), after: [1] },
            await renamed('E2', b, 'other@example.com'),
          ],
          app,
        ),
      );
      const undo = await bench.undo(run.id);
      const { items, skips } = await linesOf(undo.path);
      expect(skips).toMatchObject([{ person: 'E1', would: 'update', reason: taken(a, 'E3') }]);
      expect(items).toMatchObject([
        { person: 'E2', op: 'update' },
        { person: 'E3', op: 'disable' },
      ]);
      const applied = await bench.apply(undo.path);
      expect(applied.progress.apps).toMatchObject([{ done: 2, failed: 0, stale: 0 }]);
      expect([await nameOf('E1'), await nameOf('E2')]).toEqual([FREE, b]);
    });

    it('leaves it where only one of an exchange is asked for, all steps of it', async () => {
      await create('E1', 'E2');
      const { run } = await bench.apply(
        await bench.plan(
          [
            await renamed('E1', a, FREE, { temporary: true }),
            await renamed('E2', b, a, { after: [1] }),
            await renamed('E1', FREE, b, { after: [1, 2] }),
          ],
          app,
        ),
      );
      const { path, exit } = await bench.undo(run.id, ['E1']);
      const { items, skips } = await linesOf(path);
      expect([exit, items]).toEqual([1, []]);
      expect(skips.map(({ person, reason }) => [person, reason])).toEqual([['E1', taken(a, 'E2')]]);
    });

    it('leaves it with all who would get a name that is not freed because of it', async () => {
      await create('E1', 'E2', 'E3');
      const { run } = await bench.apply(
        await bench.plan(
          [
            await renamed('E1', a, FREE),
            await renamed('E2', b, a, { after: [1] }),
            await renamed('E3', 'e3@example.com', b, { after: [2] }),
          ],
          app,
        ),
      );
      const aws = faces.byName(app);
      await aws.run('iam-update-user', { 'user-profile': { id: await idOf('E3'), username: 'by.hand' } });
      const { items, skips } = await linesOf((await bench.undo(run.id)).path);
      expect(items).toEqual([]);
      expect(skips.map(({ person }) => person)).toEqual(['E1', 'E2', 'E3']);
    });
  });

  it('takes people out of the groups that they were put into, and the other way round', async () => {
    await create('E1', 'E2');
    const aws = faces.byName(app);
    const made = await aws.run('iam-create-group', { scim: { displayName: 'Engineers' } });
    const group = made.group.id ?? '';
    await aws.run('iam-update-group', { scim: { id: group }, memberIdsToAdd: [await idOf('E2')] });
    const member = async () => {
      const ids = new Set<string>();
      for await (const { value } of aws.members(group)) {
        ids.add(value);
      }
      return ids;
    };
    const groups = (add: readonly string[], remove: readonly string[]) => ({ add, remove });
    const { run } = await bench.apply(
      await bench.plan(
        [
          {
            ...(await update('E1', { title: 'Senior' })),
            groups: groups(['Engineers'], []),
          },
          {
            op: 'groups',
            person: 'E2',
            vendorId: await idOf('E2'),
            groups: groups([], ['Engineers']),
          },
        ],
        app,
      ),
    );
    expect(await member()).toEqual(new Set([await idOf('E1')]));
    const undo = await bench.undo(run.id);
    expect((await linesOf(undo.path)).items).toMatchObject([
      { person: 'E1', op: 'update', groups: groups([], ['Engineers']) },
      { person: 'E2', op: 'groups', groups: groups(['Engineers'], []) },
    ]);
    await bench.apply(undo.path);
    expect(await member()).toEqual(new Set([await idOf('E2')]));
  });

  describe('of a person who is out by the last plan', () => {
    const disable = async (person: string, reason: ItemLine['reason']): Promise<number> => {
      const [row] = await bench.database.query<{ readonly vendor_id: string }>(
        'select vendor_id from iam.account where person = $1',
        [person],
      );
      const item = { op: 'disable' as const, person, reason, vendorId: row?.vendor_id ?? '' };
      return (await bench.apply(await bench.plan([item], app))).run.id;
    };
    const leaves = (person: string, since = 'now()') =>
      bench.database.execute(
        `insert into iam.person (key, profile, profile_hash, zone, state, since) values ($1, '{}', '', 'UTC', 'left', ${since})`,
        [person],
      );

    it('lets nobody in whom the run had not found out, until a person releases it', async () => {
      await create('E1', 'E2');
      const run = await disable('E1', 'unassigned');
      await leaves('E1');
      const undo = await bench.undo(run);
      expect((await linesOf(undo.path)).items).toMatchObject([
        {
          person: 'E1',
          op: 'enable',
          hold: `run ${run} did not know what the last plan found, e1@example.com to have left: who releases this lets them in again`,
        },
      ]);
      expect(undoSummary(undo, run, { cwd: '/', approval: 'none' })).toContain(
        'Nothing is applied before a person releases it.',
      );
      await bench.apply(undo.path);
      expect(await userOf('E1')).toMatchObject({ active: false });
    });

    it('lets in whom the run itself took for a leaver: that is what is to be taken back', async () => {
      await create('E1');
      const run = await disable('E1', 'leaver');
      await leaves('E1', `now() - interval '1 hour'`);
      await bench.apply((await bench.undo(run)).path);
      expect(await userOf('E1')).toMatchObject({ active: true });
    });

    it('lets nobody in who is found out after it was made', async () => {
      await create('E1');
      const run = await disable('E1', 'unassigned');
      const undo = await bench.undo(run);
      const serial = await bench.database.transaction(raiseSerial);
      await bench.database.execute(
        `insert into iam.plan (id, made, sha256, file, head, allowed) values ('later', now(), '', 'later', $1, true)`,
        [JSON.stringify({ made: new Date().toISOString(), ledger: { serial } })],
      );
      await leaves('E1', `now() + interval '1 second'`);
      await bench.apply(undo.path);
      expect(await userOf('E1')).toMatchObject({ active: false });
    });
  });

  it('is stopped by the guards when it would lock out too many', async () => {
    const strict = await startBench((name) => faces.byName(name), {
      ...GUARDS,
      leavers: { percent: 0, floor: 1 },
    });
    try {
      const path = await strict.plan(
        ['E1', 'E2'].map((person) => ({ op: 'create', person, profile: profile(person) })),
        app,
      );
      const undo = await strict.undo((await strict.apply(path)).run.id);
      expect(undo.exit).toBe(4);
      expect(undo.guards.filter(({ ok }) => !ok)).toMatchObject([{ rule: 'leavers' }, { rule: 'leavers' }]);
    } finally {
      await strict.close();
    }
  });

  it('names what is forgotten', async () => {
    await create('E1');
    const { run } = await bench.apply(await bench.plan([await update('E1', { title: 'Senior' })], app));
    await forgetValues(bench.database, new Date(Date.now() + 60_000));
    const { items, skips } = await linesOf((await bench.undo(run.id)).path);
    expect(items).toEqual([]);
    expect(skips).toMatchObject([{ person: 'E1', reason: expect.stringContaining('forgotten') }]);
  });

  it('never deletes, and names what was deleted', async () => {
    const atlassian = faces.nameOf('atlassian');
    const deleting = await startBench(() => faces.instance('atlassian', { deleteOnDisable: true }));
    try {
      const made = await deleting.apply(
        await deleting.plan([{ op: 'create', person: 'E1', profile: profile('E1') }], atlassian),
      );
      const undo = await deleting.undo(made.run.id);
      expect(await deleting.linesOf(undo.path)).toContainEqual(
        expect.objectContaining({
          type: 'skip',
          would: 'disable',
          reason: 'not undone: the account was made by the run, and disabling would delete it there',
        }),
      );
      const [account] = await deleting.database.query<{ readonly vendor_id: string }>(
        'select vendor_id from iam.account',
      );
      const shut = await deleting.apply(
        await deleting.plan(
          [
            {
              op: 'disable',
              person: 'E1',
              vendorId: account?.vendor_id ?? '',
              pre: { hash: 'x', active: true },
            },
          ],
          atlassian,
        ),
      );
      expect(await deleting.linesOf((await deleting.undo(shut.run.id)).path)).toContainEqual(
        expect.objectContaining({ type: 'skip', reason: expect.stringContaining('was deleted') }),
      );
    } finally {
      await deleting.close();
    }
  });

  it('reads first where the end of an attempt is not known', async () => {
    await create('E1', 'E2', 'E3');
    const aws = faces.byName(app);
    const [id1, id2, id3] = [await idOf('E1'), await idOf('E2'), await idOf('E3')];
    // Of a run whose process died: what was begun has no end. One of the writes was carried out, one was not, one was overtaken.
    const { run } = await bench.apply(await bench.plan([], app));
    const ledger = createLedger(bench.database, () => new Date());
    for (const [n, person, vendorId] of [
      [11, 'E1', id1],
      [12, 'E2', id2],
      [13, 'E3', id3],
    ] as const) {
      await ledger.append({
        run: run.id,
        n,
        app,
        person,
        call: `00000000-0000-4000-8000-0000000000${n}`,
        kind: 'begun',
        worker: 'w-9',
        actor: 'jane',
        vendorId,
        command: 'iam-update-user',
        before: { title: 'Engineer' },
        changes: { title: { from: 'Engineer', to: 'Senior' } },
      });
    }
    await aws.run('iam-update-user', { 'user-profile': { id: id1, title: 'Senior' } });
    await aws.run('iam-update-user', { 'user-profile': { id: id3, title: 'Boss' } });
    const { items, skips } = await linesOf((await bench.undo(run.id)).path);
    expect(items).toMatchObject([{ person: 'E1', change: { title: ['Senior', 'Engineer'] } }]);
    expect(skips).toMatchObject([
      { person: 'E3', reason: expect.stringContaining('the end of an attempt is not known') },
    ]);
  });
});

const counts = async () => {
  const [row] = await bench.database.query<{ readonly attempts: number }>(
    'select count(*)::int as attempts from iam.attempt',
  );
  return { attempts: row?.attempts };
};

describe('a report', () => {
  const leave = async (...people: readonly string[]) => {
    const items = [];
    for (const person of people) {
      items.push({
        op: 'disable' as const,
        reason: 'leaver' as const,
        person,
        vendorId: await idOf(person),
        pre: { hash: 'x', active: true },
      });
    }
    return (await bench.apply(await bench.plan(items, app))).run.id;
  };

  const attested = (run: number, apps: readonly string[] = [app]) =>
    attest({
      sql: bench.database,
      run,
      apps,
      instances: apps,
      open: (name) =>
        Promise.resolve(
          name === 'gone'
            ? { tag: 'broken', why: 'its token is missing' }
            : { tag: 'open', instance: faces.byName(name) },
        ),
      now: () => new Date(),
    });

  it('says what was found and done with every leaver, by whom, and by which request', async () => {
    await create('E1', 'E2', 'E3');
    await faces.byName(app).run('iam-disable-user', { 'user-profile': { id: await idOf('E2') } });
    const id = await leave('E1', 'E2');
    const run = await runRecord(bench.database, id);
    if (run === undefined) {
      throw new Error('no run');
    }
    const report = await makeReport({ database: bench.database, run, made: new Date(), madeBy: 'auditor' });
    expect(report.leavers).toMatchObject([
      { person: 'E1', found: 'active', done: 'disabled', by: 'jane', requestIds: [expect.any(String)] },
      { person: 'E2', found: 'not active', done: 'already', requestIds: [] },
    ]);
    expect(report.counts).toEqual([{ app, op: 'disable', state: 'done', count: 2 }]);
    expect(report.ledger.broken).toBeUndefined();
    expect(report.ledger.ends.length).toBeGreaterThan(0);
    expect(isUnchanged(report)).toBe(true);
    expect(isUnchanged({ ...report, leavers: report.leavers.slice(1) })).toBe(false);
    const text = reportMarkdown(report);
    expect(text).toContain('**Personal data.**');
    expect(text).toContain('| E1 | e1@example.com |');
    expect(text).toContain(report.sha256);
  });

  it('attests what is closed only from a fresh look, in every application', async () => {
    await create('E1', 'E2');
    const slack = faces.nameOf('slack');
    await faces.byName(slack).run('iam-create-user', { 'user-profile': profile('E2') as never });
    const id = await leave('E1', 'E2');
    expect(await attested(id)).toMatchObject({
      isClosed: true,
      leavers: 2,
      rows: [
        { person: 'E1', access: 'closed', found: 'not active', by: 'id' },
        { person: 'E2', access: 'closed', found: 'not active', by: 'id' },
      ],
    });
    // The ledger says that E1 is disabled; they were enabled by hand since. E2 has an account that no plan knows.
    await faces.byName(app).run('iam-enable-user', { 'user-profile': { id: await idOf('E1') } });
    const later = await attested(id, [app, slack, 'gone']);
    expect(later.isClosed).toBe(false);
    expect(later.rows.map(({ person, app: where, access }) => [person, where, access])).toEqual([
      ['E1', app, 'open'],
      ['E1', slack, 'closed'],
      ['E1', 'gone', 'not known'],
      ['E2', app, 'closed'],
      ['E2', slack, 'open'],
      ['E2', 'gone', 'not known'],
    ]);
  });

  it('tells attempts that died, and what was found afterwards', async () => {
    await create('E1');
    const id = await leave('E1');
    const ledger = createLedger(bench.database, () => new Date());
    const row = {
      run: id,
      n: 7,
      app,
      person: 'E1',
      worker: 'w-9',
      actor: 'jane',
      vendorId: 'v',
      command: 'iam-disable-user',
    };
    await ledger.append({ ...row, call: '00000000-0000-4000-8000-000000000001', kind: 'begun' });
    await ledger.append({
      ...row,
      call: '00000000-0000-4000-8000-000000000002',
      kind: 'ended',
      outcome: 'already',
      effect: 'none',
    });
    const run = await runRecord(bench.database, id);
    if (run === undefined) {
      throw new Error('no run');
    }
    const report = await makeReport({ database: bench.database, run, made: new Date(), madeBy: 'auditor' });
    expect(report.died).toMatchObject([{ person: 'E1', worker: 'w-9', foundAfterwards: 'already' }]);
  });
});
