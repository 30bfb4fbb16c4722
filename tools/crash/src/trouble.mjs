import { setTimeout as wait } from 'node:timers/promises';
import { problemsOfApplyingAgain } from './applied-again.mjs';
import { acceptedWrites, problemsOf } from './checks.mjs';
import { verifyChain } from './engine.mjs';
import { evidenceOf, makeWorld, peopleOf } from './world.mjs';
import { startWorker } from './workers.mjs';

const RATE = 20;
/** What was on its way when the trouble began has been written by then. */
const ON_ITS_WAY_MS = 3000;
const LOOK_MS = 200;

/**
 * Two workers apply a plan while the database is in trouble for a while, which they must outlive: they say so, write nothing meanwhile, and
 * end by themselves when it is over. `during` is the trouble, from its first moment to its last; it says from when on nothing can be recorded,
 * and when that is almost over.
 */
export const trouble = async ({ server, say, items, what, during, words }) => {
  const face = 'aws';
  const world = await makeWorld({ server, face, people: peopleOf(items), rate: RATE, latencyMs: 15 });
  const job = { plan: world.plan, url: world.url, vendor: world.vendor.url, face, rate: RATE };
  const workers = ['w1', 'w2'].map((name) => startWorker({ ...job, name }));
  const report = () => world.vendor.ask('report');
  const written = async () => acceptedWrites(await report()).length;
  while ((await written()) < items / 4) {
    await wait(LOOK_MS);
  }
  const begun = Date.now();
  let before;
  let after;
  await during({
    url: world.url,
    isTotal: async () => {
      await wait(ON_ITS_WAY_MS);
      before = await written();
    },
    isAlmostOver: async () => {
      after = await written();
    },
  });
  const seconds = Math.round((Date.now() - begun) / 1000);
  const ends = await Promise.all(workers.map(({ over }) => over));
  const evidence = await evidenceOf(world, verifyChain);
  const notes = workers.map(({ said }) => said.flatMap(({ noted }) => noted ?? []));
  const problems = [
    ...ends.flatMap((end, index) =>
      end === 0 ? [] : [`${workers[index].name} ended with ${end}: ${JSON.stringify(workers[index].said)}`],
    ),
    ...notes.flatMap((sentences, index) =>
      sentences.some((sentence) => words.test(sentence))
        ? []
        : [`${workers[index].name} did not say what is wrong: ${JSON.stringify([...new Set(sentences)])}`],
    ),
    ...(after === before ? [] : [`${after - before} writes were sent during the trouble`]),
    ...problemsOf(world, evidence, { isDead: () => true }),
    ...(await problemsOfApplyingAgain(world, evidence)),
  ];
  world.vendor.stop();
  say(
    `  ${items} items, ${what} for ${seconds} s; ${evidence.requests.length} requests, over after ${Math.round((Date.now() - begun) / 1000)} s`,
  );
  say(`  said: ${notes.flat().find((sentence) => words.test(sentence)) ?? 'nothing'}`);
  return problems;
};
