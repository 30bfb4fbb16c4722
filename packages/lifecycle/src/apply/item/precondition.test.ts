import type { ItemLine } from '../../plan/file/plan-line';
import { notAsReviewed } from './precondition';

const item = (over: Partial<ItemLine>): ItemLine => ({
  type: 'item',
  n: 1,
  app: 'aws',
  person: 'E1',
  who: 'ann@example.com',
  op: 'update',
  reason: 'mover',
  because: ['title'],
  vendorId: 'v-1',
  pre: { hash: 'sha256:x', active: true },
  change: { title: ['Engineer', 'Senior'], 'name.familyName': [null, 'Lee'] },
  post: { active: true },
  requests: 2,
  ...over,
});

const change = (from: unknown, to: unknown) => ({ from, to });
const asPlanned = { title: change('Engineer', 'Senior'), 'name.familyName': change(null, 'Lee') };

describe('notAsReviewed', () => {
  it('lets through what the plan shows', () => {
    expect(notAsReviewed(item({}), { changes: asPlanned, active: true })).toBeUndefined();
  });

  it('lets through less, because a part is so already', () => {
    const { title } = asPlanned;
    expect(notAsReviewed(item({}), { changes: { title }, active: true })).toBeUndefined();
  });

  it('takes empty, absent and null for the same', () => {
    const changes = { 'name.familyName': change('', 'Lee') };
    expect(notAsReviewed(item({}), { changes, active: true })).toBeUndefined();
  });

  it.each([
    [
      'another old value',
      { title: change('Boss', 'Senior') },
      true,
      'title is "Boss" and was "Engineer" in the plan',
    ],
    [
      'another new value',
      { title: change('Engineer', 'Chief') },
      true,
      'title would become "Chief", and "Senior" was planned',
    ],
    ['another attribute', { phone: change('1', '2') }, true, 'phone is "1", which the plan did not know'],
    ['a person who was disabled meanwhile', asPlanned, false, 'somebody has disabled it'],
  ])('keeps back %s', (_what, changes, active, said) => {
    expect(notAsReviewed(item({}), { changes, active })).toContain(said);
  });

  it('keeps back a change of an account that was disabled in the plan and is active now', () => {
    const disabled = item({ pre: { hash: 'sha256:x', active: false } });
    expect(notAsReviewed(disabled, { changes: asPlanned, active: true })).toContain(
      'somebody has enabled it',
    );
  });

  it('does not compare ids of other records, which a plan cannot show', () => {
    const changes = { ...asPlanned, 'manager.value': change('id-1', 'id-2') };
    expect(notAsReviewed(item({}), { changes, active: true }, ['manager'])).toBeUndefined();
    expect(notAsReviewed(item({}), { changes, active: true }, ['manage'])).toContain(
      'manager.value is "id-1"',
    );
  });

  it('lets an enable through whatever the activity is', () => {
    const enable = item({ op: 'enable', pre: { hash: 'sha256:x', active: false } });
    expect(
      notAsReviewed(enable, { changes: { ...asPlanned, active: change(false, true) }, active: true }),
    ).toBeUndefined();
  });

  it('locks a leaver out whatever else was changed', () => {
    const disable = item({ op: 'disable', change: {} });
    expect(notAsReviewed(disable, { changes: { phone: change('1', '2') }, active: true })).toBeUndefined();
  });

  it('does not judge activity where the vendor does not say it', () => {
    expect(notAsReviewed(item({}), { changes: asPlanned, active: null })).toBeUndefined();
  });
});
