import type { Attributes } from '@iam/core';
import { onFake, writing, type Check, type FakeKit } from '../../kit/check';
import { claim, claimCost, claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { aChange, identityOf, fetchUser, givenUser, valueOf, writesSent } from '../../claims/given';
import { isRead, withTexts } from '../../server/fault';

/** What a value of the profile means for an update: nothing, no value, or another one. */
export const updateValueChecks: readonly Check[] = [
  writing(
    'update: null clears an attribute',
    async (kit) => {
      const { profile } = await givenUser(kit);
      const [key = ''] = kit.sample.clearable;
      claimDone(
        await kit.user('iam-update-user', { ...profile, [key]: null }),
        `updateUser: null in \`changes\` clears the attribute; if ${key} cannot be cleared, name its attribute in requiredAttributes.`,
      );
      const left = valueOf(kit, (await fetchUser(kit, profile)).userProfile, key);
      claim(
        left === undefined || left === null || left === '',
        `${key} is still there after it was cleared.`,
        'updateUser: send null (or what the vendor has for it) for every attribute that is null in `changes`.',
      );
    },
    'clearable',
  ),
  onFake(
    'update: what the vendor requires cannot be cleared',
    async (kit) => {
      const { profile } = await givenUser(kit);
      const [key = '', attribute = ''] =
        kit.sample.required.find(([name]) => !kit.sample.identifying.includes(name)) ?? [];
      if (key === '') {
        return;
      }
      kit.server.forget();
      const refused = await kit.user('iam-update-user', { ...identityOf(kit, profile), [key]: null });
      claimFailed(
        refused,
        { kinds: ['invalid-input'], says: attribute },
        `requiredAttributes in the definition: name ${attribute}.`,
      );
      claim(
        writesSent(kit) === 0,
        `Clearing ${attribute} was sent.`,
        `requiredAttributes in the definition: name ${attribute}.`,
      );
    },
    'requiredAttributes',
  ),
  onFake('update: an empty text is no change', async (kit) => {
    const { profile } = await givenUser(kit);
    const { key, before } = aChange(kit);
    const updated = await kit.user('iam-update-user', { ...profile, [key]: '' });
    claimDone(updated, 'the outgoing mapper: an empty text counts as absent.');
    claimCost(updated, 1, 'the outgoing mapper: an empty text counts as absent, nothing is sent for it.');
    claimSame(
      valueOf(kit, (await fetchUser(kit, profile)).userProfile, key),
      before,
      `${key} afterwards`,
      'updateUser: leave alone what `changes` does not name.',
    );
  }),
  onFake('update: a number is sent as text, and once', async (kit) => {
    const { profile } = await givenUser(kit);
    const { key } = aChange(kit);
    const wanted = { ...profile, [key]: 4711 };
    kit.server.forget();
    claimDone(
      await kit.user('iam-update-user', wanted),
      'updateUser: a number of the profile is in `changes` as text.',
    );
    const sent = kit.server.exchanges().filter(({ request }) => !isRead(request));
    claim(
      sent.some(({ request }) => request.text.includes('"4711"')),
      `${key} was not sent as the text "4711".`,
      'updateUser: send the texts of `changes` as they are; name attributes that are numbers in numberAttributes.',
    );
    const again = await kit.user('iam-update-user', wanted);
    claimDone(again, 'updateUser: it is not even needed here.');
    claimCost(again, 1, 'getUser: return the record in `details` as the vendor has it.');
  }),
  onFake('update: a name or an address that the vendor keeps in another case is no change', async (kit) => {
    const { profile } = await givenUser(kit);
    const names = caselessTexts(kit, profile);
    kit.server.fail({
      on: 'reads',
      times: Infinity,
      mishap: withTexts(names.map((name) => [JSON.stringify(name), JSON.stringify(name.toUpperCase())])),
    });
    kit.server.forget();
    const updated = await kit.user('iam-update-user', profile);
    kit.server.repair();
    claimDone(updated, 'getUser: return what the vendor found; core compares names as vendors do.');
    claim(
      writesSent(kit) === 0,
      'A name that differs in case only was written.',
      'getUser: return what the vendor found; core compares names as vendors do.',
    );
  }),
];

/** Texts of the profile that are sent as a user name or an address. */
const caselessTexts = (kit: FakeKit, profile: Attributes): readonly string[] =>
  kit.integration.mappers.outgoing
    .fields('User Profile - Update')
    .filter(({ target }) => /^(?:emails?|user_?name|login)(?:[.[]|$)/i.test(target))
    .flatMap(({ from }) => from.map((key) => profile[key]))
    .filter((value) => typeof value === 'string');
