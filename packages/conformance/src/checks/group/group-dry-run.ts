import type { Attributes, GroupResult } from '@iam/core';
import { onFake, type Check, type Costed, type FakeKit, type GroupCommandName } from '../../kit/check';
import { claim, claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { givenUser } from '../../claims/given';
import { claimNothingSent } from '../user/dry-run';
import { aGroup, groupCheck } from './groups';

const THROUGH_HTTP = 'the client: send every request with the `http` that it is given.';

const rehearsedAndDone = async (
  kit: FakeKit,
  command: GroupCommandName,
  scim: Attributes,
  args: Attributes = {},
): Promise<void> => {
  let planned: Costed<GroupResult> | undefined;
  await claimNothingSent(kit, command, async () => {
    planned = await kit.group(command, scim, args, { options: { dryRun: true } });
  });
  const done = await kit.group(command, scim, args);
  claimDone(done, 'the client: this check needs the command to work first.');
  claimSame(
    [planned?.status, planned?.dryRun, planned?.changes],
    [done.status, true, done.changes],
    `What a dry run of ${command} tells`,
    THROUGH_HTTP,
  );
  claim((planned?.planned ?? []).length > 0, `A dry run of ${command} plans no request.`, THROUGH_HTTP);
};

/** What a command about a group would do, without doing it. */
export const groupDryRunChecks: readonly Check[] = [
  onFake('dry run: a new group is planned and not created', async (kit) =>
    rehearsedAndDone(kit, 'iam-create-group', { displayName: kit.newGroupName() }),
  ),
  onFake('dry run: changes of members are planned and not sent', async (kit) => {
    const { id } = await aGroup(kit);
    const [one, two] = [await givenUser(kit), await givenUser(kit)];
    await rehearsedAndDone(kit, 'iam-update-group', { id }, { memberIdsToAdd: [one.id, two.id] });
    await rehearsedAndDone(kit, 'iam-update-group', { id }, { memberIdsToDelete: [one.id] });
  }),
  onFake(
    'dry run: a deletion of a group is planned and not carried out',
    async (kit) => rehearsedAndDone(kit, 'iam-delete-group', { id: (await aGroup(kit)).id }),
    'deleteGroup',
  ),
  onFake(
    'dry run: a group that does not exist is none to plan with',
    async (kit) => {
      const { id } = await aGroup(kit);
      claimDone(await kit.group('iam-delete-group', { id }), 'groups.deleteGroup: delete the group.');
      claimFailed(
        await kit.group('iam-delete-group', { id }, {}, { options: { dryRun: true } }),
        { status: 404 },
        'groups.getGroup: return undefined for a group that does not exist.',
      );
    },
    'deleteGroup',
  ),
].map(groupCheck);
