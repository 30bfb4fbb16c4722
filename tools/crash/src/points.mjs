import { problemsOf } from './checks.mjs';
import { verifyChain } from './engine.mjs';
import { evidenceOf, makeWorld, peopleOf } from './world.mjs';
import { startWorker } from './workers.mjs';

const POINTS = ['before-call', 'after-call', 'before-commit', 'after-commit'];

/** The command in which each kind of item is written. */
const COMMANDS = {
  create: 'iam-create-user',
  update: 'iam-update-user',
  disable: 'iam-disable-user',
  enable: 'iam-update-user',
  groups: 'iam-update-group',
};

const AT_ONCE = 4;

/** Kills a worker at each point of each kind of item, lets another one finish, and checks what is left. */
export const points = async ({ server, faces, say }) => {
  const cases = faces.flatMap((face) =>
    POINTS.flatMap((point) =>
      Object.entries(COMMANDS).map(([op, command]) => ({ face, point, op, command })),
    ),
  );
  const problems = [];
  const next = async () => {
    for (let one = cases.shift(); one !== undefined; one = cases.shift()) {
      const { face, point, op } = one;
      problems.push(
        ...(await crashOnce(server, one)).map((problem) => `${op} at ${face}, killed ${point}: ${problem}`),
      );
    }
  };
  const count = cases.length;
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  say(`  ${count} crashes, one at each point of each kind of item`);
  return problems;
};

const crashOnce = async (server, { face, point, op, command }) => {
  const world = await makeWorld({ server, face, people: peopleOf(1, [op]) });
  const job = { plan: world.plan, url: world.url, vendor: world.vendor.url, face };
  try {
    const end = await startWorker({ ...job, name: 'w1', sabotage: { point, command } }).over;
    if (end !== 'SIGKILL') {
      return [`the worker was not killed; it ended with ${end}`];
    }
    const second = startWorker({ ...job, name: 'w2' });
    const over = await second.over;
    const evidence = await evidenceOf(world, verifyChain);
    const of = (worker, kind) =>
      evidence.attempts.filter((attempt) => attempt.worker === worker && attempt.kind === kind).length;
    const [account] = evidence.accounts;
    const wrote = of('w1', 'begun') === 1;
    return [
      ...(over === 0 ? [] : [`the next worker ended with ${over}: ${JSON.stringify(second.said)}`]),
      ...problemsOf(world, evidence, { isDead: (name) => name === 'w1' }),
      ...(wrote ? [] : [`the ledger does not tell that w1 began (${of('w1', 'begun')})`]),
      ...(of('w1', 'ended') ===
      (point.endsWith('commit') || (op === 'groups' && point.endsWith('commit'))
        ? endsOf(op)
        : of('w1', 'ended'))
        ? []
        : ['the ledger does not tell that w1 ended']),
      ...(account === undefined || account.active !== world.people[0].wanted.active
        ? [`the account is known as ${JSON.stringify(account)}`]
        : []),
      ...(op === 'disable' && account?.disabled_by === 'before'
        ? ['our own disabling is taken for one that was there before']
        : []),
    ];
  } finally {
    world.vendor.stop();
  }
};

/** A groups item is recorded first, and then its group is written. */
const endsOf = (op) => (op === 'groups' ? 2 : 1);
