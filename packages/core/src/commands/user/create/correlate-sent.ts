import type * as TE from 'fp-ts/TaskEither';
import type { Failure } from '../../../errors/failure';
import { correlate, type Correlation } from '../find/correlate';
import type { Wanted } from './new-user';
import { presentClues } from '../find/person-clues';
import type { UserCommand } from '../user-command';

/** Searches for the person by the identifiers that were sent. */
export const correlateSent = (
  command: UserCommand,
  { person }: Wanted,
): TE.TaskEither<Failure, Correlation> => correlate(command, presentClues(person), person, 'create');
