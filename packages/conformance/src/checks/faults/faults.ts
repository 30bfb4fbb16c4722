import { onFake, type Check } from '../../kit/check';
import { claimDone, claimFailed, claimSame } from '../../claims/expectations';
import {
  instead,
  LOST_AFTER,
  LOST_BEFORE,
  MALFORMED,
  TRUNCATED,
  WEB_PAGE,
  type Mishap,
} from '../../server/fault';
import {
  aChange,
  fetchUser,
  givenUser,
  givenDisabledUser,
  valueOf,
  writesOfCreation,
  writesSent,
} from '../../claims/given';

const NO_OWN_REPEATS =
  'the client: send each write once, without try/catch; after a lost reply the command looks before it sends anything again.';
const READABLE =
  'getUser: after a lost reply the user is read again, by what identifies it or by "id"; both must find it.';

/** Ways in which the answer to a write that was carried out gets lost. */
const LOSSES: readonly (readonly [what: string, mishap: Mishap])[] = [
  ['whose reply is lost', LOST_AFTER],
  ['whose reply is cut off', TRUNCATED],
  ['whose reply is broken JSON', MALFORMED],
  ['whose reply is a web page', WEB_PAGE],
];

/** Connections that break at the worst moment. */
export const faultChecks: readonly Check[] = [
  ...LOSSES.map(([what, mishap]) =>
    onFake(`faults: a creation ${what} makes one user and is done`, async (kit) => {
      kit.server.fail({ on: 'writes', mishap });
      const profile = kit.newPerson();
      const created = await kit.user('iam-create-user', profile);
      claimSame(kit.vendor.users().length, 1, 'Users afterwards', NO_OWN_REPEATS);
      claimDone(created, READABLE);
      claimSame(created.vendor.action, 'create', 'action', NO_OWN_REPEATS);
      claimSame(
        created.vendor.id,
        (await fetchUser(kit, profile)).vendor.id,
        'The id of the new user',
        READABLE,
      );
      claimSame(writesSent(kit), await writesOfCreation(kit), 'Writes sent', NO_OWN_REPEATS);
    }),
  ),
  onFake('faults: a creation that never arrived is sent again', async (kit) => {
    kit.server.fail({ on: 'writes', mishap: LOST_BEFORE });
    claimDone(await kit.user('iam-create-user', kit.newPerson()), READABLE);
    claimSame(kit.vendor.users().length, 1, 'Users afterwards', NO_OWN_REPEATS);
  }),
  onFake('faults: a lost creation that cannot be looked into fails and says so', async (kit) => {
    kit.server.fail({
      on: 'reads',
      after: kit.sample.lookups,
      times: Infinity,
      mishap: instead({ status: 500 }),
    });
    kit.server.fail({ on: 'writes', mishap: LOST_AFTER });
    claimFailed(await kit.user('iam-create-user', kit.newPerson()), { says: 'not known' }, NO_OWN_REPEATS);
    claimSame(writesSent(kit), 1, 'Writes sent', NO_OWN_REPEATS);
  }),
  ...LOSSES.slice(0, 2).map(([what, mishap]) =>
    onFake(`faults: an update ${what} is done once`, async (kit) => {
      const { profile } = await givenUser(kit);
      const { key, after } = aChange(kit);
      kit.server.forget();
      kit.server.fail({ on: 'writes', mishap });
      claimDone(await kit.user('iam-update-user', { ...profile, [key]: after }), READABLE);
      claimSame(writesSent(kit), 1, 'Writes sent', NO_OWN_REPEATS);
      claimSame(
        valueOf(kit, (await fetchUser(kit, profile)).userProfile, key),
        after,
        `${key} afterwards`,
        READABLE,
      );
    }),
  ),
  onFake('faults: a lookup whose reply is lost is repeated', async (kit) => {
    const { profile } = await givenUser(kit);
    kit.server.fail({ on: 'reads', mishap: LOST_AFTER });
    claimDone(
      await kit.user('iam-get-user', profile),
      'getUser: let the errors of `http` through; reads are repeated for you.',
    );
  }),
  onFake('faults: a lookup whose reply stays broken fails', async (kit) => {
    const { profile } = await givenUser(kit);
    for (const mishap of [TRUNCATED, MALFORMED]) {
      kit.server.repair();
      kit.server.fail({ on: 'reads', times: Infinity, mishap });
      claimFailed(
        await kit.user('iam-get-user', profile),
        { kinds: ['network', 'malformed-reply'] },
        'getUser: let the errors of `http` through.',
      );
    }
  }),
  ...LOSSES.map(([what, mishap]) =>
    onFake(`faults: disabling ${what} is done once`, async (kit) => {
      const { profile } = await givenUser(kit);
      kit.server.forget();
      kit.server.fail({ on: 'writes', mishap });
      const disabled = await kit.user('iam-disable-user', profile);
      claimDone(disabled, READABLE);
      claimSame(disabled.vendor.active, false, 'active', READABLE);
      claimSame(writesSent(kit), 1, 'Writes sent', NO_OWN_REPEATS);
    }),
  ),
  onFake(
    'faults: enabling whose reply is lost is done once',
    async (kit) => {
      const { profile } = await givenDisabledUser(kit);
      kit.server.forget();
      kit.server.fail({ on: 'writes', mishap: LOST_AFTER });
      claimDone(await kit.user('iam-enable-user', profile), READABLE);
      claimSame(writesSent(kit), 1, 'Writes sent', NO_OWN_REPEATS);
    },
    'keepsDisabled',
  ),
];
