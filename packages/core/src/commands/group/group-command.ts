import type * as TE from 'fp-ts/TaskEither';
import { idText } from '../../codec/id-text';
import type { Attributes, IAMGroupMember } from '../../profile/app-data';
import type { GroupClient } from '../../contract/group-client';
import type { Failure } from '../../errors/failure';

/** Everything a group command works with. */
export interface GroupCommand {
  readonly groups: GroupClient;
  /** The `scim` argument as the caller gave it. */
  readonly scim: Attributes;
  readonly includeMembers: boolean;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Whether a change whose reply was lost is sent again when it is not seen. */
  readonly retries?: 'standard' | 'none' | undefined;
  readonly warn: (message: string) => void;
  /** Headers of the last reply: `details` of an answer without a body. */
  readonly lastHeaders: () => Attributes;
}

/** The end of a group command. A failure may still have the group and details. */
export interface GroupOutcome {
  readonly id: string | null;
  readonly displayName: string | null;
  readonly members: readonly IAMGroupMember[] | null;
  readonly details: unknown;
  readonly failure?: Failure;
}

/** Left: failed, with the known fields of the group. */
export type GroupStep = TE.TaskEither<GroupOutcome, GroupOutcome>;

export const idOf = ({ scim }: Pick<GroupCommand, 'scim'>): string | undefined => idText(scim['id']);

export const displayNameOf = ({ scim }: Pick<GroupCommand, 'scim'>): string | undefined =>
  idText(scim['displayName']);

/** A failed group command; id and displayName are echoed from the input. */
export const failedGroup =
  (command: Pick<GroupCommand, 'scim'>, known: Partial<GroupOutcome> = {}) =>
  (failure: Failure): GroupOutcome => ({
    id: idOf(command) ?? null,
    displayName: displayNameOf(command) ?? null,
    members: null,
    details: null,
    ...known,
    failure,
  });
