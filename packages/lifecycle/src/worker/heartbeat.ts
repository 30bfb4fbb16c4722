import { randomUUID } from 'node:crypto';
import type { Session } from '../database/session';

/** Lets others see that a worker is alive. */
export interface Heartbeat {
  /** The worker ends, and must not be reported as lost. */
  readonly stop: () => Promise<void>;
}

const BEAT_MS = 30_000;

export const keepHeartbeat = async (
  sql: Pick<Session, 'execute'>,
  { name, actor }: { readonly name: string; readonly actor: string },
): Promise<Heartbeat> => {
  const id = randomUUID();
  const beat = async (): Promise<void> => {
    await sql.execute(
      `insert into iam.worker (id, name, actor) values ($1, $2, $3)
       on conflict (id) do update set seen = now()`,
      [id, name, actor],
    );
  };
  let last: Promise<void> = Promise.resolve();
  const quietly = (): void => {
    // A database that is away is said by the work itself.
    last = last.then(beat).catch(() => undefined);
  };
  await sql.execute(`delete from iam.worker where seen < now() - interval '1 day'`);
  await beat();
  const timer = setInterval(quietly, BEAT_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await last;
      await sql.execute('delete from iam.worker where id = $1', [id]).catch(() => undefined);
    },
  };
};

/** A worker that did not say for so long that it is alive is not. */
export const LOST_SECONDS = 120;
