import * as E from 'fp-ts/Either';
import type { Failure } from '../../errors/failure';
import { withRemark } from '../../errors/with-remark';
import type { IAMUserAppData } from '../../profile/app-data';
import type { MappingType } from '../../profile/mapper/mapper';
import type { OutgoingData } from '../../profile/outgoing';
import type { Clue, Person } from '../../profile/identity/correlation-rules';
import type { IAMAction, Outcome } from './outcome';
import { notThePerson } from './identity-conflict';
import { isProper, presentClues } from './person-clues';
import { seek, type Seen } from './correlate';
import { soughtBy, translate, unidentifiedBy, type Sought } from './lookup-keys';
import { failed, type Step, type UserCommand } from './user-command';

/** Who was looked for, with the profile as it will be written. Decided once and passed on. */
export interface Lookup {
  readonly user: IAMUserAppData | undefined;
  /** The profile in the vendor's vocabulary as the mapper has it for that type of change. */
  readonly outgoing: (type: MappingType) => E.Either<Failure, OutgoingData>;
  /** `olduserdata` in the vendor's vocabulary. */
  readonly old: OutgoingData | undefined;
  readonly person: Person;
  /** Surer attributes than the one that led to the user, in which the user differs all the same. */
  readonly despite: readonly string[];
  /** Under which of them no record is. */
  readonly inVain: readonly Clue[];
}

/**
 * Finds the user of the command's profile: every identifier that the profile has is asked for before there is said to be none,
 * the old ones of `olduserdata` first. A record that is not the person, or that nothing proves to be it, ends the command.
 */
export const findUser =
  (command: UserCommand, action: IAMAction, type: MappingType): Step<Lookup> =>
  async () => {
    const sought = soughtBy(command, type);
    if (E.isLeft(sought)) {
      return E.left(failed(command, action)(sought.left));
    }
    const seen = await seek(command, sought.right.clues, sought.right.person, action)();
    return E.isLeft(seen)
      ? E.left(failed(command, action)(seen.left))
      : lookupOf(command, action, type, sought.right, seen.right);
  };

const lookupOf = (
  command: UserCommand,
  action: IAMAction,
  type: MappingType,
  sought: Sought,
  seen: Seen,
): E.Either<Outcome, Lookup> => {
  if (seen.tag === 'other') {
    return E.left(failed(command, action, seen.user)(notThePerson(action, seen)));
  }
  const present = presentClues(sought.person);
  if (seen.tag === 'nobody' && action !== 'create' && present.length > 0 && !present.some(isProper)) {
    return E.left(failed(command, action)(onlyMadeUp(unidentifiedBy(command, type), present)));
  }
  return E.right({
    user: seen.tag === 'person' ? seen.user : undefined,
    old: sought.old,
    person: sought.person,
    despite: seen.tag === 'person' ? seen.despite : [],
    inVain: seen.tag === 'nobody' ? seen.inVain : [],
    outgoing: (wanted) =>
      wanted === type ? E.right(sought.outgoing) : translate(command, command.profile, wanted),
  });
};

const onlyMadeUp = (unidentified: Failure, clues: readonly Clue[]): Failure => ({
  ...unidentified,
  message: withRemark(
    unidentified.message,
    `The ${clues.map(({ attribute }) => attribute).join(' and ')} of this profile is made of other values, so that two people may have it; that no record has it proves nothing.`,
  ),
});

/** The person may be there under another name, so it must be known under which ones no record is. */
export const soughtInVain = ({ inVain }: Lookup): string =>
  inVain.length === 0
    ? 'Nobody else is found.'
    : `Nobody has ${inVain.map(({ attribute, value }) => `${attribute} "${value}"`).join(' or ')}.`;
