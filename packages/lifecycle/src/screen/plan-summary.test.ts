import { HEAD, GUARD } from '../plan/__fixtures__/lines';
import { newSum, countsOf } from '../plan/guards/app-counts';
import type { MadePlan } from '../plan/plan-request';
import type { AppCounts } from '../plan/file/plan-line';
import { planSummary, type SummaryMeans } from './plan-summary';

const counts = (more: Partial<AppCounts> = {}): AppCounts => ({ ...countsOf(newSum(), false), ...more });

const nextOf = (more: Partial<MadePlan>, approval: SummaryMeans['approval'] = 'none'): string => {
  const lines = planSummary(
    {
      path: '/x/p.jsonl',
      head: HEAD,
      guards: [GUARD],
      apps: { AWS: counts() },
      sha256: '',
      looked: 0,
      remarks: [],
      leftOut: {},
      exit: 3,
      ...more,
    },
    { cwd: '/x', columns: 80, approval },
  ).split('\n');
  return lines.slice(lines.findIndex((line) => /^(guards|STOPPED)/.test(line)) + 1).join('\n');
};

const UPDATE = counts({ ops: { update: 2 }, reasons: { mover: 2 }, estimateSeconds: 1 });
const HELD = counts({ ops: { disable: 2 }, reasons: { missing: 2 }, held: 2 });

it.each<[string, string, string]>([
  [
    'what is to be done',
    nextOf({ apps: { AWS: UPDATE } }),
    'Next: iam show p.jsonl, then iam apply p.jsonl (about 1 s).',
  ],
  ['nothing', nextOf({ exit: 0 }), 'Nothing to do: everybody is as they should be.'],
  [
    'what is skipped alone',
    nextOf({ apps: { AWS: counts({ skipped: 1 }) }, exit: 0 }),
    'skipped  1, each with its reason (iam show p.jsonl)\nNothing to do, apart from what is skipped.',
  ],
  [
    'people alone who could not be decided about',
    nextOf({ apps: { AWS: counts({ skipped: 3, unclear: 1 }) }, exit: 1 }),
    'skipped  3, each with its reason (iam show p.jsonl); of 1 it cannot be told what is to be done\n' +
      'Nothing to do, apart from people whom this plan could not decide about. Who, and why: iam show p.jsonl',
  ],
  [
    'what is held alone',
    nextOf({ apps: { AWS: HELD } }),
    'held     2: they wait for a person (iam show p.jsonl)\nNothing is applied before a person releases it. See why: iam show p.jsonl; ' +
      'then iam approve p.jsonl --person KEY, and iam apply p.jsonl.',
  ],
  [
    'both',
    nextOf({ apps: { AWS: HELD, Okta: UPDATE } }),
    'held     2: they wait for a person (iam show p.jsonl)\nNext: iam show p.jsonl, then iam apply p.jsonl (about 1 s); ' +
      'what is held is left out unless iam approve releases it.',
  ],
  [
    'what nothing depends on, and a reader should know',
    nextOf({
      exit: 1,
      remarks: ['AWS is left out of this plan: It is down.', 'a', 'b', 'c', 'd'],
      leftOut: { AWS: 'It is down.' },
    }),
    'note     a\nnote     b\nnote     c\n… and 1 more: iam show p.jsonl\nleft out AWS: It is down.\n' +
      'Plan again when what is left out can be read: iam plan',
  ],
  [
    'an application that is down, and nothing else',
    nextOf({ leftOut: { AWS: 'It is down.' }, exit: 1 }),
    'left out AWS: It is down.\nPlan again when what is left out can be read: iam plan',
  ],
  [
    'an application that is down, and changes in another',
    nextOf({ apps: { AWS: counts(), Okta: UPDATE }, leftOut: { AWS: 'It is down.' }, exit: 1 }),
    'left out AWS: It is down.\nNext: iam show p.jsonl, then iam apply p.jsonl (about 1 s).\nPlan again when what is left out can be read: iam plan',
  ],
  [
    'what is stopped',
    nextOf({
      apps: { AWS: { ...UPDATE, stopped: true } },
      guards: [{ ...GUARD, value: 9, ok: false }],
      exit: 4,
    }),
    'Nothing that is stopped is applied without an approval. See who: iam show p.jsonl\n' +
      'When that is right: iam approve p.jsonl --allow-leavers 9',
  ],
  [
    'one that is stopped, and another',
    nextOf({
      apps: { AWS: { ...UPDATE, stopped: true }, Okta: UPDATE },
      guards: [{ ...GUARD, app: 'AWS', value: 9, ok: false }],
      exit: 4,
    }),
    'Nothing that is stopped is applied without an approval. See who: iam show p.jsonl\n' +
      'When that is right: iam approve p.jsonl --allow-leavers 9\nNext: iam show p.jsonl, then iam apply p.jsonl (about 1 s).',
  ],
  [
    'a feed that cannot be used',
    nextOf({ guards: [{ ...GUARD, rule: 'feed', ok: false }], exit: 4 }),
    'Such a plan names nobody, and no approval allows it. Correct the feed (iam feed check shows what is understood of it), then: iam plan',
  ],
  [
    'a plan that one person has to approve',
    nextOf({ apps: { AWS: UPDATE } }, 'one-person'),
    'Next: iam show p.jsonl, iam approve p.jsonl, then iam apply p.jsonl (about 1 s).',
  ],
  [
    'a plan that another person has to approve',
    nextOf({ apps: { AWS: UPDATE } }, 'two-people'),
    'Next: iam show p.jsonl, iam approve p.jsonl (signed by another person), then iam apply p.jsonl (about 1 s).',
  ],
])('says what is next for %s', (_, said, wanted) => {
  expect(said).toBe(wanted);
});

it('has no numbers for an application that could not be read', () => {
  const text = planSummary(
    {
      path: '/x/p.jsonl',
      head: HEAD,
      guards: [],
      apps: { AWS: counts(), Okta: UPDATE },
      sha256: '',
      looked: 0,
      remarks: [],
      leftOut: { AWS: 'down' },
      exit: 1,
    },
    { cwd: '/x', columns: 80, approval: 'none' },
  );

  expect(text).toMatch(/^AWS( +–)+$/m);
  expect(text).toMatch(/^Okta +0 +2 +0/m);
});

it('shows no numbers of a plan whose feed cannot be used', () => {
  const made = {
    path: '/x/p.jsonl',
    head: HEAD,
    apps: { AWS: counts() },
    sha256: '',
    looked: 0,
    remarks: [],
    leftOut: {},
    exit: 4,
  } as const;
  const means: SummaryMeans = { cwd: '/x', columns: 120, approval: 'none' };
  const stopped = { ...GUARD, rule: 'feed', ok: false } as const;

  expect(planSummary({ ...made, guards: [GUARD] }, means)).toMatch(/joiners +movers[^]*AWS/);
  expect(planSummary({ ...made, guards: [stopped] }, means)).not.toMatch(/joiners|AWS/);
});
