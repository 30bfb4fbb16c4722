import type { Session } from '../database/session';

/** What is known of an account now. */
export interface AccountOwner {
  readonly vendorId: string;
  readonly person: string | null;
  readonly username: string | null;
  readonly email: string | null;
  readonly employeeId: string | null;
  readonly active: boolean | null;
  /** The number of the run that has disabled it, or another reason. */
  readonly disabledBy: string | null;
}

/** So many accounts are asked for at once. */
const PAGE = 5000;

/** What is known of accounts of an application, by the vendor's ids. */
export const ownersOf = async (
  sql: Pick<Session, 'query'>,
  app: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AccountOwner>> => {
  const owners = new Map<string, AccountOwner>();
  for (let first = 0; first < ids.length; first += PAGE) {
    const rows = await sql.query<AccountOwner & Record<string, unknown>>(
      `select vendor_id as "vendorId", person, username, email, employee_id as "employeeId", active, disabled_by as "disabledBy"
       from iam.account where app = $1 and vendor_id = any($2)`,
      [app, ids.slice(first, first + PAGE)],
    );
    rows.forEach((owner) => owners.set(owner.vendorId, owner));
  }
  return owners;
};
