import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import type { IAMGroupAppData } from '../profile/app-data';
import type { MemberChanges } from '../contract/group-client';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import type { GroupCommand } from './group-command';
import { settleWrite } from './settle-write';
import type { Sighting } from './settle-write';

/** How far a change of members came. */
export interface MemberProgress {
  readonly done: MemberChanges;
  readonly notDone: MemberChanges;
  /** The group as the last reply showed it, if it did. */
  readonly group: IAMGroupAppData | undefined;
  readonly failure?: Failure;
}

/** One change of one member. */
type Change = readonly ['add' | 'remove', string];

/**
 * Sends the changes in as few requests as the vendor allows, additions first. Stops at the first failure and says what
 * was done: the caller must be able to go on from there.
 */
export const changeMembers =
  (command: GroupCommand, id: string, changes: MemberChanges): TE.TaskEither<never, MemberProgress> =>
  async () => {
    const all: readonly Change[] = [
      ...changes.add.map((member): Change => ['add', member]),
      ...changes.remove.map((member): Change => ['remove', member]),
    ];
    const size = requestSize(command.groups.membersPerRequest) ?? all.length;
    let group: IAMGroupAppData | undefined;
    for (let from = 0; from < all.length; from += size) {
      const sent = await settle(command, id, grouped(all.slice(from, from + size)))();
      if (E.isLeft(sent)) {
        return E.right({
          done: grouped(all.slice(0, from)),
          notDone: grouped(all.slice(from)),
          group,
          failure: withIdsInQuestion(sent.left),
        });
      }
      group = sent.right ?? group;
    }
    return E.right({ done: changes, notDone: { add: [], remove: [] }, group });
  };

// A size that is no number would send nothing and call it done.
const requestSize = (size: number | undefined): number | undefined =>
  size === undefined || Number.isNaN(size) ? undefined : Math.max(1, Math.floor(size));

// Vendors answer 404 for a group that is not there and for a member that is not.
const withIdsInQuestion = (failed: Failure): Failure =>
  failed.status === 404
    ? { ...failed, next: 'Check the id of the group and the ids of the members.' }
    : failed;

const grouped = (changes: readonly Change[]): MemberChanges => ({
  add: changes.filter(([kind]) => kind === 'add').map(([, member]) => member),
  remove: changes.filter(([kind]) => kind === 'remove').map(([, member]) => member),
});

const settle = (
  command: GroupCommand,
  id: string,
  changes: MemberChanges,
): TE.TaskEither<Failure, IAMGroupAppData | undefined> =>
  settleWrite<IAMGroupAppData | undefined>(
    async () => (await command.groups.updateMembers(id, changes)) ?? undefined,
    () => look(command, id, changes),
  );

/**
 * After a lost reply: carried out when every addition is in and every removal is out. That nobody is in proves no removal:
 * servers leave the members out of large groups. Taking somebody out twice does no harm.
 */
const look = async (
  command: GroupCommand,
  id: string,
  changes: MemberChanges,
): Promise<Sighting<IAMGroupAppData | undefined>> => {
  const members = await memberIds(command, id);
  const carriedOut =
    changes.add.every((member) => members.has(member)) &&
    !changes.remove.some((member) => members.has(member)) &&
    (changes.remove.length === 0 || members.size > 0);
  return carriedOut ? { tag: 'carried-out', value: undefined } : { tag: 'not-seen' };
};

// Members that cannot be read are not the same as none: an empty list would say that a removal was carried out.
export const memberIds = async ({ groups }: GroupCommand, id: string): Promise<ReadonlySet<string>> => {
  const members =
    groups.getMembers === undefined ? (await groups.getGroup(id))?.members : await groups.getMembers(id);
  if (members === undefined) {
    throw new IAMError(failure('unsupported', 'the members of the group cannot be read'));
  }
  return new Set(members.map(({ value }) => value));
};
