import { fetchRows } from '../database/fetch-rows';
import type { Session } from '../database/session';
import { folded } from './fold';

/** Folds the names of accounts that were written without: what a plan applied, what was linked. */
export const foldAccounts = async (session: Session): Promise<void> => {
  const rows: (readonly unknown[])[] = [];
  const unfolded = fetchRows<{
    readonly app: string;
    readonly vendor_id: string;
    readonly username: string | null;
    readonly email: string | null;
  }>(
    session,
    `select app, vendor_id, username, email from iam.account
     where (username is not null and username_key is null) or (email is not null and email_key is null)`,
  );
  await session.execute(
    `create temp table fold (app text collate "C", vendor_id text collate "C", username_key text, email_key text) on commit drop`,
  );
  const copy = async (): Promise<void> => {
    await session.copyInto('fold', ['app', 'vendor_id', 'username_key', 'email_key'], rows.splice(0));
  };
  for await (const { app, vendor_id, username, email } of unfolded) {
    // A name of white space alone is folded to nothing, and must not be folded again by every plan.
    rows.push([
      app,
      vendor_id,
      username === null ? null : (folded(username) ?? ''),
      email === null ? null : (folded(email) ?? ''),
    ]);
    if (rows.length >= 2000) {
      await copy();
    }
  }
  await copy();
  await session.execute(
    `update iam.account a set username_key = f.username_key, email_key = f.email_key from fold f
     where a.app = f.app and a.vendor_id = f.vendor_id`,
  );
};
