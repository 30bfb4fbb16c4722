import { onFake, writing, type Check } from '../../kit/check';
import { claim, claimCost, claimSame, claimSkipped } from '../../claims/expectations';
import { aChange, changesData, givenUser } from '../../claims/given';

const SWITCHES = [
  ['iam-create-user', 'createUserEnabled'],
  ['iam-update-user', 'updateUserEnabled'],
  ['iam-enable-user', 'enableUserEnabled'],
  ['iam-disable-user', 'disableUserEnabled'],
] as const;

const ADVICE =
  'the client: send nothing while it is made; methods are called only when the instance allows the command.';

/** The Allow switches. */
export const switchChecks: readonly Check[] = [
  ...SWITCHES.map(([command, name]) =>
    writing(`switches: ${command} is skipped without a request when ${name} is off`, async (kit) => {
      const result = await kit.user(command, kit.newPerson(), {}, { params: { [name]: false } });
      claimSkipped(result, 'not-allowed', 'Command is disabled.', ADVICE);
      claimCost(result, 0, ADVICE);
    }),
  ),
  onFake('switches: create does not update when updating is off', async (kit) => {
    const { profile } = await givenUser(kit);
    const { key, after } = aChange(kit);
    const wrote = await changesData(kit, async () => {
      const result = await kit.user(
        'iam-create-user',
        { ...profile, [key]: after },
        {},
        { params: { updateUserEnabled: false } },
      );
      claimSkipped(
        result,
        'not-allowed',
        'Command is disabled.',
        'getUser: find the user, so that the command knows it would be an update.',
      );
      claimSame(
        result.vendor.action,
        'update',
        'action',
        'getUser: find the user, so that the command knows it would be an update.',
      );
    });
    claim(!wrote, 'Somebody was changed although updating is off.', 'getUser: it must only read.');
  }),
  onFake('switches: update does not create when creating is off', async (kit) => {
    const wrote = await changesData(kit, async () => {
      const result = await kit.user(
        'iam-update-user',
        kit.newPerson(),
        {},
        { params: { createUserEnabled: false } },
      );
      claimSkipped(
        result,
        'not-allowed',
        'Command is disabled.',
        'getUser: return undefined when nobody is found.',
      );
      claimSame(result.vendor.action, 'create', 'action', 'getUser: return undefined when nobody is found.');
    });
    claim(!wrote, 'Somebody was created although creating is off.', 'getUser: it must only read.');
  }),
];
