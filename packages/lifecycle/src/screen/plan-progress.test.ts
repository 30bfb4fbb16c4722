import type { PlanStep } from '../plan/plan-step';
import { planProgress } from './plan-progress';

const saidOf = (steps: readonly PlanStep[]): readonly string[] => {
  const said: string[] = [];
  const progress = planProgress({ err: (text) => said.push(text), rewrite: (line) => said.push(line) });
  steps.forEach(progress.onStep);
  progress.end();
  return said;
};

it('says how far the feed, the applications and the people are, and takes its line away at the end', () => {
  expect(
    saidOf([
      { tag: 'feed', rows: 1200 },
      { tag: 'reading', app: 'AWS', accounts: 100 },
      { tag: 'people', done: 500, of: 1200 },
    ]),
  ).toEqual(['reads the feed: 1,200 rows', 'reads AWS: 100', 'decides: 500 of 1,200 people', '']);
});

it('names applications that are read at the same time, as long as they are', () => {
  expect(
    saidOf([
      { tag: 'reading', app: 'AWS', accounts: 0 },
      { tag: 'reading', app: 'Okta', accounts: 7, of: 30 },
      { tag: 'read', app: 'AWS' },
      { tag: 'read', app: 'Okta' },
    ]),
  ).toEqual(['reads AWS: 0', 'reads AWS: 0, Okta: 7 of 30', 'reads Okta: 7 of 30', '']);
});

it('shows control characters of a name as text', () => {
  expect(saidOf([{ tag: 'reading', app: 'A\u001b[2J', accounts: 1 }])[0]).not.toContain('\u001b');
});
