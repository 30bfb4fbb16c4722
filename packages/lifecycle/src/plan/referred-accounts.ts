import { folded } from '../accounts/fold';
import type { Session } from '../database/session';
import type { AppToPlan } from './app-rules';
import type { PersonToPlan } from './people-rows';

/** The id of the only account of an application that has this address, user name or key. */
export type Referred = (app: string, named: string) => string | undefined;

const NOT_KNOWN: Referred = () => undefined;

/**
 * The accounts that people of a page refer to (their managers), where it is not known that a record has them already: accounts that were
 * found, and those whose reference could not be resolved when it was written.
 */
export const referredAccounts = async (
  session: Pick<Session, 'query'>,
  page: readonly PersonToPlan[],
  apps: readonly AppToPlan[],
): Promise<Referred> => {
  const named = new Set<string>();
  const asked = new Set<string>();
  for (const { name, words } of apps.filter(({ words: { peopleKeys } }) => peopleKeys.length > 0)) {
    for (const { row, candidates } of page) {
      if (row === undefined || !(candidates.get(name)?.some(isUnwritten) ?? false)) {
        continue;
      }
      for (const key of words.peopleKeys) {
        const value = row.profile[key];
        if (typeof value === 'string' && value !== '') {
          named.add(value);
          asked.add(name);
        }
      }
    }
  }
  if (named.size === 0) {
    return NOT_KNOWN;
  }
  const rows = await session.query<ReferredRow>(ACCOUNTS, [
    [...asked],
    [...named].flatMap((value) => folded(value) ?? []),
    [...named],
  ]);
  const ids = new Map<string, string | undefined>();
  for (const { app, vendor_id, username_key, email_key, employee_id } of rows) {
    for (const text of new Set([username_key, email_key, folded(employee_id)])) {
      const key = `${app}\n${text ?? ''}`;
      // A name that two have leads to neither.
      ids.set(key, ids.has(key) && ids.get(key) !== vendor_id ? undefined : vendor_id);
    }
  }
  return (app, value) => ids.get(`${app}\n${folded(value) ?? ''}`);
};

const isUnwritten = ({ account }: { readonly account: { readonly desiredHash: string | null } }): boolean =>
  account.desiredHash === null;

interface ReferredRow extends Record<string, unknown> {
  readonly app: string;
  readonly vendor_id: string;
  readonly username_key: string | null;
  readonly email_key: string | null;
  readonly employee_id: string | null;
}

const ACCOUNTS = `
select app, vendor_id, username_key, email_key, employee_id from iam.account
where app = any($1) and gone_at is null and (email_key = any($2) or username_key = any($2) or employee_id = any($3))`;
