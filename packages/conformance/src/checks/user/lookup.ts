import type { Attributes } from '@iam/core';
import { onFake, type Check, type FakeKit, type Kit } from '../../kit/check';
import { claim, claimCost, claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { instead } from '../../server/fault';
import {
  changesData,
  withDuplicate,
  identityOf,
  lastReply,
  fetchUser,
  givenUser,
  writesSent,
} from '../../claims/given';

/** Lookups: the right user, none, or an error, and never a guess. */
export const lookupChecks: readonly Check[] = [
  onFake('lookup: several matches are ambiguous and nothing is written', async (kit) => {
    const { profile, id } = await givenUser(kit);
    await fetchUser(kit, profile);
    const two = withDuplicate(lastReply(kit), id);
    if (two === undefined) {
      // The search answers with one record, not with a list: there can be no second one.
      return;
    }
    for (const command of ['iam-get-user', 'iam-update-user', 'iam-disable-user'] as const) {
      kit.server.repair();
      kit.server.fail({ on: 'reads', times: Infinity, mishap: instead(two) });
      kit.server.forget();
      claimFailed(
        await kit.user(command, profile),
        { kinds: ['ambiguous'] },
        'getUser: return every record that the search finds, as a list; choosing one is a guess.',
      );
      claim(
        writesSent(kit) === 0,
        `${command} wrote although two users match.`,
        'getUser: return every record that the search finds.',
      );
    }
  }),
  onFake('lookup: somebody else’s record is refused and nothing is written', async (kit) => {
    const asked = await givenUser(kit);
    const other = await givenUser(kit);
    await fetchUser(kit, other.profile);
    const wrong = lastReply(kit);
    kit.server.fail({ on: 'reads', times: Infinity, mishap: instead(wrong) });
    const advice =
      'getUser: return the record as the vendor sent it, with its own attributes in `details`, `username` and `email`; never copy what was asked for into it.';
    for (const command of ['iam-get-user', 'iam-disable-user', 'iam-update-user'] as const) {
      const wrote = await changesData(kit, async () =>
        claimFailed(await kit.user(command, asked.profile), { kinds: ['malformed-reply'] }, advice),
      );
      claim(!wrote, `${command} changed somebody although the vendor answered with another user.`, advice);
    }
  }),
  onFake('lookup: every identifier is asked for before there is said to be no such person', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const known = kit.sample.identifiersOf(profile);
    for (const key of kit.sample.identifying) {
      // One key of the person and else a new one: where it is an identifier of its own, it leads to the record.
      const mixed = { ...kit.newPerson(), [key]: profile[key] };
      const shared = kit.sample
        .identifiersOf(mixed)
        .filter(({ attribute, value }) =>
          known.some((one) => one.attribute === attribute && one.value === value),
        );
      if (shared.length === 0) {
        continue;
      }
      // Whether it is the person is the command's to judge; that there is such a record must be seen.
      const { vendor } = await kit.user('iam-get-user', mixed);
      claimSame(
        vendor.id,
        id,
        `The id for ${shared.map(({ attribute }) => attribute).join(', ')} of somebody who exists, in a profile that is new otherwise`,
        'getUser: ask for each attribute of lookupBy by its own name; none may be left out or taken for another.',
      );
    }
  }),
  onFake('lookup: two people whose derived names coincide are told apart', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const twin = twinOf(kit, profile);
    const advice =
      'the outgoing mapper and getUser: a name that is made of a part of a value (the local part of an address, given name and surname) may be another person’s; look for the text as it is given.';
    const before = recordOf(kit, id);
    for (const command of [
      'iam-disable-user',
      'iam-get-user',
      'iam-update-user',
      'iam-create-user',
      'iam-enable-user',
      'iam-disable-user',
    ] as const) {
      const result = await kit.user(command, twin);
      claim(
        result.vendor.id !== id || result.status === 'failed',
        `${command} took somebody for a person with another address.`,
        advice,
      );
      claimSame(recordOf(kit, id), before, `The record of somebody else after ${command}`, advice);
    }
  }),
  onFake(
    'lookup: a record with another key of the person is not the person, for any command',
    async (kit) => {
      const { profile, id } = await givenUser(kit);
      const key = kit.sample.externalIdKey ?? '';
      if (kit.integration.lookupBy.indexOf(kit.integration.externalIdAttribute) === 0) {
        return;
      }
      const other = { ...profile, [key]: `${String(profile[key])}-other` };
      const before = recordOf(kit, id);
      for (const command of [
        'iam-get-user',
        'iam-create-user',
        'iam-update-user',
        'iam-enable-user',
        'iam-disable-user',
      ] as const) {
        const advice = 'the client: return the vendor’s record in `details`, with the attribute of its key.';
        claimFailed(await kit.user(command, other), { status: 409, kinds: ['conflict'], says: id }, advice);
        claimSame(recordOf(kit, id), before, `The record after ${command}`, advice);
      }
    },
    'externalId',
  ),
  onFake('lookup: olduserdata is looked up first, then the current data', async (kit) => {
    const before = identityOf(kit, kit.newPerson());
    const { profile } = await givenUser(kit);
    kit.server.forget();
    const found = await kit.user('iam-get-user', { ...profile, olduserdata: before });
    claimDone(
      found,
      'lookupBy in the definition: the user must be found under its current data when the old ones find nobody.',
    );
    claimCost(found, kit.sample.lookups + 1, 'getUser: one request for each identifier must do.');
    const asked = kit.server
      .exchanges()
      .map(({ request }) => decoded(`${request.path}?${request.query}${request.text}`));
    const names = (text: string, person: object): boolean =>
      Object.values(person).some((value) => text.includes(String(value)));
    claim(
      asked.every((text, index) =>
        names(text, index < kit.sample.lookups ? before : identityOf(kit, profile)),
      ),
      'The first searches do not ask for the old identifiers or the last one not for the current one.',
      'getUser: ask for the value that it is given, in the path or the query.',
    );
    const direct = await kit.user('iam-get-user', { ...kit.newPerson(), olduserdata: profile });
    claimDone(direct, 'getUser: a user must be found by what identified it before.');
    claimCost(direct, 1, 'getUser: the old identifier finds the user, no other search is needed.');
  }),
];

/**
 * A person with the same names and the same local part of the address, at another domain: what a mapper or a client makes of
 * them is the same. What else would tell the two apart is left out.
 */
const twinOf = (kit: Kit, profile: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(profile).flatMap(([key, value]) => {
      if (!kit.sample.identifying.includes(key)) {
        return [[key, value]];
      }
      return typeof value === 'string' && value.includes('@')
        ? [[key, value.replace(/@.*$/, '@twin.example')]]
        : [];
    }),
  );

/** The record of an id as the vendor has stored it. */
const recordOf = (kit: FakeKit, id: string): string | undefined =>
  kit.vendor
    .users()
    .map((user) => JSON.stringify(user))
    .find((user) => user.includes(JSON.stringify(id)));

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
