import type { Session } from '../database/session';
import { fetchRows } from '../database/fetch-rows';
import type { AppToPlan } from './app-rules';
import type { PlanDraft } from './file/plan-draft';
import type { UnmanagedLine } from './file/plan-line';
import { countLine, sumOf, type AppSum } from './guards/app-counts';

/** Accounts that no person of the feed has, and that fit none. */
export const addUnmanaged = async (
  session: Session,
  apps: readonly AppToPlan[],
  draft: PlanDraft,
  sums: ReadonlyMap<string, AppSum>,
): Promise<void> => {
  const rows = fetchRows<Omit<UnmanagedLine, 'type' | 'vendorId'> & { readonly vendor_id: string }>(
    session,
    `select a.app, a.vendor_id, a.username, a.email, a.active from iam.account a
     where a.person is null and a.gone_at is null and a.app = any($1)
       and not exists (select from claim c where c.app = a.app and c.vendor_id = a.vendor_id)
     order by a.app, a.vendor_id`,
    [apps.filter(({ leftOut }) => leftOut === undefined).map(({ name }) => name)],
  );
  for await (const { app, vendor_id, username, email, active } of rows) {
    const line: UnmanagedLine = { type: 'unmanaged', app, vendorId: vendor_id, username, email, active };
    countLine(sumOf(sums, app), line);
    await draft.app(app).add(line);
  }
};
