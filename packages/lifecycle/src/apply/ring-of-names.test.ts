import { openCompany, person, type Company, type Planned, type Row } from '../plan/__fixtures__/company';
import { createPgBossQueue } from '../queue/pg-boss-queue';
import type { Queue } from '../queue/queue';
import { applyRequest, done, workMeans } from './__fixtures__/apply-for-test';
import { APP, startVendor, type VendorInProcess } from './__fixtures__/vendor-in-process';
import { applyPlan } from './apply-plan';
import { failedItems } from './run/run-items';
import type { WorkMeans } from './run/work-on-run';
import { temporaryNames, type TemporaryName } from './run/temporary-names';

// Three people exchange their names in a ring, and the application refuses the new name of one of them.

let vendor: VendorInProcess;
let company: Company;
let queue: Queue;
/** What the application refuses in the texts of a request: a whole address, or a part of one. */
let refused: { readonly text: string; readonly says: string } | undefined;
const TEMPORARY = '+iam-';
const refusing = (name: string): typeof refused => ({
  // A temporary name may end like an address of one letter.
  text: name === TEMPORARY ? name : JSON.stringify(name),
  says: `${name} is on the list of names that are not given.`,
});

beforeEach(async () => {
  refused = undefined;
  vendor = await startVendor({}, (inner) => ({
    ...inner,
    handle: (request) =>
      refused !== undefined && request.method !== 'GET' && request.text.includes(refused.text)
        ? {
            status: 400,
            body: { detail: refused.says },
            answered: null,
          }
        : inner.handle(request),
  }));
  company = await openCompany([vendor.open()]);
  queue = await createPgBossQueue({ connectionString: company.database.url, onError: () => undefined });
  await queue.start();
});

afterEach(async () => {
  await queue.stop();
  await company.close();
  await vendor.close();
});

const someone = (key: string, name: string): Row =>
  person(key, {
    email: `${name}@example.com`,
    username: `${name}@example.com`,
    givenname: 'Ann',
    surname: `Surname${key}`,
  });

const BEFORE = [someone('E1', 'a'), someone('E2', 'b'), someone('E3', 'c')];
const RING = [someone('E1', 'b'), someone('E2', 'c'), someone('E3', 'a')];

/** Who was not done, and why; and who was left with a temporary name. */
const apply = async (planned: Planned, people: readonly string[] = []): Promise<NotDone> => {
  const request = applyRequest(planned.path, {
    config: { hash: planned.head.config.sha256, approval: 'none', applications: [] },
    selection: { people, apps: [] },
    now: new Date(planned.head.made),
  });
  const open: WorkMeans['open'] = (_app, limiter) => Promise.resolve(vendor.open(limiter));
  const { database } = company;
  const { id } = done(await applyPlan(request, workMeans({ database, queue, open }))).run;
  const failed = await failedItems(database, id);
  const temporary = await temporaryNames(database, id);
  return { failed: failed.map(({ person: who, state, said }) => `${who} ${state}: ${said}`), temporary };
};

interface NotDone {
  readonly failed: readonly string[];
  readonly temporary: readonly TemporaryName[];
}

const ALL_DONE: NotDone = { failed: [], temporary: [] };

/** Employee id → user name, as the application has them. */
const names = (): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    vendor.vendor.users().map((user) => {
      const { externalId, userName } = user as Readonly<Record<string, unknown>>;
      return [String(externalId), userName];
    }),
  );

const AS_PLANNED = { E1: 'b@example.com', E2: 'c@example.com', E3: 'a@example.com' };

it('is brought to its end where nothing is refused', async () => {
  await apply(await company.plan(BEFORE));
  expect(await apply(await company.plan(RING))).toEqual(ALL_DONE);
  expect(names()).toEqual(AS_PLANNED);
});

const NOT_DONE = 'It comes after the change of';

describe.each([
  // E1 opens the ring with a temporary name, then go E3, E2 and E1.
  ['a@example.com', { E1: TEMPORARY, E2: 'b@', E3: 'c@' }, ['stale', 'stale', 'failed']],
  ['b@example.com', { E1: TEMPORARY, E2: 'c@', E3: 'a@' }, ['failed']],
  ['c@example.com', { E1: TEMPORARY, E2: 'b@', E3: 'a@' }, ['stale', 'failed']],
  [TEMPORARY, { E1: 'a@', E2: 'b@', E3: 'c@' }, ['stale', 'stale', 'stale', 'failed']],
] as const)('where %s is refused', (name, between, states) => {
  it('nobody else’s name is taken, the run says who has a temporary one, and the next plan puts it right', async () => {
    await apply(await company.plan(BEFORE));
    refused = refusing(name);
    const { failed, temporary } = await apply(await company.plan(RING));
    const now = names();
    expect(now).toEqual({
      E1: expect.stringContaining(between.E1) as string,
      E2: expect.stringContaining(between.E2) as string,
      E3: expect.stringContaining(between.E3) as string,
    });
    expect(failed.map((text) => text.split(/[ :]/)[1])).toEqual(states);
    const waited = failed.filter((text) => text.includes(NOT_DONE));
    expect(waited).toHaveLength(states.length - 1);
    expect(waited.filter((text) => text.split(NOT_DONE).length > 2)).toEqual([]);
    expect(temporary).toEqual(
      between.E1 === TEMPORARY ? [{ app: APP, person: 'b@example.com', name: now['E1'] }] : [],
    );

    refused = undefined;
    expect(await apply(await company.plan(RING))).toEqual(ALL_DONE);
    expect(names()).toEqual(AS_PLANNED);
    expect((await company.plan(RING)).said).toEqual([]);
  });
});

it('of which one person is asked for waits for the others', async () => {
  await apply(await company.plan(BEFORE));
  const plan = await company.plan(RING);
  const before = names();
  expect(await apply(plan, ['E1'])).toEqual(ALL_DONE);
  expect(names()).toEqual(before);
  expect(await apply(plan)).toEqual(ALL_DONE);
  expect(names()).toEqual(AS_PLANNED);
});

it('that is left in the middle by a cancelled run says so too', async () => {
  await apply(await company.plan(BEFORE));
  refused = refusing('c@example.com');
  const plan = await company.plan(RING);
  await apply(plan);
  const [run] = await company.database.query<{ readonly id: number }>(
    'select max(id)::int as id from iam.run',
  );
  await company.database.execute(
    `update iam.item set state = 'cancelled' where state in ('failed', 'stale')`,
  );
  expect(await temporaryNames(company.database, run?.id ?? 0)).toHaveLength(1);
});
