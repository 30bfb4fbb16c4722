import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { Failure } from '../errors/failure';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import type { UserIdentifier } from '../profile/identify';
import type { MappingType } from '../profile/mapper/mapper';
import { isOtherPerson } from '../profile/other-person';
import type { OutgoingData } from '../profile/outgoing';
import { firstHit } from './read-user';
import type { MayBe } from './read-user';
import { soughtBy, translate } from './sought';
import type { UserCommand } from './user-command';

/** Who was looked for, with the profile as it will be written. Decided once and passed on. */
export interface Lookup {
  readonly user: IAMUserAppData | undefined;
  /** The profile in the vendor's vocabulary as the mapper has it for that type of change. */
  readonly outgoing: (type: MappingType) => E.Either<Failure, OutgoingData>;
  /** `olduserdata` in the vendor's vocabulary. */
  readonly old: Attributes | undefined;
  /** The profile in the vendor's vocabulary as it was looked for. */
  readonly present: OutgoingData;
  /** Under which of them nobody is. */
  readonly inVain: readonly UserIdentifier[];
}

/** Finds the user of the command's profile; with `olduserdata` under the old identifier first, then under the new one. */
export const findUser = (command: UserCommand, type: MappingType): TE.TaskEither<Failure, Lookup> =>
  pipe(
    TE.fromEither(soughtBy(command, type)),
    TE.chain(({ outgoing, old, identifiers }) => {
      const passedOver: UserIdentifier[] = [];
      return pipe(
        firstHit(command, identifiers, mayBeRenamed(command, outgoing.data, old, passedOver)),
        TE.map((hit) => ({
          user: hit?.user,
          old,
          present: outgoing,
          inVain: identifiers.filter((identifier) => !passedOver.includes(identifier)),
          outgoing: (wanted) =>
            wanted === type ? E.right(outgoing) : translate(command, command.profile, wanted),
        })),
      );
    }),
  );

/** The person may be there under another name, so it must be known under which one nobody is. */
export const soughtInVain = ({ inVain }: Lookup): string =>
  inVain.length === 0
    ? 'Nobody else is found.'
    : `Nobody has ${inVain.map(({ attribute, value }) => `${attribute} "${value}"`).join(' or ')}.`;

// An old user name may belong to somebody new by now; an id belongs to nobody else.
const mayBeRenamed =
  (
    command: UserCommand,
    data: Attributes,
    old: Attributes | undefined,
    passedOver: UserIdentifier[],
  ): MayBe =>
  (user, identifier) => {
    const { externalIdAttribute } = command.integration;
    const other =
      identifier.attribute !== 'id' &&
      old !== undefined &&
      isOtherPerson(externalIdAttribute, user, data, old);
    if (other) {
      passedOver.push(identifier);
      command.warn(
        `The user ${user.id} has an identifier of this profile but another ${externalIdAttribute}, and is taken for somebody else.`,
      );
    }
    return !other;
  };
