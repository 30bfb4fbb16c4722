import { onFake, writing, type Check } from '../../kit/check';
import { claim, claimCost, claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { instead } from '../../server/fault';
import { aChange, idOf, fetchUser, noMatches, givenUser, vendorError, writesSent } from '../../claims/given';

/** iam-create-user. */
export const createChecks: readonly Check[] = [
  writing('create: somebody new is created, active, with 1 request after the lookups', async (kit) => {
    const { created } = await givenUser(kit);
    claimSame(
      [created.vendor.action, created.happened],
      ['create', 'created'],
      'What happened',
      'getUser: it must find nobody who was not created.',
    );
    claimSame(
      created.vendor.active,
      true,
      'active of the new user',
      'createUser: create the user so that it can sign in when `options.active` is true, and return `active` as the vendor’s reply tells it.',
    );
    claimCost(
      created,
      kit.sample.lookups + 1,
      'createUser: one request must do; return the record of its reply.',
    );
  }),
  writing('create: allow-enable=false creates somebody inactive', async (kit) => {
    const profile = kit.newPerson();
    const created = await kit.user('iam-create-user', profile, { 'allow-enable': false });
    claimDone(
      created,
      'createUser: create the user without the right to sign in when `options.active` is false.',
    );
    const found = await fetchUser(kit, profile);
    claimSame(
      [created.vendor.active, found.vendor.active],
      [false, false],
      'active of the result and of the user',
      'createUser: send the vendor’s activity attribute from `options.active`, and read it from the reply.',
    );
  }),
  onFake('create: an instance that may not enable creates somebody inactive', async (kit) => {
    const profile = kit.newPerson();
    claimDone(
      await kit.user('iam-create-user', profile, {}, { params: { enableUserEnabled: false } }),
      'createUser: observeReply `options.active`.',
    );
    claimSame(
      (await fetchUser(kit, profile)).vendor.active,
      false,
      'active of the user',
      'createUser: send the vendor’s activity attribute from `options.active`.',
    );
  }),
  writing('create: somebody who exists is updated with 2 requests', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const { key, after } = aChange(kit);
    const again = await kit.user('iam-create-user', { ...profile, [key]: after });
    claimDone(again, 'updateUser: write what changed.');
    claimSame(
      [again.vendor.action, again.vendor.id],
      ['update', id],
      'Action and id',
      'getUser: find the user by what identifies it, so that no second one is created.',
    );
    claimCost(again, 2, 'updateUser: one request must do.');
  }),
  writing('create: somebody who exists unchanged costs 1 request', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const again = await kit.user('iam-create-user', profile);
    claimDone(again, 'createUser: creating the same person again must change nothing.');
    claimSame(
      [again.vendor.action, again.vendor.id, again.happened],
      ['update', id, 'unchanged'],
      'What happened',
      'getUser: return the whole record in `details`, in the words that the outgoing mapper uses, so that nothing seems to have changed.',
    );
    claimCost(
      again,
      1,
      'getUser: return the whole record in `details`, so that what is already so is not sent again.',
    );
  }),
  onFake('create: a conflict is looked up again and becomes an update', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const nobody = await noMatches(kit);
    const { key, after } = aChange(kit);
    nobody.forEach((reply) => kit.server.fail({ on: 'reads', mishap: instead(reply) }));
    const created = await kit.user('iam-create-user', { ...profile, [key]: after });
    if (kit.vendor.users().length > 1) {
      // The vendor takes a second record of one name: it has no conflicts.
      return;
    }
    const advice =
      'createUser: do not catch the refusal; and errorCodes or readError in the definition: the vendor’s words for "is there already" are a `conflict`, whatever their status.';
    claimDone(created, advice);
    claimSame([created.vendor.action, created.vendor.id], ['update', id], 'Action and id', advice);
  }),
  onFake('create: a conflict with nobody to be found fails with 409', async (kit) => {
    const { body, message } = await vendorError(kit);
    kit.server.fail({ on: 'writes', times: Infinity, mishap: instead({ status: 409, body }) });
    const created = await kit.user('iam-create-user', kit.newPerson());
    claimFailed(
      created,
      { status: 409, kinds: ['conflict'], says: message },
      'createUser: do not catch the 409; and errorMessage: read the message of the body.',
    );
    claim(
      kit.vendor.users().length === 0,
      'Somebody was created in spite of the conflict.',
      'createUser: do not catch the 409.',
    );
  }),
  onFake(
    'create: another externalId is another person',
    async (kit) => {
      const { profile } = await givenUser(kit);
      const key = kit.sample.externalIdKey ?? '';
      if (kit.integration.lookupBy.indexOf(kit.integration.externalIdAttribute) === 0) {
        return;
      }
      const other = await kit.user('iam-create-user', { ...profile, [key]: `${String(profile[key])}-other` });
      claimFailed(
        other,
        { status: 409, kinds: ['conflict'], says: kit.integration.externalIdAttribute },
        'the client: return the vendor’s record in `details` with the attribute of its key.',
      );
    },
    'externalId',
  ),
  onFake(
    'create: what the vendor requires is asked for before anything is written',
    async (kit) => {
      for (const [key, attribute] of kit.sample.required.filter(
        ([name]) => !kit.sample.identifying.includes(name),
      )) {
        kit.server.forget();
        const { [key]: _left, ...profile } = kit.newPerson();
        const created = await kit.user('iam-create-user', profile);
        claimFailed(
          created,
          { kinds: ['invalid-input'], says: attribute },
          `requiredAttributes in the definition: name ${attribute}.`,
        );
        claim(
          writesSent(kit) === 0,
          `A user without ${attribute} was sent.`,
          `requiredAttributes in the definition: name ${attribute}.`,
        );
      }
    },
    'requiredAttributes',
  ),
  onFake('create: makes exactly one record', async (kit) => {
    const { profile, created } = await givenUser(kit);
    await kit.user('iam-create-user', profile);
    claim(
      kit.vendor.users().length === 1,
      `The fake holds ${kit.vendor.users().length} users instead of 1.`,
      'createUser and getUser: send one creation, and find the user afterwards.',
    );
    idOf(created);
  }),
];
