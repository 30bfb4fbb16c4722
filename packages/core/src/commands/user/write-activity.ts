import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../../profile/app-data';
import type { Failure } from '../../errors/failure';
import { attempt } from '../attempt';
import { confirmActivity, type Written } from './verify-activity';
import { readAgain } from './read-user';
import { writeAndVerify, type Verification } from '../write/write-and-verify';
import type { UserCommand } from './user-command';

/** What is known of a user after a write; undefined when nobody is there. */
export type UserAfterWrite = IAMUserAppData | undefined;

/** Sends the activity, looks where the reply was lost, and reads again where the write may have been overwritten. */
export const writeActivity = (
  command: UserCommand,
  user: IAMUserAppData,
  active: boolean,
): TE.TaskEither<Failure, IAMUserAppData> =>
  pipe(
    writeAndVerify<Written, IAMUserAppData>(
      (again) => sendActivity(command, again?.seen ?? user, active),
      () => lookForActivity(command, user, active),
    ),
    TE.chain((written) => confirmActivity(command, written)),
  );

const sendActivity = (
  { client }: UserCommand,
  record: IAMUserAppData,
  active: boolean,
): TE.TaskEither<Failure, Written> =>
  pipe(
    attempt(() => (active ? client.enableUser(record) : client.disableUser(record))),
    TE.map((user) => ({ user, over: { record, active } })),
  );

/** One search that finds no record does not mean that a user who was just there is gone: sent again, the vendor says so. */
const lookForActivity = (
  command: UserCommand,
  user: IAMUserAppData,
  active: boolean,
): TE.TaskEither<Failure, Verification<Written, IAMUserAppData>> =>
  pipe(
    readAgain(command, user),
    TE.map((seen) =>
      seen?.active === active ? { tag: 'carried-out', value: { user: seen } } : notSeen(seen),
    ),
  );

/** The write is repeated on the record that was seen: a vendor that takes whole records would get a stale one otherwise. */
const notSeen = (seen: UserAfterWrite): Verification<never, IAMUserAppData> => ({
  tag: 'not-seen',
  ...(seen === undefined ? {} : { seen, versioned: seen.version !== undefined }),
});
