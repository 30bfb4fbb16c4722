import type { Session } from '../database/session';
import { fetchRows } from '../database/fetch-rows';
import type { AppToPlan } from './app-rules';
import type { PlanDraft } from './file/plan-draft';
import type { PerhapsOf, UnmanagedLine } from './file/plan-line';
import { countLine, sumOf, type AppSum } from './guards/app-counts';

/** An account that is linked to no person; `line` and `key` are those of an undecided person whom it fits. */
type UnmanagedRow = Omit<UnmanagedLine, 'type' | 'vendorId' | 'perhaps'> & {
  readonly vendor_id: string;
  readonly fits: boolean;
  readonly line: number | null;
  readonly key: string | null;
};

/** Accounts that no person of the feed has, and that fit none whom the plan decides about. Of whom else they may be stands beside. */
export const addUnmanaged = async (
  session: Session,
  apps: readonly AppToPlan[],
  draft: PlanDraft,
  sums: ReadonlyMap<string, AppSum>,
): Promise<void> => {
  const [unread] = await session.query<{ readonly rows: number }>(
    'select count(*)::int as rows from undecided where not whole',
  );
  const rows = fetchRows<UnmanagedRow>(
    session,
    `with fitting as (
       select distinct on (app, vendor_id) * from (
         select a.app, a.vendor_id, u.line, u.key, 1 as rank from iam.account a
         join undecided u on u.employee_id = a.employee_id where a.person is null
         union all
         select a.app, a.vendor_id, u.line, u.key, 2 from iam.account a
         join undecided u on u.username_key = a.username_key where a.person is null
         union all
         select a.app, a.vendor_id, u.line, u.key, 3 from iam.account a
         join undecided u on u.email_key = a.email_key where a.person is null
         union all
         select a.app, a.vendor_id, u.line, u.key, 4 from iam.account a
         join undecided u on u.email_key = a.username_key where a.person is null) f
       order by app, vendor_id, rank, line nulls last, key)
     select a.app, a.vendor_id, a.username, a.email, a.active, f.app is not null as fits, f.line, f.key from iam.account a
     left join fitting f on f.app = a.app and f.vendor_id = a.vendor_id
     where a.person is null and a.gone_at is null and a.app = any($1)
       and not exists (select from claim c where c.app = a.app and c.vendor_id = a.vendor_id)
     order by a.app, a.vendor_id`,
    [apps.filter(({ leftOut }) => leftOut === undefined).map(({ name }) => name)],
  );
  for await (const row of rows) {
    const { app, vendor_id, username, email, active } = row;
    const perhaps = perhapsOf(row, unread?.rows ?? 0);
    const line: UnmanagedLine = {
      type: 'unmanaged',
      app,
      vendorId: vendor_id,
      username,
      email,
      active,
      ...(perhaps === undefined ? {} : { perhaps }),
    };
    countLine(sumOf(sums, app), line);
    await draft.app(app).add(line);
  }
};

const perhapsOf = ({ fits, line, key }: UnmanagedRow, unread: number): PerhapsOf | undefined => {
  if (fits && line !== null) {
    return { why: 'row', line, ...(key === null ? {} : { person: key }) };
  }
  if (fits && key !== null) {
    return { why: 'missing', person: key };
  }
  return unread > 0 ? { why: 'rows', rows: unread } : undefined;
};
