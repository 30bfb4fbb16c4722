import * as E from 'fp-ts/Either';
import { onFake } from '../check';
import type { Check } from '../check';
import { claim, claimDone, shown } from '../expectations';
import { aChange, lookedUp, somebody, valueOf } from '../scenes';

/** The mappers, and the sample profile that everything else is tried with. */
export const profileChecks: readonly Check[] = [
  onFake('profile: the sample names somebody and its keys are all known', async (kit) => {
    const { sample, integration } = kit;
    const mapped = integration.mappers.outgoing.map(sample.profile, 'User Profile - Create');
    const data = E.isRight(mapped) ? mapped.right.data : {};
    const lookups = integration.lookupBy.filter((attribute) => attribute !== 'id');
    claim(
      lookups.length === 0 ||
        lookups.some((attribute) => data[attribute] !== undefined || sample.profile[attribute] !== undefined),
      `The outgoing mapper makes none of ${lookups.join(', ')} from the sample profile.`,
      'the outgoing mapper: write an attribute that lookupBy names, or add the key it is made from to the sample profile.',
    );
    aChange(kit);
    const { created } = await somebody(kit);
    claim(
      created.warnings.length === 0,
      `Creating the sample person warns: ${created.warnings.join(' ')}`,
      'the sample profile: leave out what the vendor has no attribute for; or the outgoing mapper: add a rule for it.',
    );
  }),
  onFake('profile: what was written comes back (mapper round trip)', async (kit) => {
    const { profile } = await somebody(kit);
    const { userProfile } = await lookedUp(kit, profile);
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
  ...(['active', 'is_active'] as const).map((key) =>
    onFake(`profile: ${key} is not written and named in a warning`, async (kit) => {
      const { profile } = await somebody(kit);
      const updated = await kit.user('iam-update-user', { ...profile, [key]: false });
      claimDone(updated, 'updateUser: this update changes nothing and must work.');
      claim(
        updated.warnings.some((warning) => warning.includes(key)),
        `Nothing warns that ${key} is not written.`,
        `the outgoing mapper: take out the rule that reads ${key}; only enable, disable and allow-enable change activity.`,
      );
      const now = await lookedUp(kit, profile);
      claim(
        now.vendor.active !== false,
        `The profile key ${key} disabled the user.`,
        `the outgoing mapper and the client: do not write ${key} from the profile.`,
      );
    }),
  ),
];
