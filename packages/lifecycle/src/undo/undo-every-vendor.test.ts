import type { Attributes } from '@iam/core';
import { FACES, startFaces, type Faces } from './__fixtures__/vendor-faces';
import { said } from './__fixtures__/said';
import { startBench, type UndoBench } from './__fixtures__/undo-bench';

let faces: Faces;
let bench: UndoBench;

beforeAll(async () => {
  faces = await startFaces();
  bench = await startBench((name) => faces.byName(name));
});

afterAll(async () => {
  await bench.close();
  await faces.sandbox.close();
});

const profile = (over: Attributes = {}): Attributes => ({
  employeeid: 'E1',
  username: 'ann.doe@example.com',
  email: 'ann.doe@example.com',
  givenname: 'Ann',
  surname: 'Doe',
  displayname: 'Ann Doe',
  title: 'Engineer',
  department: 'HR',
  ...over,
});

/** Of every kind of change: other, cleared, new; addresses, names, lists, what is nested, extensions. */
const MOVED = profile({
  surname: 'Roe',
  displayname: 'Ann Roe',
  title: null,
  location: 'Berlin',
  username: 'ann.roe@example.com',
  email: 'ann.roe@example.com',
  mobilephone: '+49 151 0000000',
  streetaddress: 'Long Street 1',
  city: 'Berlin',
  zipcode: '10115',
  department: 'IT',
  division: 'Research',
  costcenter: 'C-17',
  usertype: 'Employee',
  preferredlanguage: 'de-DE',
  timezone: 'Europe/Berlin',
});

const recordOf = async (app: string, id: string) => {
  const { vendor } = await faces.byName(app).run('iam-get-user', { 'user-profile': { id } });
  return { active: vendor.active, details: said(vendor.details) };
};

describe.each(FACES)('undo at %s', (face) => {
  let app: string;
  let id: string;

  beforeAll(async () => {
    app = faces.nameOf(face);
    const path = await bench.plan([{ op: 'create', person: 'E1', profile: profile() }], app);
    await bench.apply(path);
    const [row] = await bench.database.query<{ readonly vendor_id: string }>(
      'select vendor_id from iam.account where app = $1',
      [app],
    );
    id = row?.vendor_id ?? '';
  });

  const applied = async (path: string) => {
    const { run, progress } = await bench.apply(path);
    const states = await bench.database.query('select state, said from iam.item where run = $1', [run.id]);
    expect({ progress, states }).toMatchObject({ progress: { apps: [{ failed: 0, stale: 0, held: 0 }] } });
    return run.id;
  };

  it('gives back what an update changed, and an undo of the undo what it had changed', async () => {
    const before = await recordOf(app, id);
    const move = await applied(await bench.plan([await bench.update(app, id, 'E1', MOVED)], app));
    const moved = await recordOf(app, id);
    expect(moved).not.toEqual(before);

    const undo = await bench.undo(move);
    expect({ exit: undo.exit, skips: await skipsOf(undo.path) }).toEqual({ exit: 3, skips: [] });
    const back = await applied(undo.path);
    expect(await recordOf(app, id)).toEqual(before);

    const again = await bench.undo(back);
    await applied(again.path);
    expect(await recordOf(app, id)).toEqual(moved);
    expect(await skipsOf(again.path)).toEqual([]);
  });

  it('enables who was disabled, and disables who was made', async () => {
    const shut = await applied(
      await bench.plan(
        [{ op: 'disable', person: 'E1', vendorId: id, pre: { hash: 'x', active: true } }],
        app,
      ),
    );
    expect(await recordOf(app, id)).toMatchObject({ active: false });
    const open = await applied((await bench.undo(shut)).path);
    expect(await recordOf(app, id)).toMatchObject({ active: true });
    await applied((await bench.undo(open)).path);
    expect(await recordOf(app, id)).toMatchObject({ active: false });
  });

  const skipsOf = async (path: string) => (await bench.linesOf(path)).filter(({ type }) => type === 'skip');
});
