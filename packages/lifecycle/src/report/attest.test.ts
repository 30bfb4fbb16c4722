import { profileOf } from '../__fixtures__/profile-of';
import type { Reason } from '../plan/file/plan-line';
import { startBench, type UndoBench } from '../undo/__fixtures__/undo-bench';
import { startFaces, type Faces } from '../undo/__fixtures__/vendor-faces';
import { attest, type AttestMeans } from './attest';

let faces: Faces;
let bench: UndoBench;
let aws: string;
let slack: string;

beforeEach(async () => {
  faces = await startFaces();
  aws = faces.nameOf('aws-ilm');
  slack = faces.nameOf('slack');
  bench = await startBench((name) => faces.byName(name));
});

afterEach(async () => {
  await bench.close();
  await faces.sandbox.close();
});

const create = (app: string, ...people: readonly string[]) =>
  applied(
    app,
    people.map((person) => ({ op: 'create', person, profile: profileOf(person) })),
  );

const applied = async (app: string, items: Parameters<UndoBench['plan']>[0]): Promise<number> =>
  (await bench.apply(await bench.plan(items, app))).run.id;

const idOf = async (person: string, app: string): Promise<string> => {
  const [row] = await bench.database.query<{ readonly vendor_id: string }>(
    'select vendor_id from iam.account where app = $1 and person = $2',
    [app, person],
  );
  return row?.vendor_id ?? '';
};

const disable = async (app: string, reasons: Readonly<Record<string, Reason>>): Promise<number> => {
  const items = [];
  for (const [person, reason] of Object.entries(reasons)) {
    const vendorId = await idOf(person, app);
    items.push({ op: 'disable' as const, reason, person, vendorId, pre: { hash: 'x', active: true } });
  }
  return applied(app, items);
};

const attested = (run: number, onReading?: AttestMeans['onReading']) =>
  attest({
    ...(onReading === undefined ? {} : { onReading }),
    sql: bench.database,
    run,
    apps: [aws, slack],
    instances: [aws, 'Atlassian', slack],
    open: (name) => Promise.resolve({ tag: 'open', instance: faces.byName(name) }),
    now: () => new Date(),
  });

describe('an attestation', () => {
  it('reads who lost access in one application there, and leavers everywhere', async () => {
    await create(aws, 'E1', 'E2');
    await create(slack, 'E2');
    const run = await disable(aws, { E1: 'leaver', E2: 'unassigned' });

    expect(await attested(run)).toMatchObject({
      leavers: 1,
      others: 1,
      isClosed: true,
      rows: [
        { person: 'E1', app: aws, access: 'closed' },
        { person: 'E1', app: slack, access: 'closed', found: 'no account' },
        { person: 'E2', app: aws, access: 'closed', found: 'not active' },
      ],
    });
    // What the run closed was opened again since, by hand.
    await faces.byName(aws).run('iam-enable-user', { 'user-profile': { id: await idOf('E2', aws) } });
    const later = await attested(run);
    expect(later.isClosed).toBe(false);
    expect(later.rows).toContainEqual(expect.objectContaining({ person: 'E2', app: aws, access: 'open' }));
  });

  it('tells how many of those who are to be read it has read', async () => {
    await create(aws, 'E1', 'E2');
    const run = await disable(aws, { E1: 'leaver', E2: 'unassigned' });
    const steps: unknown[] = [];
    await attested(run, (step) => steps.push(step));

    expect(steps).toEqual([
      { tag: 'reading', app: aws, accounts: 1, of: 2 },
      { tag: 'reading', app: aws, accounts: 2, of: 2 },
      { tag: 'read', app: aws },
      { tag: 'reading', app: slack, accounts: 1, of: 1 },
      { tag: 'read', app: slack },
    ]);
  });

  it('names the instances of the configuration that nobody was asked for', async () => {
    await create(aws, 'E1');
    expect(await attested(await disable(aws, { E1: 'leaver' }))).toMatchObject({ notCovered: ['Atlassian'] });
  });
});
