import type { Account } from '../account';

export const account = (vendorId: string, more: Partial<Account> = {}): Account => ({
  app: 'AWS',
  vendorId,
  username: null,
  email: null,
  employeeId: null,
  active: true,
  record: {},
  seenAt: '2026-06-01T00:00:00.000Z',
  person: null,
  desiredHash: null,
  disabledBy: null,
  disabledAt: null,
  goneAt: null,
  ...more,
});
