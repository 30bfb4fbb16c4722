import type { Attributes, PlannedRequest, UserResult } from '@iam/core';
import { onFake, type Check, type Costed, type FakeKit, type UserCommandName } from '../../kit/check';
import { claim, claimDone, claimSame } from '../../claims/expectations';
import { aChange, changesData, givenDisabledUser, givenUser, writesSent } from '../../claims/given';

const THROUGH_HTTP =
  'the client: send every request with the `http` that it is given, and mark with `reads: true` what reads by POST.';

/** The writes of a real run as a dry run names them: by method and path, of what is new with `{id}`. */
export const namesOf = (
  requests: readonly Pick<PlannedRequest, 'method' | 'path'>[],
  id = '',
): readonly string[] =>
  requests.map(({ method, path }) => {
    const name = `${method} ${path}`;
    return id === '' ? name : name.replaceAll(encodeURIComponent(id), '{id}');
  });

export const claimNothingSent = async (
  kit: FakeKit,
  what: string,
  action: () => Promise<unknown>,
): Promise<void> => {
  kit.server.forget();
  const changed = await changesData(kit, action);
  claim(!changed && writesSent(kit) === 0, `A dry run of ${what} changed something.`, THROUGH_HTTP);
};

/** The same command as a dry run and then in earnest: the first must tell what the second does. */
const rehearsedAndDone = async (
  kit: FakeKit,
  command: UserCommandName,
  profile: Attributes,
  args: Attributes = {},
): Promise<void> => {
  let planned: Costed<UserResult> | undefined;
  await claimNothingSent(kit, command, async () => {
    planned = await kit.user(command, profile, args, { options: { dryRun: true } });
  });
  const from = kit.events().length;
  const done = await kit.user(command, profile, args);
  claimDone(done, 'the client: this check needs the command to work first.');
  const sent = kit
    .events()
    .slice(from)
    .filter(({ method, signIn }) => method !== 'GET' && signIn === undefined);
  const isNew = done.happened === 'created';
  claimSame(
    [planned?.status, planned?.dryRun, planned?.happened, planned?.vendor.active, planned?.changes],
    [done.status, true, done.happened, done.vendor.active, done.changes],
    `What a dry run of ${command} tells`,
    THROUGH_HTTP,
  );
  claimSame(
    namesOf(planned?.planned ?? []),
    namesOf(sent, isNew ? (done.vendor.id ?? '') : ''),
    `The requests that a dry run of ${command} plans`,
    THROUGH_HTTP,
  );
};

/** What a command would do, without doing it. */
export const dryRunChecks: readonly Check[] = [
  onFake('dry run: a new user is planned and not created', async (kit) =>
    rehearsedAndDone(kit, 'iam-create-user', kit.newPerson()),
  ),
  onFake('dry run: a change is planned and not written', async (kit) => {
    const { profile } = await givenUser(kit);
    const { key, after } = aChange(kit);
    await rehearsedAndDone(kit, 'iam-update-user', { ...profile, [key]: after });
  }),
  onFake('dry run: a disabling is planned and not carried out', async (kit) => {
    const { profile } = await givenUser(kit);
    await rehearsedAndDone(kit, 'iam-disable-user', profile);
  }),
  onFake(
    'dry run: an enabling is planned and nobody is let in',
    async (kit) => {
      const { profile } = await givenDisabledUser(kit);
      await rehearsedAndDone(kit, 'iam-enable-user', profile);
    },
    'keepsDisabled',
  ),
  onFake(
    'dry run: a creation of somebody inactive who exists plans what an update does',
    async (kit) => {
      const { profile } = await givenDisabledUser(kit);
      await rehearsedAndDone(kit, 'iam-create-user', profile);
    },
    'keepsDisabled',
  ),
];
