import type { Database } from '../../database/connect';
import type { Session } from '../../database/session';
import { raiseSerial } from '../../database/store';
import type { PlanRefusal } from '../../plan/file/plan-refusal';
import { feedRun, type PlanToApply } from './feed-run';
import { openRun, runOfPlan, type Run } from './run-state';

export type Started =
  | { readonly tag: 'run'; readonly run: Run; readonly isNew: boolean }
  /** The file is not the one that was checked. */
  | { readonly tag: 'refused'; readonly refusal: PlanRefusal }
  /** Another plan is being applied, or was left in the middle. */
  | { readonly tag: 'another'; readonly run: Run };

/** The people and applications that are asked for; the others wait. */
export interface Selection {
  readonly people: readonly string[];
  readonly apps: readonly string[];
}

/**
 * The run of a plan: made with all its items, or the one there is. At most one run is under way in a database; a second person who
 * applies the same plan helps with it.
 */
export const startRun = async (database: Database, plan: PlanToApply, by: string): Promise<Started> => {
  const known = await runOfPlan(database, plan.head.id);
  if (known !== undefined) {
    return { tag: 'run', run: known, isNew: false };
  }
  try {
    await database.transaction((sql) => makeRun(sql, plan, by));
    // Without statistics the first fetch of tens of thousands of items takes seconds.
    await database.execute('analyze iam.item');
    const run = await runOfPlan(database, plan.head.id);
    return run === undefined ? isGone(plan.head.id) : { tag: 'run', run, isNew: true };
  } catch (thrown) {
    if (thrown instanceof ChangedSinceCheck) {
      return { tag: 'refused', refusal: thrown.refusal };
    }
    // Two at once: one of the two unique indexes (a plan has one run; one run is under way) let the other one in.
    const same = await runOfPlan(database, plan.head.id);
    if (same !== undefined) {
      return { tag: 'run', run: same, isNew: false };
    }
    const other = await openRun(database);
    if (other !== undefined) {
      return { tag: 'another', run: other };
    }
    throw thrown;
  }
};
const makeRun = async (sql: Session, plan: PlanToApply, by: string): Promise<void> => {
  const [row] = await sql.query<{ readonly id: number }>(
    `insert into iam.run (plan_id, plan_sha256, head, approvals, state, started_by, approved_by)
     values ($1, $2, $3, $4, 'applying', $5, $6) returning id`,
    [
      plan.head.id,
      plan.sha256,
      JSON.stringify(plan.head),
      JSON.stringify(plan.approvals),
      by,
      plan.approvedBy.length === 0 ? null : plan.approvedBy.join(', '),
    ],
  );
  const refusal = await feedRun(sql, row?.id ?? 0, plan);
  if (refusal !== undefined) {
    throw new ChangedSinceCheck(refusal);
  }
  // Of a plan that a guard had stopped nothing was kept of people: without this, a row that is again as before it is not looked at.
  await sql.execute(
    'update iam.person set settled = false where settled and key in (select person from iam.item where run = $1)',
    [row?.id ?? 0],
  );
  await raiseSerial(sql);
};

/** Ends the transaction. */
class ChangedSinceCheck extends Error {
  constructor(readonly refusal: PlanRefusal) {
    super(refusal.tag);
  }
}

const isGone = (planId: string): never => {
  throw new Error(`The run of plan ${planId} was made and is not there.`);
};

/** Lets those who are not asked for wait, and those who are asked for be done; an empty selection is everybody. */
export const select = async (database: Database, run: number, { people, apps }: Selection): Promise<void> => {
  const chosen = `($2::text[] = '{}' or person = any($2)) and ($3::text[] = '{}' or app = any($3))`;
  const values = [run, [...people], [...apps]];
  await database.transaction(async (sql) => {
    await sql.execute(
      `update iam.item set state = 'pending' where run = $1 and state = 'waiting' and ${chosen}`,
      values,
    );
    await sql.execute(
      `update iam.item set state = 'waiting' where run = $1 and state = 'pending' and not (${chosen})`,
      values,
    );
    // An item that takes a name waits for the one that frees it, and no account is moved to a temporary name whose last step waits.
    let more = people.length > 0;
    while (more) {
      more = (await sql.execute(WAITS_FOR_OTHERS, [run])) > 0;
    }
  });
};

const WAITS_FOR_OTHERS = `
update iam.item i set state = 'waiting'
where i.run = $1 and i.state = 'pending' and (
  exists (select from iam.item before
    where before.run = i.run and before.state = 'waiting'
      and before.n in (select jsonb_array_elements_text(coalesce(i.line->'after', '[]'))::integer))
  or i.line->>'temporary' = 'true' and exists (select from iam.item last
    where last.run = i.run and last.app = i.app and last.person = i.person and last.state = 'waiting'))`;
