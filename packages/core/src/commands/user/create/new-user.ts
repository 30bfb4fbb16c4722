import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { Attributes } from '../../../profile/app-data';
import type { Failure } from '../../../errors/failure';
import type { Person } from '../../../profile/identity/correlation-rules';
import { withoutNulls } from '../../../profile/changes/without-nulls';
import { saysInactive } from '../validate-activity';
import { personOf } from '../find/person-clues';
import { toBeWritten, type Lookup } from '../find/find-user';
import { validateWrite } from '../validate-write';
import type { UserCommand } from '../user-command';

/** The user to create. */
export interface Wanted {
  readonly data: Attributes;
  readonly active: boolean;
  /** The person that the sent data identify. */
  readonly person: Person;
}

/** Whether both the caller and the profile allow the new user to sign in. */
const mayBeActive = (command: UserCommand): boolean =>
  command.allowEnable && !saysInactive(command, 'User Profile - Create');

// A new user has nothing to clear, so null is the same as absent.
export const newUser = (command: UserCommand, lookup: Lookup): TE.TaskEither<Failure, Wanted> =>
  pipe(
    toBeWritten(command, lookup, 'User Profile - Create'),
    TE.chainEitherK((outgoing) =>
      pipe(
        validateWrite(command, withoutNulls(outgoing.data), 'create', {
          user: undefined,
          activate: mayBeActive(command) && command.config.enableUserEnabled,
        }),
        E.bindTo('data'),
        E.bind('person', ({ data }) =>
          personOf(command, { ...outgoing, data }, lookup.old, 'User Profile - Create'),
        ),
      ),
    ),
    TE.map(({ data, person }) => ({
      data,
      person,
      active: mayBeActive(command) && command.config.enableUserEnabled,
    })),
  );

export const warnOfInactivity = (command: UserCommand, wanted: Wanted): void => {
  if (command.allowEnable && !wanted.active) {
    const why = mayBeActive(command)
      ? 'this instance does not allow enabling users'
      : 'the user profile says so';
    command.warn(`The user is created inactive: ${why}.`);
  }
};
