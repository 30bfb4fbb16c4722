import { canonicalHash, type Attributes, type IAMUserAppData, type Instance } from '@iam/core';
import type { Account } from './account';
import { folded, indexable } from './fold';

/** An account as the table has it (`iam.account`), in the names of its columns. */
export interface AccountRow {
  readonly app: string;
  readonly vendor_id: string;
  readonly person: string | null;
  readonly username: string | null;
  readonly email: string | null;
  readonly employee_id: string | null;
  readonly active: boolean | null;
  readonly state: string | null;
  readonly record: Attributes;
  readonly desired_hash: Buffer | null;
  readonly disabled_by: string | null;
  readonly disabled_at: Date | null;
  readonly gone_at: Date | null;
  readonly seen: Date;
}

/** The columns of an AccountRow, for a select under the alias `a`. */
export const ACCOUNT_COLUMNS =
  'a.app, a.vendor_id, a.person, a.username, a.email, a.employee_id, a.active, a.state, a.record, a.desired_hash, a.disabled_by, a.disabled_at, a.gone_at, a.seen';

export const accountOf = (row: AccountRow): Account => ({
  app: row.app,
  vendorId: row.vendor_id,
  username: row.username,
  email: row.email,
  employeeId: row.employee_id,
  active: row.active,
  ...(row.state === null ? {} : { state: row.state }),
  record: row.record,
  seenAt: row.seen.toISOString(),
  person: row.person,
  desiredHash: row.desired_hash === null ? null : row.desired_hash.toString('utf8'),
  disabledBy: row.disabled_by,
  disabledAt: row.disabled_at?.toISOString() ?? null,
  goneAt: row.gone_at?.toISOString() ?? null,
});

/** What an application shows of an account, ready for the columns of `SEEN_COLUMNS`. */
export const SEEN_COLUMNS = [
  'vendor_id',
  'username',
  'email',
  'employee_id',
  'active',
  'state',
  'record',
  'record_hash',
  'username_key',
  'email_key',
] as const;

export const seenRow = (user: IAMUserAppData, instance: Pick<Instance, 'profileOf'>): readonly unknown[] => [
  user.id,
  user.username,
  user.email,
  employeeIdOf(instance.profileOf(user)),
  user.active,
  user.state,
  user.details,
  Buffer.from(canonicalHash(user.details), 'utf8'),
  folded(user.username),
  folded(user.email),
];

/** The company's key of a person, as text: numbers keep the zeros that a text has. */
export const employeeIdOf = (profile: Attributes): string | undefined => {
  for (const key of ['employeeid', 'employeenumber']) {
    const value = profile[key];
    if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number') {
      return indexable(String(value).trim());
    }
  }
  return undefined;
};
