import { onFake, writing, type Check } from '../../kit/check';
import {
  claim,
  claimCost,
  claimDone,
  claimFailed,
  claimSame,
  claimSkipped,
  complain,
} from '../../claims/expectations';
import { instead, isRead } from '../../server/fault';
import { changesData, fetchUser, givenUser, givenDisabledUser, valueOf } from '../../claims/given';

/** iam-disable-user and iam-enable-user. */
export const activityChecks: readonly Check[] = [
  writing(
    'disable: somebody active cannot sign in afterwards, with 2 requests',
    async (kit) => {
      const { profile, id } = await givenUser(kit);
      const disabled = await kit.user('iam-disable-user', profile);
      claimDone(disabled, 'disableUser: end sign-in and return the record as the reply shows it.');
      claimSame(
        [disabled.vendor.action, disabled.vendor.id, disabled.vendor.active],
        ['disable', id, false],
        'Action, id and active',
        'disableUser: return the record as it is afterwards.',
      );
      claimCost(
        disabled,
        2,
        'disableUser: one request must do, and its reply must say that the user is inactive; otherwise the user is read again.',
      );
      claimSame(
        (await fetchUser(kit, profile)).vendor.active,
        false,
        'active afterwards',
        'disableUser: it must reach the vendor; and read `active` from the reply, never assume it.',
      );
    },
    'keepsDisabled',
  ),
  writing(
    'disable: the record keeps its attributes',
    async (kit) => {
      const { profile } = await givenDisabledUser(kit);
      const { userProfile } = await fetchUser(kit, profile);
      for (const key of kit.sample.changeable) {
        claimSame(
          valueOf(kit, userProfile, key),
          profile[key],
          `${key} of the disabled user`,
          'disableUser: change activity only.',
        );
      }
    },
    'keepsDisabled',
  ),
  writing(
    'disable: somebody inactive is skipped after 1 request',
    async (kit) => {
      const { profile } = await givenDisabledUser(kit);
      const again = await kit.user('iam-disable-user', profile);
      claimSkipped(
        again,
        'already',
        'User is already disabled.',
        'getUser: fill `active` from the record (false when the user cannot sign in).',
      );
      claimCost(again, 1, 'getUser: one request must do.');
    },
    'keepsDisabled',
  ),
  writing(
    'disable: deletes the user and says so',
    async (kit) => {
      const { profile } = await givenUser(kit);
      const gone = await kit.user('iam-disable-user', profile);
      claimDone(gone, 'deleteUser: remove the record; `disableDeletes` needs it.');
      claim(
        gone.vendor.reason !== '',
        'The result does not say that the user was deleted.',
        'deleteUser: return when the record is removed.',
      );
      claimFailed(
        await kit.user('iam-get-user', profile),
        { kinds: ['not-found'] },
        'deleteUser: the record must be gone.',
      );
    },
    'disableDeletes',
  ),
  writing('disable: somebody missing is skipped after 1 request for each identifier', async (kit) => {
    const missing = await kit.user('iam-disable-user', kit.newPerson());
    claimSkipped(
      missing,
      'not-found',
      'User does not exist',
      'getUser: return undefined when nobody is found; do not throw.',
    );
    claimCost(missing, kit.sample.lookups, 'getUser: one request for each identifier must do.');
  }),
  writing(
    'enable: somebody inactive can sign in afterwards, with 2 requests',
    async (kit) => {
      const { profile, id } = await givenDisabledUser(kit);
      const enabled = await kit.user('iam-enable-user', profile);
      claimDone(
        enabled,
        'enableUser: let the user sign in again and return the record as the reply shows it.',
      );
      claimSame(
        [enabled.vendor.action, enabled.vendor.id, enabled.vendor.active],
        ['enable', id, true],
        'Action, id and active',
        'enableUser: return the record as it is afterwards.',
      );
      claimCost(enabled, 2, 'enableUser: one request must do.');
      claimSame(
        (await fetchUser(kit, profile)).vendor.active,
        true,
        'active afterwards',
        'enableUser: it must reach the vendor.',
      );
    },
    'keepsDisabled',
  ),
  writing('enable: somebody active is skipped after 1 request', async (kit) => {
    const { profile } = await givenUser(kit);
    const again = await kit.user('iam-enable-user', profile);
    claimSkipped(
      again,
      'already',
      'User is already enabled.',
      'getUser: fill `active` from the record (true when the user can sign in).',
    );
    claimCost(again, 1, 'getUser: one request must do.');
  }),
  writing('enable: somebody missing is skipped and not created', async (kit) => {
    const profile = kit.newPerson();
    claimSkipped(
      await kit.user('iam-enable-user', profile),
      'not-found',
      'User does not exist',
      'getUser: return undefined when nobody is found.',
    );
    claimFailed(
      await kit.user('iam-get-user', profile),
      { kinds: ['not-found'] },
      'enableUser: it must not create anybody.',
    );
  }),
  onFake(
    'disable: a reply that says otherwise is not believed',
    async (kit) => {
      const { profile } = await givenDisabledUser(kit);
      kit.server.forget();
      const enabled = await kit.user('iam-enable-user', profile);
      claimDone(enabled, 'enableUser: let the user sign in again.');
      const said = kit.server.exchanges().find(({ request }) => !isRead(request))?.reply;
      if (said === undefined) {
        return complain(
          'Enabling sent no writing request.',
          'enableUser: send the vendor’s request that lets a user sign in again.',
        );
      }
      // The vendor answers as it did when it let the user in, and does nothing.
      kit.server.fail({ on: 'writes', times: Infinity, mishap: instead(said) });
      const disabled = await kit.user('iam-disable-user', profile);
      claimFailed(
        disabled,
        { kinds: ['not-applied'] },
        'disableUser: return `active` as the reply tells it (null when it does not); a leaver who is still active must not look locked out.',
      );
    },
    'keepsDisabled',
  ),
  onFake(
    'disable: a reply that does not tell is checked by reading again',
    async (kit) => {
      const { profile } = await givenUser(kit);
      await fetchUser(kit, profile);
      const before = kit.server.exchanges().at(-1)?.reply;
      kit.server.fail({
        on: 'writes',
        mishap: {
          kind: 'altered',
          alter: (reply) => (reply.body === undefined ? reply : { ...reply, ...(before ?? {}) }),
        },
      });
      const disabled = await kit.user('iam-disable-user', profile);
      const settled =
        disabled.status === 'done'
          ? disabled.vendor.active === false
          : disabled.failure?.kind === 'malformed-reply';
      claim(
        settled,
        'The reply to disabling showed the user as before, and the result is neither confirmed nor failed.',
        'disableUser: return `active` from the reply.',
      );
      claimSame(
        (await fetchUser(kit, profile)).vendor.active,
        false,
        'active afterwards',
        'disableUser: send the request.',
      );
    },
    'keepsDisabled',
  ),
  onFake('disable and enable: write about the one user only', async (kit) => {
    const { profile } = await givenUser(kit);
    const bystander = await givenUser(kit);
    const before = JSON.stringify((await fetchUser(kit, bystander.profile)).vendor.details);
    const wrote = await changesData(kit, () => kit.user('iam-disable-user', profile));
    claim(
      wrote,
      'Disabling changed nothing at the vendor.',
      'disableUser: send the vendor’s request that ends sign-in.',
    );
    const after = JSON.stringify((await fetchUser(kit, bystander.profile)).vendor.details);
    claim(
      after === before,
      'Disabling one user changed another one.',
      'disableUser: name the user by `user.id`.',
    );
  }),
];
