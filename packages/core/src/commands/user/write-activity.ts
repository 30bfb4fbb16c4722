import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../../profile/app-data';
import type { Failure } from '../../errors/failure';
import { attempt } from '../attempt';
import { confirmActivity, type Written } from './verify-activity';
import { readAgain } from './find/read-user';
import { writeAndVerify, type Verification } from '../write/write-and-verify';
import type { UserCommand } from './user-command';

/** The user as known after a write; undefined when there is no record any more. */
export type UserAfterWrite = IAMUserAppData | undefined;

/**
 * Sends the activity, verifies it after a lost reply, and reads the user again where a concurrent write may have overwritten it.
 */
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

/**
 * Treats a record that is not found as not yet seen: the user existed a moment ago, and a repeated write makes the vendor say
 * whether it is gone.
 */
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

/** Repeats the write on the record just read: a vendor that takes whole records would receive a stale one otherwise. */
const notSeen = (seen: UserAfterWrite): Verification<never, IAMUserAppData> => ({
  tag: 'not-seen',
  ...(seen === undefined ? {} : { seen, versioned: seen.version !== undefined }),
});
