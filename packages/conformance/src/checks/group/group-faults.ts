import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { isRead, LOST_AFTER, LOST_BEFORE, TRUNCATED } from '../../server/fault';
import { givenUser, writesSent } from '../../claims/given';
import { aGroup } from './groups';

const NO_OWN_REPEATS =
  'groups: send each write once, without try/catch; after a lost reply the command looks before it sends anything again.';
const READABLE =
  'groups.findGroup and getGroup (or getMembers): after a lost reply the group is read again and must show what was done.';

const names = (kit: FakeKit): readonly string[] => kit.vendor.groups().map(({ displayName }) => displayName);

/** Group writes whose answer gets lost. */
export const groupFaultChecks: readonly Check[] = [
  ...(
    [
      ['whose reply is lost', LOST_AFTER, 1, 'groups'],
      ['whose reply is cut off', TRUNCATED, 1, 'groups'],
      ['that never arrived', LOST_BEFORE, 2, 'uniqueGroupNames'],
    ] as const
  ).map(([what, mishap, writes, need]) =>
    onFake(
      `faults: a group creation ${what} makes one group and is done`,
      async (kit) => {
        const displayName = kit.newGroupName();
        kit.server.fail({ on: 'writes', mishap });
        claimDone(await kit.group('iam-create-group', { displayName }), READABLE);
        claimSame(names(kit), [displayName], 'Groups afterwards', NO_OWN_REPEATS);
        claimSame(writesSent(kit), writes, 'Writes sent', NO_OWN_REPEATS);
      },
      need,
    ),
  ),
  onFake(
    'faults: a group creation that never arrived is not sent again where that could double the group',
    async (kit) => {
      kit.server.fail({ on: 'writes', mishap: LOST_BEFORE });
      const created = await kit.group('iam-create-group', { displayName: kit.newGroupName() });
      claimFailed(created, { kinds: ['network'] }, NO_OWN_REPEATS);
      claimSame(created.failure?.effect, 'unknown', 'effect', NO_OWN_REPEATS);
      claimSame(writesSent(kit), 1, 'Writes sent', NO_OWN_REPEATS);
    },
    'groupNamesMayRepeat',
  ),
  onFake(
    'faults: a member change whose reply is lost is done once',
    async (kit) => {
      const { id } = await aGroup(kit);
      const person = await givenUser(kit);
      const readable =
        (await kit.group('iam-get-group', { id }, { includeMembers: true })).failure?.kind !== 'unsupported';
      kit.server.forget();
      kit.server.fail({ on: 'writes', mishap: LOST_AFTER });
      claimDone(await kit.group('iam-update-group', { id }, { memberIdsToAdd: person.id }), READABLE);
      claimSame(
        kit.vendor.groups().find((group) => group.id === id)?.members,
        [person.id],
        'The members at the vendor',
        NO_OWN_REPEATS,
      );
      // Where members cannot be read, the only verification is to add them once more.
      claimSame(writesSent(kit), readable ? 1 : 2, 'Writes sent', READABLE);
    },
    'groups',
  ),
  onFake(
    'faults: a removal of a member whose reply is lost is sent once more',
    async (kit) => {
      const { id } = await aGroup(kit);
      const person = await givenUser(kit);
      for (const mishap of [LOST_BEFORE, LOST_AFTER]) {
        await kit.group('iam-update-group', { id }, { memberIdsToAdd: person.id });
        kit.server.forget();
        kit.server.fail({ on: 'writes', mishap });
        claimDone(
          await kit.group('iam-update-group', { id }, { memberIdsToDelete: person.id }),
          'groups.updateMembers: send what is given without a look; that somebody is not in proves nothing, lists may be cut.',
        );
        claimSame(
          kit.vendor.groups().find((group) => group.id === id)?.members,
          [],
          'The members at the vendor',
          NO_OWN_REPEATS,
        );
        // A row of membership is looked up before it is deleted: one that is gone needs no second write.
        const lookedAgain =
          mishap === LOST_AFTER &&
          kit.server
            .exchanges()
            .slice(-1)
            .some(({ request }) => isRead(request));
        claimSame(writesSent(kit), lookedAgain ? 1 : 2, 'Writes sent', NO_OWN_REPEATS);
      }
    },
    'groups',
  ),
  onFake(
    'faults: a group deletion whose reply is lost is done',
    async (kit) => {
      const { id } = await aGroup(kit);
      kit.server.fail({ on: 'writes', mishap: LOST_AFTER });
      claimDone(await kit.group('iam-delete-group', { id }), READABLE);
      claimSame(names(kit), [], 'Groups afterwards', NO_OWN_REPEATS);
    },
    'deleteGroup',
  ),
];
