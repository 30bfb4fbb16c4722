import { onFake, type Check } from '../../kit/check';
import { claim, claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { instead } from '../../server/fault';
import { fetchUser, givenDisabledUser, vendorError, aChange, valueOf } from '../../claims/given';

const ENABLE = 'enableUser: let the errors of `http` through; enable the user and nothing else.';

/** Activation as a request of its own. */
export const activationChecks: readonly Check[] = [
  onFake(
    'create: an activation that fails is told, and the next run finishes it',
    async (kit) => {
      const profile = kit.newPerson();
      const { body } = await vendorError(kit);
      kit.server.fail({ on: 'writes', after: 1, mishap: instead({ status: 403, body }) });
      const created = await kit.user('iam-create-user', profile);
      claimFailed(created, { status: 403, says: 'created, but not activated' }, ENABLE);
      claim(created.vendor.id !== null, 'The failed result lacks the id of the new user.', ENABLE);
      claimSame(
        (await fetchUser(kit, profile)).vendor.active,
        false,
        'active before the activation',
        'createUser: create the user inactive when `options.active` is false.',
      );
      claimDone(await kit.user('iam-create-user', profile), ENABLE);
      claimSame((await fetchUser(kit, profile)).vendor.active, true, 'active after the next run', ENABLE);
      claimSame(kit.vendor.users().length, 1, 'Users afterwards', ENABLE);
    },
    'activatesApart',
  ),
  onFake(
    'update: activation and change both arrive, each in a request of its own',
    async (kit) => {
      const { profile } = await givenDisabledUser(kit);
      const { key, after } = aChange(kit);
      claimDone(await kit.user('iam-update-user', { ...profile, [key]: after }), ENABLE);
      const { vendor, userProfile } = await fetchUser(kit, profile);
      claimSame(
        [vendor.active, valueOf(kit, userProfile, key)],
        [true, after],
        `active and ${key}`,
        'updateUser: write the changes, and leave the activity as it is.',
      );
    },
    'activatesApart',
    'keepsDisabled',
  ),
];
