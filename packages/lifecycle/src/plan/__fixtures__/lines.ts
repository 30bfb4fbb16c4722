import type { GuardLine, ItemLine, PlanHead, SumLine } from '../file/plan-line';

export const HEAD: PlanHead = {
  type: 'plan',
  format: 'iam-plan/1',
  id: '01JDK0000000000000000000000',
  made: '2026-11-26T15:40:00.000Z',
  madeBy: 'hr-sync',
  today: '2026-11-26T15:40:00.000Z',
  feed: { uri: 'file:hr.csv', sha256: '9c1f', rows: 3, errors: 0, previousRows: null },
  config: { sha256: '77ab', core: '0.1.0' },
  ledger: { id: 'b1946ac9-2492-4d23-9e0e-000000000000', serial: 42 },
  expires: '2026-11-27T15:40:00.000Z',
  refreshed: { AWS: '2026-11-26T15:39:00.000Z' },
};

export const GUARD: GuardLine = {
  type: 'guard',
  app: '*',
  rule: 'leavers',
  value: 0,
  of: 3,
  limit: '2 %, at least 5',
  ok: true,
  text: 'leavers 0 of 3',
};

export const SUM: SumLine = { type: 'sum', apps: {}, sha256: 'e3b0c442' };

export const itemLine = (n: number, more: Partial<ItemLine> = {}): ItemLine => ({
  type: 'item',
  n,
  app: 'AWS',
  person: `E${n}`,
  who: `e${n}@example.com`,
  op: 'update',
  reason: 'mover',
  because: ['title'],
  vendorId: `id-${n}`,
  pre: { hash: 'a1', active: true },
  change: { title: ['Engineer', 'Senior Engineer'] },
  post: { hash: 'b7', active: true },
  profile: { employeeid: `E${n}`, email: `e${n}@example.com`, title: 'Senior Engineer' },
  requests: 2,
  ...more,
});
