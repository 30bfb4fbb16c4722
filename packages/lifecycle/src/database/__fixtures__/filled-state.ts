import { createLedger } from '../../ledger/ledger';
import type { Session } from '../session';

/** Rows in every table, with what text and JSON can hold. */
export const fillState = async (session: Session, people = 3): Promise<void> => {
  const bytes = Buffer.from([0, 1, 254]);
  const since = new Date('2026-11-26T15:40:00Z');
  await session.execute(`insert into iam.application (name, paused) values ('aws', 'line\nfeed \\. end')`);
  await session.copyInto(
    'iam.person',
    ['key', 'profile', 'profile_hash', 'zone', 'state', 'since'],
    Array.from({ length: people }, (_, n) => [
      `E${n}`,
      { displayname: `Ünï "${n}"\n\\.\ttab`, title: '\\N' },
      bytes,
      'Europe/Berlin',
      'active',
      since,
    ]),
  );
  await session.copyInto(
    'iam.account',
    ['app', 'vendor_id', 'person', 'record', 'record_hash', 'seen'],
    Array.from({ length: people }, (_, n) => ['aws', `v${n}`, `E${n}`, { id: n }, bytes, since]),
  );
  await session.execute(`insert into iam.membership values ('aws', 'Engineers', 'g1', 'v0', true)`);
  await session.execute(
    `insert into iam.run (plan_id, plan_sha256, head, state, started_by) values ('01J', 'ab', '{}', 'done', 'jane')`,
  );
  await session.execute(
    `insert into iam.item (run, n, app, person, line) values (1, 1, 'aws', 'E0', '{"type":"item"}')`,
  );
  const ledger = createLedger(session, () => since);
  for (const kind of ['begun', 'ended', 'begun'] as const) {
    await ledger.append({
      run: 1,
      n: 1,
      app: 'aws',
      person: 'E0',
      call: '00000000-0000-4000-8000-000000000001',
      kind,
      worker: 'w',
      actor: 'jane',
      vendorId: 'v0',
      command: 'iam-update-user',
      before: { a: 1 },
    });
  }
  await session.execute(`insert into iam.rate values ('aws', null)`);
  await session.execute('update iam.store set serial = 41');
};
