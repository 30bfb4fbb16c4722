import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { Attributes, IAMUserAppData } from '../../profile/app-data';
import type { Failure } from '../../errors/failure';
import { IAMErrors } from '../../errors/iam-errors';
import { withRemark } from '../../errors/with-remark';
import { primaryEmail } from '../../profile/identity/identify';
import type { Person } from '../../profile/identity/correlation-rules';
import { notThePerson } from './identity-conflict';
import type { Correlation } from './correlate';
import { presentClues } from './person-clues';
import type { UserCommand } from './user-command';
import type { Wanted } from './new-user';
import { foundAfterLoss, correlateSent, type SentUser } from './send-new-user';

/** The vendor says that somebody like this exists (and often not by which attribute): look by everything there is. */
export const afterConflict = (
  command: UserCommand,
  wanted: Wanted,
  conflict: Failure,
): TE.TaskEither<Failure, SentUser> =>
  conflict.kind !== 'conflict'
    ? TE.left(conflict)
    : pipe(
        correlateSent(command, wanted),
        TE.chainEitherK((seen) => conflictingUser(command, wanted, conflict, seen)),
        TE.map((user) =>
          // An earlier creation whose reply was lost may have been carried out after all.
          conflict.effect === 'unknown' ? foundAfterLoss(command, user, wanted) : { user, how: 'there' },
        ),
      );

const conflictingUser = (
  command: UserCommand,
  wanted: Wanted,
  conflict: Failure,
  seen: Correlation,
): E.Either<Failure, IAMUserAppData> => {
  switch (seen.tag) {
    case 'person':
      return E.right(seen.user);
    case 'other':
      return E.left(notThePerson('create', seen));
    case 'none':
      return E.left(unseen(command, wanted, conflict));
  }
};

const unseen = (command: UserCommand, { data, person }: Wanted, conflict: Failure): Failure => {
  const asked = presentClues(person).map(({ attribute, value }) => `${attribute} "${value}"`);
  return {
    ...conflict,
    message: withRemark(
      conflict.message,
      `${IAMErrors.USER_ALREADY_EXISTS.message}, but nobody is found by ${asked.join(' or ')}${notAsked(command, data)}${notProving(person)}.`,
    ),
    next: 'Look in the vendor’s console for the record that has one of them.',
  };
};

/** A name that was made up may clash with another person's, which proves nothing about the two. */
const notProving = (person: Person): string => {
  const asked = presentClues(person);
  return person.clues
    .filter((clue) => clue.since === 'now' && clue.strength === 'composed' && !asked.includes(clue))
    .map(
      ({ attribute, value }) =>
        `; the ${attribute} "${value}" is made of other values, so another person may have it`,
    )
    .join('');
};

/** What may have clashed as well and cannot be searched by. */
const notAsked = ({ integration: { lookupBy } }: UserCommand, data: Attributes): string => {
  const email = primaryEmail(data['emails'] ?? data['email']);
  return lookupBy.some((attribute) => /^emails?$/.test(attribute)) || typeof email !== 'string'
    ? ''
    : `; the email "${email}" cannot be searched for`;
};
