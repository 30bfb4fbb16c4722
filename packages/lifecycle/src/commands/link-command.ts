import { raiseSerial } from '../database/store';
import { lockTransaction } from '../database/work-lock';
import { WrongCall, type CommandContext, type ExitCode } from './command-context';
import { feedOf } from './feed-command';
import { checkApps } from './known-names';
import { canBeReadAgain, personToLink } from './person-to-link';
import { say } from './say';
import { lifecycleOf } from './with-config';
import { withDatabase } from './with-database';

export interface LinkOptions {
  readonly person: string;
  readonly app: string;
  readonly account: string;
}

/** `iam link PERSON --app A --account ID`: the account is the person's from now on, and another one no more. */
export const linkCommand =
  ({ person: name, app, account }: LinkOptions) =>
  async (context: CommandContext): Promise<ExitCode> => {
    const { applications, feed } = lifecycleOf(context);
    checkApps(
      [app],
      applications.map(({ instance }) => instance),
      'the lifecycle',
    );
    return withDatabase(context, async (database): Promise<ExitCode> => {
      const person = await personToLink(database, name, () =>
        canBeReadAgain(feed) ? feedOf(feed, undefined, context) : undefined,
      );
      const before = await database.transaction(async (sql) => {
        await lockTransaction(sql, 'use', context.user);
        const [known] = await sql.query<{ readonly person: string | null }>(
          'select person from iam.account where app = $1 and vendor_id = $2 for update',
          [app, account],
        );
        if (known === undefined) {
          throw new WrongCall([
            `${app} has no account ${JSON.stringify(account)} that is known. iam plan reads the accounts; iam show names the disputed ones.`,
          ]);
        }
        await sql.execute(
          `update iam.account set person = null, linked_by = null where app = $1 and person = $2 and vendor_id <> $3`,
          [app, person, account],
        );
        await sql.execute(
          `update iam.account set person = $3, linked_by = 'link' where app = $1 and vendor_id = $2`,
          [app, account, person],
        );
        await sql.execute('update iam.person set settled = false where key = any($1)', [
          [person, known.person].filter((key) => key !== null),
        ]);
        await raiseSerial(sql);
        return known.person;
      });
      say(
        context,
        { app, account, person, before },
        `${account} at ${app} is the account of ${person}${before === null || before === person ? '' : `, and not of ${before} any more`}. Next: iam plan`,
      );
      return 0;
    });
  };
