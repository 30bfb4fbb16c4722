import * as E from 'fp-ts/Either';
import type { Attributes, UserResult } from '@iam/core';
import { dictionaryOf, MAPPING_TYPES, valueAt } from '@iam/core/internal';

import { onFake, type Check } from '../../kit/check';
import { claim, claimCost, claimDone, claimFailed, claimSame, shown } from '../../claims/expectations';
import { aChange, fetchUser, givenUser, valueOf } from '../../claims/given';
import { stateOf } from '../../server/exchanges';

/** The mappers, and the sample profile that everything else is tried with. */
export const profileChecks: readonly Check[] = [
  onFake('profile: the sample names somebody and its keys are all known', async (kit) => {
    const { sample, integration } = kit;
    const mapped = integration.mappers.outgoing.map(sample.profile, 'User Profile - Create');
    const data = E.isRight(mapped) ? mapped.right.data : {};
    const lookups = integration.lookupBy.filter((attribute) => attribute !== 'id');
    claim(
      lookups.length === 0 ||
        lookups.some((attribute) =>
          [data, sample.profile].some((given) => valueAt(given, attribute) !== undefined),
        ),
      `The outgoing mapper makes none of ${lookups.join(', ')} from the sample profile.`,
      'the outgoing mapper: write an attribute that lookupBy names, or add the key it is made from to the sample profile.',
    );
    aChange(kit);
    const { created } = await givenUser(kit);
    claim(
      created.warnings.length === 0,
      `Creating the sample person warns: ${created.warnings.join(' ')}`,
      'the sample profile: leave out what the vendor has no attribute for; or the outgoing mapper: add a rule for it.',
    );
  }),
  onFake('profile: what was written comes back (mapper round trip)', async (kit) => {
    const { profile } = await givenUser(kit);
    const { userProfile } = await fetchUser(kit, profile);
    const values = new Set(Object.values(userProfile).map((value) => JSON.stringify(value)));
    for (const [key, value] of Object.entries(profile)) {
      const back = valueOf(kit, userProfile, key);
      claim(
        back === undefined ? values.has(JSON.stringify(value)) : String(back) === String(value),
        `${key} was written as ${shown(value)} and read as ${shown(back)}.`,
        `the incoming mapper: add a rule for ${key} that reads what the outgoing one writes; or the client: it must send the attribute.`,
      );
    }
  }),
  onFake('profile: unknown keys are named in a warning and not sent', async (kit) => {
    const profile = { ...kit.newPerson(), mistypedkey: 'value-of-a-mistyped-key' };
    const created = await kit.user('iam-create-user', profile);
    claimDone(
      created,
      'attributes in the definition: an unknown key of the profile must not disturb the command.',
    );
    claim(
      created.warnings.some((warning) => warning.includes('mistypedkey')),
      'Nothing warns of the unknown key "mistypedkey".',
      'attributes in the definition: list the vendor’s own attributes by name; it must not accept every name.',
    );
    const sent = kit.server
      .exchanges()
      .some(({ request }) => `${request.query}${request.text}`.includes('value-of-a-mistyped-key'));
    claim(
      !sent,
      'The value of an unknown key was sent to the vendor.',
      'createUser: send only what is in `data`.',
    );
  }),
  ...(['active', 'Active', 'is_active', 'IsActive'] as const).map((key) =>
    onFake(`profile: ${key}: false is refused by an update and creates somebody inactive`, async (kit) => {
      const { profile } = await givenUser(kit);
      const before = stateOf(kit.vendor);
      const updated = await kit.user('iam-update-user', { ...profile, [key]: false });
      claimFailed(updated, { kinds: ['invalid-input'] }, NOT_WRITTEN);
      claimCost(updated, 0, NOT_WRITTEN);
      claim(stateOf(kit.vendor) === before, `The refused update with ${key} wrote something.`, NOT_WRITTEN);
      const created = await kit.user('iam-create-user', { ...kit.newPerson(), [key]: false });
      claimDone(created, 'createUser: create somebody inactive when `options.active` is false.');
      claimSame(
        created.vendor.active,
        false,
        `active of somebody created with ${key}: false`,
        'createUser: let the new user sign in only when `options.active` is true.',
      );
    }),
  ),
  onFake(
    'profile: the vendor’s own activity cannot be written from a profile',
    async (kit) => {
      const { profile } = await givenUser(kit);
      const active = recordOf(await fetchUser(kit, profile));
      claimDone(
        await kit.user('iam-disable-user', profile),
        'disableUser: end sign-in and return the record.',
      );
      const inactive = recordOf(await fetchUser(kit, profile));
      const writable = new Set([
        ...kit.integration.attributes,
        ...MAPPING_TYPES.flatMap((type) => kit.integration.mappers.outgoing.fields(type)).map(
          ({ target }) => target,
        ),
      ]);
      const own = [...writable].find(
        (name) => shown(valueAt(active, name)) !== shown(valueAt(inactive, name)),
      );
      claim(
        own === undefined,
        `Disabling changed ${own}, which a profile can write as well.`,
        `attributes in the definition and the outgoing mapper: leave ${own} out; only createUser, updateUser, enableUser and disableUser write it.`,
      );
    },
    'keepsDisabled',
  ),
];

const NOT_WRITTEN =
  'the outgoing mapper and the client: do not write activity from a profile; only enable, disable and allow-enable decide on it.';

const recordOf = ({ vendor }: UserResult): Attributes => dictionaryOf(vendor.details);
