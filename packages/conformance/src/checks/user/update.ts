import { onFake, writing, type Check } from '../../kit/check';
import { claim, claimCost, claimDone, claimFailed, claimSame, claimSkipped } from '../../claims/expectations';
import { aChange, identityOf, fetchUser, givenUser, givenDisabledUser, valueOf } from '../../claims/given';
import { stateOf } from '../../server/exchanges';

/** iam-update-user. */
export const updateChecks: readonly Check[] = [
  writing('update: a changed attribute is written with 2 requests', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const { key, after } = aChange(kit);
    const updated = await kit.user('iam-update-user', { ...profile, [key]: after });
    claimDone(updated, 'updateUser: write what changed.');
    claimSame(
      [updated.vendor.action, updated.vendor.id, updated.happened],
      ['update', id, 'updated'],
      'What happened',
      'updateUser: return the record as it is afterwards.',
    );
    claimCost(updated, 2, 'updateUser: one request must do; the record as it was is in `user.details`.');
    claimSame(
      valueOf(kit, (await fetchUser(kit, profile)).userProfile, key),
      after,
      `${key} after the update`,
      'updateUser: send every attribute of `changes`.',
    );
  }),
  writing('update: nothing is sent when nothing changes', async (kit) => {
    const { profile } = await givenUser(kit);
    const updated = await kit.user('iam-update-user', profile);
    claimDone(updated, 'updateUser: it is not even needed here.');
    claimCost(
      updated,
      1,
      'getUser: return the whole record in `details`, in the words that the outgoing mapper uses.',
    );
  }),
  writing('update: attributes that the profile does not name stay as they are', async (kit) => {
    const { profile } = await givenUser(kit);
    const { key, after } = aChange(kit);
    claimDone(
      await kit.user('iam-update-user', { ...identityOf(kit, profile), [key]: after }),
      'updateUser: send `changes` only.',
    );
    const { userProfile } = await fetchUser(kit, profile);
    for (const other of kit.sample.changeable.filter((name) => name !== key)) {
      claimSame(
        valueOf(kit, userProfile, other),
        profile[other],
        `${other} after an update of ${key}`,
        'updateUser: send `changes` only; where the vendor replaces whole records, lay them over `user.details`.',
      );
    }
  }),
  writing('update: somebody missing is created with 1 request after the lookups', async (kit) => {
    const created = await kit.user('iam-update-user', kit.newPerson());
    claimDone(created, 'createUser: somebody who is missing is created.');
    claimSame(
      [created.vendor.action, created.happened],
      ['create', 'created'],
      'What happened',
      'getUser: return undefined when nobody is found.',
    );
    claimCost(created, kit.sample.lookups + 1, 'createUser: one request must do.');
  }),
  writing('update: somebody missing is skipped when creating in updates is off', async (kit) => {
    const skipped = await kit.user(
      'iam-update-user',
      kit.newPerson(),
      {},
      { params: { createIfNotExists: false } },
    );
    claimSkipped(
      skipped,
      'not-found',
      'User does not exist',
      'getUser: return undefined when nobody is found.',
    );
    claimCost(skipped, kit.sample.lookups, 'getUser: one request for each identifier must do.');
  }),
  writing(
    'update: somebody inactive is enabled along with the change, with 2 requests',
    async (kit) => {
      const { profile } = await givenDisabledUser(kit);
      const { key, after } = aChange(kit);
      const updated = await kit.user('iam-update-user', { ...profile, [key]: after });
      claimDone(
        updated,
        'updateUser: write the changes and let the user sign in when `options.activate` is true.',
      );
      claimCost(updated, 2, 'updateUser: change and activate in one request where the vendor can do both.');
      claimSame(
        [updated.vendor.active, updated.reEnabled],
        [true, true],
        'active and reEnabled',
        'updateUser: let the user sign in again when `options.activate` is true, and return `active` from the reply.',
      );
      const now = await fetchUser(kit, profile);
      claimSame(
        [now.vendor.active, valueOf(kit, now.userProfile, key)],
        [true, after],
        `active and ${key} afterwards`,
        'updateUser: send both the changes and the activation.',
      );
    },
    'keepsDisabled',
  ),
  writing(
    'update: allow-enable=false leaves somebody inactive',
    async (kit) => {
      const { profile } = await givenDisabledUser(kit);
      const { key, before, after } = aChange(kit);
      const updated = await kit.user(
        'iam-update-user',
        { ...profile, [key]: after },
        { 'allow-enable': 'no' },
      );
      const now = await fetchUser(kit, profile);
      if (updated.failure?.kind === 'wrong-state') {
        // Some vendors do not change deactivated records; then nothing may have happened.
        claimSame(
          [now.vendor.active, valueOf(kit, now.userProfile, key)],
          [false, before],
          `active and ${key} after the refusal`,
          'readError: a change that was carried out is no wrong state.',
        );
        return;
      }
      claimDone(
        updated,
        'updateUser: changing somebody inactive must work, or be refused as a `wrong-state` (errorCodes or readError in the definition).',
      );
      claimSame(
        [now.vendor.active, valueOf(kit, now.userProfile, key)],
        [false, after],
        `active and ${key} afterwards`,
        'updateUser: leave activity alone unless `options.activate` is true.',
      );
    },
    'keepsDisabled',
  ),
  onFake('update: a changed identifier stays with the same user', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const before = stateOf(kit.vendor);
    const renamed = { ...profile, ...identityOf(kit, kit.newPerson()) };
    const updated = await kit.user('iam-update-user', { ...renamed, olduserdata: profile });
    if (updated.status === 'failed') {
      // Some vendors do not let identifiers change; then nothing may have happened.
      claimFailed(
        updated,
        { kinds: ['bad-request', 'invalid-input', 'conflict', 'forbidden'] },
        'updateUser: send the changed identifiers, and do not catch the vendor’s refusal.',
      );
      claim(
        stateOf(kit.vendor) === before,
        'The refused change of identifiers was carried out in part.',
        'updateUser: send all changes in one request.',
      );
      return;
    }
    claimSame(
      updated.vendor.id,
      id,
      'The id of the user',
      'getUser: find the user by what identified it before; a changed name is not another person.',
    );
    claim(
      kit.vendor.users().length === 1,
      'A second user was made for the new identifiers.',
      'getUser: find the user by what identified it before.',
    );
  }),
];
