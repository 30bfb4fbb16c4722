import * as E from 'fp-ts/Either';
import * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { MemberChanges } from '../../contract/group-client';
import { failure, type Failure } from '../../errors/failure';
import type { IAMGroupAppData } from '../../profile/app-data';
import { attempt } from '../attempt';
import type { GroupCommand } from './group-command';
import { countOf, grouped, isAddition, isRemoval, listed, someOf, type MemberChange } from './member-change';
import { contradictedBy, NOTHING_YET, stoppedBy, type MemberProgress } from './member-progress';
import { memberIds, shownMembers } from './read-members';
import { sendChanges, type GroupAtVendor } from './send-changes';
import { writeAndVerify, type Verification } from '../write/write-and-verify';

/**
 * Sends the changes in as few requests as the vendor allows, additions first. Stops at the first failure that does not concern a
 * single member, and reports the progress, so that the caller can continue from there.
 */
export const changeMembers =
  (command: GroupCommand, id: string, changes: MemberChanges): TE.TaskEither<never, MemberProgress> =>
  async () => {
    const all = listed(changes);
    const size = requestSize(command.groups.membersPerRequest) ?? all.length;
    const vendor = groupAt(command, id);
    let progress = NOTHING_YET;
    for (let from = 0; from < all.length; from += size) {
      progress = await sendChanges(vendor, all.slice(from, from + size))(progress);
    }
    const confirmed = await confirm(command, id, progress);
    warnOfLeftOut(command, confirmed);
    return E.right(confirmed);
  };

/**
 * The changes per request; undefined when unlimited. A size that is not a number counts as unlimited and one below 1 as 1: either
 * would send nothing and report success.
 */
export const requestSize = (size: number | undefined): number | undefined =>
  size === undefined || Number.isNaN(size) ? undefined : Math.max(1, Math.floor(size));

const groupAt = (command: GroupCommand, id: string): GroupAtVendor => ({
  send: (changes) => pipe(settle(command, id, grouped(changes)), TE.mapLeft(withIdsInQuestion)),
  look: pipe(
    shownMembers(command, id),
    TE.getOrElseW(() => T.of(undefined)),
  ),
});

// A 404 may mean a missing group or a missing member.
const withIdsInQuestion = (failed: Failure): Failure =>
  failed.status === 404
    ? { ...failed, next: 'Check the id of the group and the ids of the members.' }
    : failed;

const settle = (
  command: GroupCommand,
  id: string,
  changes: MemberChanges,
): TE.TaskEither<Failure, IAMGroupAppData | undefined> =>
  writeAndVerify<IAMGroupAppData | undefined, MemberChanges>(
    (again) =>
      attempt(async () => (await command.groups.updateMembers(id, again?.seen ?? changes)) ?? undefined),
    () => look(command, id, changes),
    command,
  );

/**
 * Verifies changes after a lost reply: carried out when every addition is in the list. A missing entry does not prove a removal,
 * because servers omit or truncate the members of large groups. Removals are idempotent, so they are sent again.
 */
const look = (
  command: GroupCommand,
  id: string,
  changes: MemberChanges,
): TE.TaskEither<Failure, Verification<IAMGroupAppData | undefined, MemberChanges>> =>
  pipe(
    memberIds(command, id),
    TE.map((members) => verificationOf(members, changes)),
  );

const verificationOf = (
  members: ReadonlySet<string>,
  { add, remove }: MemberChanges,
): Verification<IAMGroupAppData | undefined, MemberChanges> => {
  const left = { add: add.filter((member) => !members.has(member)), remove };
  if (countOf(left) === 0) {
    return { tag: 'carried-out', value: undefined };
  }
  const isOpen = remove.some((member) => !members.has(member));
  return { tag: isOpen ? 'send-again' : 'not-seen', seen: left };
};

/**
 * Compares a reply with the request. It may be older than the change and its list truncated, so a missing addition is only
 * reported. A removed member that it still shows is a contradiction: then the group is read again.
 */
const confirm = async (
  command: GroupCommand,
  id: string,
  progress: MemberProgress,
): Promise<MemberProgress> => {
  if (!progress.contradicted.some(isRemoval)) {
    warnOfNotShown(command, progress.contradicted);
    return progress;
  }
  const seen = await memberIds(command, id)();
  const contradicted = E.isLeft(seen)
    ? progress.contradicted
    : contradictedBy(seen.right, progress.contradicted);
  warnOfNotShown(command, contradicted.filter(isAddition));
  const stillIn = contradicted.filter(isRemoval);
  return stillIn.length === 0
    ? progress
    : stoppedBy(
        { ...progress, done: progress.done.filter((change) => !stillIn.includes(change)) },
        stillIn,
        notTakenOut(stillIn),
      );
};

const notTakenOut = (stillIn: readonly MemberChange[]): Failure =>
  failure(
    'not-applied',
    `The vendor accepted the request, but still shows as members: ${someOf(stillIn.map(([, member]) => member))}.`,
    { effect: 'unknown', next: 'Look at the group in the vendor’s console, and take them out there.' },
  );

const warnOfNotShown = ({ warn }: GroupCommand, additions: readonly MemberChange[]): void => {
  if (additions.length > 0) {
    const members = someOf(additions.map(([, member]) => member));
    warn(`The vendor’s reply to the change does not show as members: ${members}.`);
  }
};

const warnOfLeftOut = ({ warn }: GroupCommand, { alreadyInEffect }: MemberProgress): void => {
  const { add, remove } = grouped(alreadyInEffect);
  if (add.length > 0) {
    warn(`In the group already, so left out: ${someOf(add)}.`);
  }
  if (remove.length > 0) {
    warn(`Not in the group, so left out: ${someOf(remove)}.`);
  }
};
