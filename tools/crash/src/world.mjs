import { join } from 'node:path';
import { APP, openInstance } from './faces.mjs';
import {
  connect,
  countsOf,
  draftPlan,
  newSum,
  openDatabase,
  planId,
  readStore,
  recordPlan,
} from './engine.mjs';
import { startVendor } from './vendor.mjs';

const KINDS = ['create', 'create', 'update', 'disable', 'enable', 'groups'];
const GROUPS = ['Engineers', 'Sales', 'Support'];

const nameOf = (person) => `${person.toLowerCase()}@example.com`;

const profileOf = (person, title) => ({
  employeeid: person,
  username: nameOf(person),
  email: nameOf(person),
  givenname: 'Ann',
  surname: person,
  displayname: `Ann ${person}`,
  title,
});

/** As many people as asked for: who is there already, and what is to become of each. Every third is put into a group. */
export const peopleOf = (count, kinds = KINDS) =>
  Array.from({ length: count }, (_, index) => {
    const person = `E${String(index + 1).padStart(6, '0')}`;
    const op = kinds[index % kinds.length];
    const isThere = op !== 'create';
    const group = op === 'groups' || (kinds === KINDS && op !== 'disable' && index % 3 === 0);
    return {
      person,
      op,
      name: nameOf(person),
      id: isThere ? `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}` : undefined,
      wasActive: op !== 'enable',
      wanted: {
        active: op !== 'disable',
        title: ['create', 'update', 'enable'].includes(op) ? 'Senior' : 'Engineer',
        group: group ? GROUPS[index % GROUPS.length] : undefined,
      },
    };
  });

const seedOf = ({ person, id, name, wasActive }) => ({
  id,
  userName: name,
  externalId: person,
  name: { givenName: 'Ann', familyName: person },
  displayName: `Ann ${person}`,
  title: 'Engineer',
  emails: [{ value: name, type: 'work', primary: true }],
  active: wasActive,
});

/** A vendor with those who are there, an empty database, and the plan. */
export const makeWorld = async ({ server, people, face, ...vendorOptions }) => {
  const there = people.filter(({ id }) => id !== undefined);
  const { rate, ...traffic } = vendorOptions;
  const vendor = await startVendor({
    face,
    users: there.map(seedOf),
    groups: GROUPS.map((displayName) => ({ displayName })),
    ...traffic,
  });
  const { name, url } = await server.create();
  const database = await openDatabase({ env: { ...process.env, IAM_DATABASE_URL: url } });
  const seeds = new Map(there.map((one) => [one.id, { ...seedOf(one), schemas: [] }]));
  await database.copyInto(
    'iam.account',
    ['app', 'vendor_id', 'person', 'username', 'email', 'active', 'record', 'record_hash', 'seen'],
    there.map((one) => [
      APP,
      one.id,
      one.person,
      one.name,
      one.name,
      one.wasActive,
      seeds.get(one.id),
      Buffer.from(''),
      new Date(),
    ]),
  );
  const instance = openInstance(face, vendor.url);
  const plan = await writePlan(
    server.folder,
    database,
    people.map((one, index) => itemOf(one, index, instance, seeds)),
  );
  await database.close();
  return { people, face, rate, vendor, plan, database: name, url };
};

const itemOf = (one, index, instance, seeds) => {
  const { person, op, id, name, wasActive, wanted } = one;
  const isWritten = ['create', 'update', 'enable'].includes(op);
  const profile = profileOf(person, wanted.title);
  const change =
    isWritten && id !== undefined
      ? instance.difference(
          { id, username: name, email: name, active: wasActive, details: seeds.get(id) },
          { ...profile, id },
        )
      : {};
  return {
    type: 'item',
    n: index + 1,
    app: APP,
    person,
    who: name,
    op,
    reason: 'joiner',
    because: [],
    ...(id === undefined ? {} : { vendorId: id, pre: { hash: 'sha256:x', active: wasActive } }),
    change: Object.fromEntries(Object.entries(change).map(([key, { from, to }]) => [key, [from, to]])),
    ...(isWritten ? { profile } : {}),
    ...(wanted.group === undefined ? {} : { groups: { add: [wanted.group], remove: [] } }),
    post: { active: wanted.active },
    requests: 2,
  };
};

const writePlan = async (folder, database, items) => {
  const draft = await draftPlan([APP], { folder: join(folder) });
  for (const item of items) {
    await draft.app(APP).add(item);
  }
  const head = {
    type: 'plan',
    format: 'iam-plan/1',
    id: planId(new Date()),
    made: new Date().toISOString(),
    madeBy: 'crash',
    today: new Date().toISOString(),
    feed: { uri: 'file:hr.csv', sha256: 'x', rows: items.length, errors: 0, previousRows: null },
    config: { sha256: 'crash', core: '0' },
    ledger: { id: (await readStore(database)).id, serial: 0 },
    expires: '2099-01-01T00:00:00.000Z',
    refreshed: {},
  };
  const written = await draft.finish({ head, guards: [], sums: { [APP]: countsOf(newSum(), false) } });
  await draft.discard();
  await recordPlan(database, head, written, true);
  return written.path;
};

/** How many items are not over. */
export const openItems = async (world) => {
  const database = connect(world.url, 'embedded');
  try {
    const [row] = await database.query(
      `select count(*)::int as open from iam.item where state in ('pending', 'running')`,
    );
    return row.open;
  } finally {
    await database.close();
  }
};

/** Everything that the checks look at, once nothing runs any more. */
export const evidenceOf = async (world, verifyChain) => {
  const database = connect(world.url, 'embedded');
  try {
    return {
      ...(await world.vendor.ask('report')),
      items: await database.query('select n, person, phase, state, said, attempts from iam.item order by n'),
      attempts: await database.query(
        'select n, person, call, kind, worker, command, outcome, effect from iam.attempt order by id',
      ),
      accounts: await database.query('select person, vendor_id, active, disabled_by from iam.account'),
      broken: await verifyChain(database),
    };
  } finally {
    await database.close();
  }
};
