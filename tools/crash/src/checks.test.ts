import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const checks = pathToFileURL(join(__dirname, 'checks.mjs')).href;

/** The problems that the checks find, asked in a process of its own because the tool is made of ES modules. */
const problemsOf = (change: string): string[] =>
  JSON.parse(
    execFileSync(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { problemsOf } from ${JSON.stringify(checks)};
       const people = [{ person: 'E1', name: 'e1@example.com', op: 'create', wanted: { active: true, title: 'Senior' } }];
       const write = { method: 'POST', path: '/Users', status: 201, user: 'v1', name: 'e1@example.com', from: 10, until: 20 };
       const attempt = { n: 1, person: 'E1', call: 'c1', worker: 'w1', command: 'iam-create-user' };
       const evidence = {
         users: [{ id: 'v1', userName: 'e1@example.com', active: true, title: 'Senior' }],
         groups: [{ displayName: 'Sales', members: [] }],
         requests: [write],
         items: [{ n: 1, person: 'E1', phase: 0, state: 'done', said: 'created' }],
         attempts: [{ ...attempt, kind: 'begun' }, { ...attempt, kind: 'ended', outcome: 'created' }],
         broken: undefined,
       };
       ${change};
       process.stdout.write(JSON.stringify(problemsOf({ people }, evidence, { isDead: (name) => name === 'killed' })));`,
    ]).toString(),
  ) as string[];

it('is content with a world that is as the plan says', () => {
  expect(problemsOf('')).toEqual([]);
});

it.each([
  ['a person who is lost', 'evidence.users = []', 'lost'],
  [
    'a person who is there twice',
    `evidence.users.push({ ...evidence.users[0], id: 'v2', userName: 'again-1-e1@example.com' })`,
    'doubled, 2 accounts',
  ],
  ['a person who may not sign in', 'evidence.users[0].active = false', 'should be'],
  ['a person who is in a group', `evidence.groups[0].members = ['v1']`, 'should be'],
  ['accounts without a person', `evidence.users.push({ id: 'x', userName: 'x' })`, '1 accounts of nobody'],
  [
    'a write more than planned',
    'evidence.requests.push({ ...write, from: 30, until: 40 })',
    '2 accepted writes, 1 planned',
  ],
  ['a write that is missing', 'evidence.requests = []', '0 accepted writes'],
  [
    'two writes at the same time',
    'evidence.requests.push({ ...write, from: 19, until: 40 })',
    'two writes at the same time',
  ],
  ['an item that is not done', `evidence.items[0].state = 'stale'`, 'the item is stale'],
  ['a begun without its end, of a worker that lives', 'evidence.attempts.pop()', 'begun by w1, which lives'],
  ['an end without its begun', 'evidence.attempts.shift()', 'created without its begun'],
  ['an end that is there twice', 'evidence.attempts.push(evidence.attempts[1])', 'ended twice'],
  ['a chain that is broken', `evidence.broken = { problem: 'changed' }`, 'the chain is broken'],
])('sees %s', (_what, change, problem) => {
  expect(problemsOf(change).join('\n')).toContain(problem);
});

it('lets the attempts of the dead have begun only', () => {
  expect(
    problemsOf(`evidence.attempts.push({ ...attempt, call: 'c0', kind: 'begun', worker: 'killed' })`),
  ).toEqual([]);
});
