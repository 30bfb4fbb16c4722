import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import { readStore } from '../database/store';
import { HEAD, SUM } from '../plan/__fixtures__/lines';
import { recordPlan } from '../plan/recorded-plan';
import { approvalRefusalText } from '../screen/apply-refusal';
import { approvalRefusal } from './approval-refusal';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await database.execute('update iam.store set serial = 9');
  await recordPlan(database, HEAD, { path: 'p.jsonl', sha256: SUM.sha256 }, false);
});
afterEach(() => database.drop());

const PRESENT = { now: new Date('2026-11-26T16:00:00Z'), config: HEAD.config.sha256 };

const planHere = async () => ({
  sum: SUM,
  head: { ...HEAD, ledger: { id: (await readStore(database)).id, serial: 1 } },
});

const addRun = (state: string, planId = HEAD.id, over: Partial<typeof HEAD> = {}): Promise<unknown> =>
  database.execute(
    `insert into iam.run (plan_id, plan_sha256, head, approvals, state, started_by) values ($1, '', $2, '[]', $3, 'jane')`,
    [planId, JSON.stringify({ ...HEAD, ledger: { id: '', serial: 1 }, ...over }), state],
  );

const said = async (present = PRESENT): Promise<string | undefined> => {
  const refusal = await approvalRefusal(await planHere(), present, database);
  return refusal === undefined ? undefined : approvalRefusalText('p.jsonl', refusal);
};

it('lets a plan be approved that waits for it', async () => {
  expect(await said()).toBeUndefined();
});

it.each([
  ['cancelled', 'Run 1 of this plan was cancelled. Plan again.'],
  ['done', 'Run 1 of this plan is over: an approval changes nothing any more. Plan again.'],
  ['applying', 'Run 1 of this plan has begun with what was approved then'],
])('refuses a plan whose run is %s', async (state, sentence) => {
  await addRun(state);
  expect(await said()).toContain(sentence);
});

const LATER = '01JDK0000000000000000000ZZ';

it('tells a later plan by the serial that the database gave it, whatever the clocks of the machines say', async () => {
  await addRun('done', LATER, { made: '2036-01-01T00:00:00.000Z', ledger: { id: '', serial: 0 } });
  expect(await said()).toBeUndefined();
  await addRun('done', `${LATER}Y`, { made: '2016-01-01T00:00:00.000Z', ledger: { id: '', serial: 2 } });
  expect(await said()).toContain('A plan that was made after this one was applied already');
});

it('refuses one that is outdated by a later plan, or by the time', async () => {
  await addRun('done', LATER, { made: '2026-11-26T15:50:00.000Z' });
  expect(await said()).toContain('A plan that was made after this one was applied already');
  expect(await said({ ...PRESENT, now: new Date('2026-11-28T00:00:00Z') })).toContain('was good until');
});

it('asks no other database, and the plan alone where there is none', async () => {
  await addRun('cancelled');
  expect(await approvalRefusal({ head: HEAD, sum: SUM }, PRESENT, database)).toBeUndefined();
  expect(await approvalRefusal(await planHere(), PRESENT, undefined)).toBeUndefined();
});

it('refuses one that the database does not know', async () => {
  await database.execute('delete from iam.plan');
  expect(await said()).toContain('p.jsonl is not known to this database');
});
