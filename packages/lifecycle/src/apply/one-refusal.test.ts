import type { Fault } from '@iam/sandbox';
import { profileOf } from '../__fixtures__/profile-of';
import { openBench, type ApplyBench } from './__fixtures__/apply-bench';
import { APP } from './__fixtures__/vendor-in-process';

// A vendor may refuse the change of one account for good, such as that of an owner: the others have nothing to do with it.

let bench: ApplyBench;

afterEach(() => bench.close());

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Leavers with an account each, and a vendor that refuses the changes of some. */
const start = async (count: number, refused: readonly string[], more: Partial<Fault> = {}) => {
  const people = Array.from({ length: count }, (_, index) => `E${String(index + 1).padStart(3, '0')}`);
  const users = people.map((person, index) => ({
    id: idOf(index + 1),
    userName: `${person.toLowerCase()}@example.com`,
    active: true,
  }));
  const faults = refused.map((path): Fault => ({
    method: 'PATCH',
    path,
    times: 'forever',
    fault: { status: 403, body: { schemas: [], detail: 'Owners are protected.' } },
    ...more,
  }));
  bench = await openBench({ users }, faults);
  for (const { id, userName } of users) {
    await bench.database.execute(
      `insert into iam.account (app, vendor_id, person, username, active, record, record_hash, seen)
       values ($1, $2, $3, $4, true, '{}', '', now())`,
      [APP, id, userName.slice(0, 4).toUpperCase(), userName],
    );
  }
  const path = await bench.plan(
    people.map((person, index) => ({
      op: 'disable',
      person,
      reason: 'leaver',
      vendorId: idOf(index + 1),
      pre: { hash: 'sha256:x', active: true },
      profile: profileOf(person),
    })),
  );
  return async () => {
    const { progress, run } = await bench.apply(path);
    return { app: progress.apps[0], state: run.state };
  };
};

const open = () => bench.vendor.vendor.users().filter(({ active }) => active !== false);

it('fails for the account that may not be changed, with the vendor’s words, and goes on with all others', async () => {
  const apply = await start(30, [`/**/${idOf(2)}`]);
  const { app, state } = await apply();

  expect({ app, state }).toMatchObject({
    app: { done: 29, failed: 1, open: 0, paused: null },
    state: 'done',
  });
  expect(open()).toMatchObject([{ id: idOf(2) }]);
  expect(await bench.database.query(`select said from iam.item where state = 'failed'`)).toEqual([
    { said: expect.stringContaining('Owners are protected.') as string },
  ]);
});

it('comes past several of them in a row, at the latest when it is applied again', async () => {
  const protectedOnes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const apply = await start(
    40,
    protectedOnes.map((n) => `/**/${idOf(n)}`),
  );
  let last = await apply();
  for (let round = 0; round < 4 && last.state !== 'done'; round += 1) {
    last = await apply();
  }

  expect(last).toMatchObject({ app: { done: 28, failed: 12, open: 0 }, state: 'done' });
  expect(open().map(({ id }) => id)).toEqual(protectedOnes.map(idOf));
});

it('pauses an application that refuses every change, and goes on when it does not any more', async () => {
  const apply = await start(30, ['**'], { times: 14 });
  const first = await apply();
  expect(first).toMatchObject({
    app: { done: 0, failed: 0, paused: expect.any(String) as string },
    state: 'applying',
  });
  let last = first;
  for (let round = 0; round < 6 && last.state !== 'done'; round += 1) {
    last = await apply();
  }

  expect(last).toMatchObject({ app: { done: 30, failed: 0, open: 0 }, state: 'done' });
  expect(open()).toEqual([]);
});

it('pauses an application that refuses the only change', async () => {
  const apply = await start(1, ['**']);

  expect(await apply()).toMatchObject({
    app: { open: 1, failed: 0, paused: expect.stringContaining('Owners are protected.') as string },
    state: 'applying',
  });
});
