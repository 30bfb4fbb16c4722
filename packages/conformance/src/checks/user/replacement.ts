import * as E from 'fp-ts/Either';
import type { IAMUserAppData, Matches } from '@iam/core';
import { changesBetween } from '@iam/core/internal';
import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claim, claimDone, complain } from '../../claims/expectations';
import { aChange, fetchUser, givenUser } from '../../claims/given';

/** Concurrent changes between the read of a record and its replacement. */
export const replacementChecks: readonly Check[] = [
  onFake(
    'update: a disable since the record was read is not undone unnoticed',
    async (kit) => {
      const { profile, id } = await givenUser(kit);
      const { key, after } = aChange(kit);
      const stale = only(await kit.withClient(({ getUser }) => getUser({ attribute: 'id', value: id })));
      claimDone(
        await kit.user('iam-disable-user', profile),
        'disableUser: end sign-in and return the record.',
      );
      const wanted = vendorDataOf(kit, { ...profile, [key]: after });
      const changes = changesBetween(stale.details, wanted, kit.integration.singleValued);
      const replaces = await kit.withClient(async (client) => {
        // A refusal is as good as a change that leaves activity alone.
        await client.updateUser(stale, changes, { activate: false }).catch(() => undefined);
        return client.replacesRecords === true;
      });
      const { active } = (await fetchUser(kit, profile)).vendor;
      claim(
        active === false || (replaces && stale.version === undefined),
        `An update of a record that was read before the user was disabled ${replaces ? '' : 'replaced the record and '}let the user in again.`,
        replaces
          ? 'updateUser: send `ifMatch: user.version`, so that the vendor refuses the write; fill `version` in getUser only where the vendor honours it.'
          : 'updateUser: send `changes` only. Where the vendor takes whole records only, set `replacesRecords`, fill `version` in getUser if the vendor tells one, and send it as `ifMatch`.',
      );
    },
    'keepsDisabled',
  ),
];

const vendorDataOf = ({ integration }: FakeKit, profile: Readonly<Record<string, unknown>>) => {
  const mapped = integration.mappers.outgoing.map(profile, 'User Profile - Update');
  return integration.normalize(E.isRight(mapped) ? mapped.right.data : {});
};

const only = (found: Matches<IAMUserAppData>): IAMUserAppData => {
  const [user] = found === undefined ? [] : 'id' in found ? [found] : found;
  return (
    user ??
    complain(
      'The user cannot be read by id.',
      'getUser: read by id when `attribute` is "id"; commands do so.',
    )
  );
};
