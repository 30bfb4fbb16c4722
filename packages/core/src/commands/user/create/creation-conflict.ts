import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { Attributes, IAMUserAppData } from '../../../profile/app-data';
import { usualNext, type Failure } from '../../../errors/failure';
import { IAMErrors } from '../../../errors/iam-errors';
import { withRemark } from '../../../errors/with-remark';
import { addressIn, isAddress } from '../../../profile/identity/identify';
import type { Person } from '../../../profile/identity/correlation-rules';
import { notThePerson } from '../find/identity-conflict';
import type { Correlation } from '../find/correlate';
import { presentClues } from '../find/person-clues';
import type { UserCommand } from '../user-command';
import type { Wanted } from './new-user';
import { correlateSent } from './correlate-sent';
import { foundAfterLoss, type SentUser } from './send-new-user';

/** Searches by every identifier after a conflict, because vendors often do not say which attribute is taken. */
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
          // An earlier attempt whose reply was lost may have been carried out.
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
      return E.left(unclaimable(command, wanted, conflict));
  }
};

const unclaimable = (command: UserCommand, { data, person }: Wanted, conflict: Failure): Failure => {
  const searched = presentClues(person).map(({ attribute, value }) => `${attribute} "${value}"`);
  return {
    ...conflict,
    message: withRemark(
      conflict.message,
      `${IAMErrors.USER_ALREADY_EXISTS.message}, but nobody is found by ${searched.join(' or ')}${notAsked(command, data)}${notProving(person)}.`,
    ),
    ...(conflict.next === usualNext('conflict')
      ? { next: 'Look in the vendor’s console for the record that has one of them.' }
      : {}),
  };
};

/**
 * Names identifiers composed of other values: another person's profile may produce the same one, so a clash on it proves nothing.
 */
const notProving = (person: Person): string => {
  const searched = presentClues(person);
  return person.clues
    .filter((clue) => clue.since === 'now' && clue.strength === 'composed' && !searched.includes(clue))
    .map(
      ({ attribute, value }) =>
        `; the ${attribute} "${value}" is made of other values, so another person may have it`,
    )
    .join('');
};

/** Names the email address when it may be what is taken and cannot be searched by. */
const notAsked = ({ integration: { lookupBy, attributes } }: UserCommand, data: Attributes): string => {
  const email = addressIn(data, attributes);
  return lookupBy.some(isAddress) || typeof email !== 'string'
    ? ''
    : `; the email "${email}" cannot be searched for`;
};
