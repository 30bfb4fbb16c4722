import { openCompany, person } from './__fixtures__/company';
import { madeUpVendor } from './__fixtures__/made-up-vendor';
import type { PlanStep } from './plan-step';

it('a plan tells how far the feed, the applications and the people are', async () => {
  const company = await openCompany([
    madeUpVendor('Lists').instance,
    madeUpVendor('Asked', { lists: false }).instance,
  ]);
  try {
    const people = Array.from({ length: 250 }, (_, index) => person(`E${index}`));
    await company.apply(await company.plan(people));
    const steps: PlanStep[] = [];
    await company.plan(people, { onStep: (step) => steps.push(step) });

    expect(steps).toContainEqual({ tag: 'feed', rows: 250 });
    expect(steps.filter((step) => step.tag === 'reading' && step.app === 'Lists')).toEqual(
      [0, 100, 200].map((accounts) => ({ tag: 'reading', app: 'Lists', accounts })),
    );
    const asked = steps.filter((step) => step.tag === 'reading' && step.app === 'Asked');
    expect(asked[0]).toEqual({ tag: 'reading', app: 'Asked', accounts: 0, of: 250 });
    expect(asked.at(-1)).toMatchObject({ of: 250 });
    expect(steps.filter(({ tag }) => tag === 'read')).toEqual([
      { tag: 'read', app: 'Lists' },
      { tag: 'read', app: 'Asked' },
    ]);

    const decided: PlanStep[] = [];
    await company.plan(
      people.map((row) => ({ ...row, title: 'Chief' })),
      { onStep: (step) => decided.push(step), refresh: false },
    );
    expect(decided.at(-1)).toEqual({ tag: 'people', done: 250, of: 250 });
  } finally {
    await company.close();
  }
});
