import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { UserReply } from '../../../contract/user-client';
import { failure, type Failure } from '../../../errors/failure';
import type { IAMUserAppData } from '../../../profile/app-data';
import { aboutAnother } from '../../about-another';
import { isNewUser } from '../../write/is-new-record';
import { idInWords, notReadAfterwards, SAFE_TO_REPEAT } from '../../write/not-read-afterwards';
import { hasRecord, idOf } from '../../write/reply-record';
import type { Wanted } from './new-user';
import { correlateSent } from './correlate-sent';
import { readUser } from '../find/read-user';
import type { UserCommand } from '../user-command';

/**
 * The record of a new user: that of the reply or, where the reply has none, the one read by the id that it tells, or by the
 * identifiers that were sent.
 */
export const newRecord = (
  command: UserCommand,
  wanted: Wanted,
  reply: UserReply,
): TE.TaskEither<Failure, IAMUserAppData> => {
  if (hasRecord(reply)) {
    return TE.right(reply);
  }
  const id = idOf(reply);
  return pipe(
    id === undefined ? foundBySent(command, wanted) : readById(command, wanted, id),
    TE.mapLeft(
      notReadAfterwards({
        write: `the creation${idInWords(id)}`,
        record: 'the user',
        next: SAFE_TO_REPEAT,
      }),
    ),
  );
};

const readById = (
  command: UserCommand,
  { data }: Wanted,
  id: string,
): TE.TaskEither<Failure, IAMUserAppData> =>
  pipe(
    readUser(command, { attribute: 'id', value: id }),
    TE.filterOrElse(
      (seen) => seen === undefined || isNewUser(seen, data, command.integration.lookupBy),
      () => aboutAnother('user'),
    ),
    TE.map((seen) => seen ?? notShownYet(command, id)),
  );

/** A vendor that tells the id has the record, and may show it later only. */
const notShownYet = ({ warn }: UserCommand, id: string): IAMUserAppData => {
  warn(`The user was created (id ${id}), but the vendor does not show the record yet.`);
  return { id, username: null, email: null, active: null, details: { id } };
};

const foundBySent = (command: UserCommand, wanted: Wanted): TE.TaskEither<Failure, IAMUserAppData> =>
  pipe(
    correlateSent(command, wanted),
    TE.chain((seen) => (seen.tag === 'person' ? TE.right(seen.user) : TE.left(NOT_FOUND))),
  );

const NOT_FOUND = failure('not-applied', 'no record of this person is found');
