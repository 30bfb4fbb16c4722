import type { AttributeReferences, ClientContext } from '@iam/core';
import { findRow, findRows, USERS } from './service-now-table';

type Find = (context: Pick<ClientContext<unknown>, 'http'>, value: string) => Promise<readonly string[]>;

const SYS_ID = /^[0-9a-f]{32}$/i;

/** The sys_ids of the records of a table that have the value in one of the columns, or the sys_id itself where the value is one. */
const by =
  (table: string, ...columns: readonly string[]): Find =>
  async ({ http }, value) => {
    const itself = SYS_ID.test(value) ? await findRow(http, table, value) : undefined;
    const rows =
      itself === undefined
        ? await findRows(http, table, Object.fromEntries(columns.map((column) => [column, value])), {
            match: 'one',
          })
        : [itself];
    return rows.map(({ sys_id }) => String(sys_id));
  };

const department = by('cmn_department', 'name');
const company = by('core_company', 'name');
const costCenter = by('cmn_cost_center', 'code', 'name');
const location = by('cmn_location', 'name');
const user = by(USERS, 'name');

/** Columns that hold the sys_id of another record. A name that several records have is never chosen between. */
export const serviceNowReferences: AttributeReferences<unknown> = {
  manager: [
    { from: 'manageremailaddress', lookupBy: 'email' },
    { from: 'manageremployeeid', lookupBy: 'employee_number' },
    { from: 'managername', find: user },
    { from: 'manager', find: user },
  ],
  department: { from: 'department', find: department },
  company: [
    { from: 'organization', find: company },
    { from: 'company', find: company },
  ],
  cost_center: [
    { from: 'costcentercode', find: costCenter },
    { from: 'costcenter', find: costCenter },
    { from: 'cost_center', find: costCenter },
  ],
  location: { from: 'location', find: location },
};
