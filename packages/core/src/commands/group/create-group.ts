import * as E from 'fp-ts/Either';
import type * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMGroupAppData } from '../../profile/app-data';
import { changeMembers } from './change-members';
import { groupOutcome } from './get-group';
import { failedGroup, type GroupCommand, type GroupOutcome, type GroupStep } from './group-command';
import { grouped, someOf } from './member-change';
import { failureOf, leftOut, notDone, notKnown } from './member-progress';
import { memberIds } from './read-members';
import { newGroup, type NewGroup } from './new-group';
import { sendNewGroup, type Created } from './send-new-group';
import { claimNewGroup } from './claim-new-group';

/** iam-create-group: sends all of `scim`; members beyond the limit of one request are added afterwards. */
export const createGroup = (command: GroupCommand): GroupStep =>
  pipe(
    TE.fromEither(newGroup(command)),
    TE.mapLeft(failedGroup(command)),
    TE.chain(({ data, rest }) =>
      pipe(
        sendNewGroup(command, data, rest),
        // The id in `scim` was not sent, so the failure must not show it.
        TE.mapLeft(failedGroup(command, { id: null })),
        TE.chain((sent) => addRemaining(command, sent)),
      ),
    ),
  );

const addRemaining = (command: GroupCommand, { group, found, data, rest }: Created): GroupStep =>
  found
    ? claimNewGroup(command, group, data, rest)
    : pipe(
        TE.rightTask(warnOfNotShown(command, group, data)),
        TE.chain(() => addMembers(command, group, rest)),
      );

/**
 * Warns of members that the new group does not show. A reply without members says nothing, and a list may lag behind, so the
 * members are read once more first.
 */
const warnOfNotShown =
  (command: GroupCommand, group: IAMGroupAppData, { members: sent = [] }: NewGroup): T.Task<void> =>
  async () => {
    const missingIn = (shown: ReadonlySet<string>): readonly string[] =>
      sent.map(({ value }) => value).filter((member) => !shown.has(member));
    const shown = group.members?.map(({ value }) => value);
    if (shown === undefined || missingIn(new Set(shown)).length === 0) {
      return;
    }
    const seen = await memberIds(command, group.id)();
    const missing = missingIn(E.isLeft(seen) ? new Set(shown) : seen.right);
    if (missing.length > 0) {
      command.warn(`The new group does not show as members: ${someOf(missing)}.`);
    }
  };

const addMembers = (command: GroupCommand, group: IAMGroupAppData, rest: readonly string[]): GroupStep =>
  pipe(
    changeMembers(command, group.id, { add: rest, remove: [] }),
    TE.map((progress): GroupOutcome => {
      // The reply to the creation lacks the members added after it.
      const members = rest.length === 0 ? group.members : progress.group?.members;
      const outcome = { ...groupOutcome(group), members: members ?? null };
      const failed = failureOf(progress);
      const { add: added } = grouped(progress.done);
      const { add: notAdded } = grouped(notDone(progress));
      return failed === undefined
        ? outcome
        : {
            ...outcome,
            details: { created: true, added, ...leftOut(progress), notAdded, ...notKnown(progress) },
            failure: failed,
          };
    }),
  );
