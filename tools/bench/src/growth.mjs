// How time grows with untrusted input: four times the text or list should take about four times as long. Faster growth would
// let one reply or one file stop a process.
import { createInstance, printable, readArguments, tableToMarkdown } from '@iam/core';
import { equals, scimMappers } from '@iam/core/scim';
import { scim } from '@iam/scim';
import { round } from './measure.mjs';

const SIZE = 10_000;
const ROUNDS = 15;
/** Collecting garbage and growing tables cost more than a constant share. */
const MOST = 8;

export const growth = async () => {
  const { outgoing, incoming } = scimMappers({ name: 'bench' });
  const list = (size, make) => Array.from({ length: size }, (_, index) => make(index));
  const elements = (size, mark) =>
    list(size, (index) => ({ value: `${mark}${index}`, type: `type ${index}` }));
  const profile = (data) => readArguments('iam-get-user', { 'user-profile': JSON.stringify(data) });
  const known = { id: '1', userName: 'jane', active: true };
  const updating = (size) =>
    updateOf({ ...known, emails: elements(size, 'a') }, { emails: elements(size, 'b') });
  const growing = {
    'arguments with many keys': (size) => () =>
      profile(Object.fromEntries(list(size, (index) => [`k${index}`, index]))),
    'arguments that break off': (size) => () =>
      readArguments('iam-get-user', { 'user-profile': `{"a":"${'\\\\'.repeat(size)}` }),
    'ids of members': (size) => () =>
      readArguments('iam-update-group', { scim: { id: '1' }, memberIdsToAdd: list(size, String).join() }),
    'a filter': (size) => () => equals('userName', '"\\'.repeat(size)),
    'the outgoing mapper': (size) => () =>
      outgoing.map(Object.fromEntries(list(size, (index) => [`k${index}`, index])), 'User Profile - Create'),
    'the incoming mapper': (size) => () => incoming.map({ emails: elements(size, 'a') }, 'User Profile'),
    'a table of many rows': (size) => () =>
      tableToMarkdown(
        'T',
        list(size, (index) => ({ a: `|\n${index}` })),
      ),
    'a table of one long cell': (size) => () => tableToMarkdown('T', [{ a: '|`\n'.repeat(size) }]),
    'text with terminal escapes': (size) => () => printable('\u001b[31m'.repeat(size)),
    'an update of a long list': updating,
  };
  const rows = [];
  for (const [what, make] of Object.entries(growing)) {
    const times = [];
    for (const size of [SIZE, 4 * SIZE]) {
      times.push(await timeOf(await make(size)));
    }
    const factor = times[1] / times[0];
    rows.push({
      what: `growth, four times the input: ${what}`,
      value: `${round(factor, 1)}×`,
      goal: `≤ ${MOST}×`,
      met: factor <= MOST,
    });
  }
  return rows;
};

const timeOf = async (operation) => {
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await operation();
    times.push(performance.now() - started);
  }
  // The minimum, because other load on the machine can only add time.
  return Math.min(...times);
};

/** A whole command on an in-memory vendor; the record it sends is compared with the profile. */
const updateOf = (record, changes) => {
  const resources = Buffer.from(JSON.stringify({ totalResults: 1, Resources: [record] }));
  const one = Buffer.from(JSON.stringify(record));
  const instance = createInstance(
    scim,
    { url: 'http://127.0.0.1:9', token: 'bench-token' },
    {
      name: 'bench',
      transport: async ({ method }) => ({
        status: 200,
        headers: [],
        body: method === 'GET' ? resources : one,
      }),
    },
  );
  return async () => {
    const result = await instance.run('iam-update-user', {
      'user-profile': { username: 'jane', ...changes },
    });
    if (result.status !== 'done') {
      throw new Error(result.failure.message);
    }
  };
};
