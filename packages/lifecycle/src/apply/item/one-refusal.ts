import type { Session } from '../../database/session';
import type { AnyClaim } from './claim';
import type { Refused, Verdict } from './verdict';

/** So many refusals one after the other, and no write that goes well between them, are about the application. */
const IN_A_ROW = 5;

/**
 * Whether a write that was refused for want of rights (403) says something of the one account, such as an owner's, or of the application.
 * It is of the one when other writes of the run go well: then the item fails with the vendor's words. Until that is known it is put off
 * until nothing else is open, so that those after it get their turn; and the application is paused when it refuses one after the other,
 * or when the last that is left is refused and nothing ever went well.
 */
export const verdictOnRefusal = async (
  sql: Pick<Session, 'query'>,
  { run, item: { app }, isSecondLook }: AnyClaim,
  { said }: Refused,
): Promise<Verdict> => {
  const [known] = await sql.query<Known>(KNOWN, [run, app]);
  const { worked = false, inARow = 0 } = known ?? {};
  if (isSecondLook) {
    return worked ? { tag: 'failed', said } : { tag: 'pause', said };
  }
  return inARow >= IN_A_ROW ? { tag: 'pause', said, isPutOff: true } : { tag: 'later', said };
};

interface Known extends Record<string, unknown> {
  /** A write of the run went well there. */
  readonly worked: boolean;
  /** Items that were refused since the last write that went well. */
  readonly inARow: number;
}

const KNOWN = `
with well as (
  select max(ended.id) as last from iam.attempt ended
  where ended.run = $1 and ended.app = $2 and ended.kind = 'ended' and ended.failure is null
    and exists (select from iam.attempt begun where begun.run = ended.run and begun.n = ended.n and begun.call = ended.call and begun.kind = 'begun')
)
select (select last is not null from well) as worked, count(distinct n)::int as "inARow" from iam.attempt
where run = $1 and app = $2 and kind = 'ended' and failure->>'kind' = 'forbidden' and id > coalesce((select last from well), 0)`;
