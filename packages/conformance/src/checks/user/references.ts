import type { ReferenceToUser, UserResult } from '@iam/core';
import { dictionaryOf, textsIn, valueAt } from '@iam/core/internal';
import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claim, claimCost, claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { instead } from '../../server/fault';
import { aChange, fetchUser, givenUser, identityOf, valueOf, writesSent } from '../../claims/given';
import { stateOf } from '../../server/exchanges';

/** Attributes that are ids of other people's records. */
export const referenceChecks: readonly Check[] = [
  onFake(
    'references: the record that a profile names is written, once, and cleared by null',
    async (kit) => {
      for (const reference of userReferences(kit)) {
        const { attribute, from } = reference;
        const other = await givenUser(kit);
        const { profile } = await givenUser(kit);
        const naming = { ...identityOf(kit, profile), [from]: keyOf(kit, reference, other.profile) };
        const advice = `references in the definition: ${attribute} must be what is written for the record that ${from} names; and the client must send it and show it in \`details\`.`;
        const written = await kit.user('iam-update-user', naming);
        claimDone(written, advice);
        claimSame(written.warnings, [], 'The warnings', advice);
        const shown = shownAt(kit, await fetchUser(kit, profile), attribute);
        claim(
          reference.write === undefined ? shown.includes(other.id) : shown.some((text) => text !== ''),
          `${attribute} is ${JSON.stringify(shown)} afterwards.`,
          advice,
        );
        kit.server.forget();
        claimDone(await kit.user('iam-update-user', naming), advice);
        claimSame(writesSent(kit), 0, 'Writes of an unchanged reference', advice);
        if (!kit.integration.requiredAttributes.includes(attribute)) {
          claimDone(await kit.user('iam-update-user', { ...naming, [from]: null }), advice);
          claimSame(
            shownAt(kit, await fetchUser(kit, profile), attribute).filter((text) => text !== ''),
            [],
            `${attribute} after null`,
            'updateUser: null in `changes` clears the attribute.',
          );
        }
      }
    },
    'references',
  ),
  onFake(
    'references: a record that is not there is a warning, and the rest is written',
    async (kit) => {
      for (const reference of userReferences(kit)) {
        const { attribute, from } = reference;
        const { profile } = await givenUser(kit);
        const { key, after } = aChange(kit);
        const naming = { ...profile, [key]: after, [from]: keyOf(kit, reference, kit.newPerson()) };
        const advice = 'getUser: return undefined or an empty list when there is no such person.';
        const result = await kit.user('iam-update-user', naming);
        claimDone(result, advice);
        claimSame(result.unresolved, [attribute], 'What was left out', advice);
        claimSame(valueOf(kit, (await fetchUser(kit, profile)).userProfile, key), after, key, advice);
      }
    },
    'references',
  ),
  onFake(
    'references: a look that fails ends the command before anything is written',
    async (kit) => {
      for (const reference of userReferences(kit)) {
        const { profile } = await givenUser(kit);
        const { key, after } = aChange(kit);
        const naming = { ...profile, [key]: after, [reference.from]: keyOf(kit, reference, kit.newPerson()) };
        claimCost(await fetchUser(kit, profile), 1, 'getUser: one request must do.');
        const before = stateOf(kit.vendor);
        kit.server.fail({
          on: 'reads',
          after: 1,
          times: Infinity,
          mishap: instead({ status: 500, body: {} }),
        });
        claimFailed(
          await kit.user('iam-update-user', naming),
          { kinds: ['vendor-error'] },
          'getUser: let errors of `http` through.',
        );
        kit.server.repair();
        claim(
          stateOf(kit.vendor) === before,
          'Something was written all the same.',
          'getUser: it must only read.',
        );
      }
    },
    'references',
  ),
];

type OfAttribute = ReferenceToUser & { readonly attribute: string };

const userReferences = ({ integration, sample }: FakeKit): readonly OfAttribute[] =>
  Object.entries(integration.references).flatMap(([attribute, some]) =>
    some.flatMap((reference) =>
      reference.lookupBy !== undefined &&
      sample.identifiersOf(sample.profile).some((one) => one.attribute === reference.lookupBy)
        ? [{ ...reference, attribute }]
        : [],
    ),
  );

const keyOf = (
  kit: FakeKit,
  { lookupBy }: OfAttribute,
  person: Parameters<typeof kit.sample.identifiersOf>[0],
) => kit.sample.identifiersOf(person).find(({ attribute }) => attribute === lookupBy)?.value;

/** Texts at the path of an attribute, in a record that may have other names for it: `details` are as the vendor sent them. */
const shownAt = ({ integration }: FakeKit, { vendor }: UserResult, attribute: string): readonly string[] =>
  textsIn(valueAt(integration.normalize(dictionaryOf(vendor.details)), attribute));
