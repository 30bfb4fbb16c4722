import type { PendingWrite } from '@iam/core';
import { onFake, type Check } from '../../kit/check';
import { claim, claimDone, claimFailed, claimSame, claimSkipped } from '../../claims/expectations';
import { aChange, changesData, givenDisabledUser, writesOfCreation, writesSent } from '../../claims/given';

const NONE_WRITTEN = 'the client: send writes from createUser, updateUser, enableUser and disableUser alone.';

/** What a caller decides for one call. */
export const perCallChecks: readonly Check[] = [
  onFake(
    'per call: somebody who exists is left alone, and not let in, by a creation that is to skip or to fail',
    async (kit) => {
      const { profile, id } = await givenDisabledUser(kit);
      const { key, after } = aChange(kit);
      const changed = { ...profile, [key]: after };
      const touched = await changesData(kit, async () => {
        const skipped = await kit.user('iam-create-user', changed, {}, { options: { ifExists: 'skip' } });
        claimSkipped(skipped, 'exists', 'User already exists', 'getUser: find who exists.');
        const failed = await kit.user('iam-create-user', changed, {}, { options: { ifExists: 'fail' } });
        claimFailed(failed, { kinds: ['conflict'], says: id }, 'getUser: find who exists.');
        claimSame(
          [failed.failure?.effect, failed.vendor.id],
          ['none', id],
          'The effect of the failure, and its user',
          'getUser: find who exists.',
        );
      });
      claim(!touched, 'The user who exists was changed.', NONE_WRITTEN);
    },
    'keepsDisabled',
  ),
  onFake(
    'per call: nobody found is created, skipped or a failure, whatever the instance says',
    async (kit) => {
      const nobody = kit.newPerson();
      const off = { params: { createIfNotExists: false } };
      const touched = await changesData(kit, async () => {
        claimSkipped(
          await kit.user('iam-update-user', nobody, {}, { options: { ifMissing: 'skip' } }),
          'not-found',
          'User does not exist',
          'getUser: return undefined or an empty list for nobody.',
        );
        for (const command of ['iam-update-user', 'iam-enable-user', 'iam-disable-user'] as const) {
          claimFailed(
            await kit.user(command, nobody, {}, { options: { ifMissing: 'fail' } }),
            { status: 404, kinds: ['not-found'] },
            'getUser: return undefined or an empty list for nobody.',
          );
        }
      });
      claim(!touched, 'Somebody was created.', NONE_WRITTEN);
      const created = await kit.user(
        'iam-update-user',
        nobody,
        {},
        { ...off, options: { ifMissing: 'create' } },
      );
      claimDone(created, 'createUser: create who is missing.');
      claimSame(created.happened, 'created', 'What happened', 'createUser: create who is missing.');
    },
  ),
  onFake(
    'per call: every write is asked about right before it leaves, and a refusal keeps it back',
    async (kit) => {
      const asked: PendingWrite[] = [];
      const person = kit.newPerson();
      kit.server.forget();
      const created = await kit.user(
        'iam-create-user',
        person,
        {},
        {
          options: { run: 'run-1', beforeWrite: (write) => void asked.push(write) },
        },
      );
      claimDone(created, 'createUser: create who is missing.');
      claimSame(
        asked.map(({ run, method, attempt }) => [run, method, attempt]),
        kit.server
          .exchanges()
          .filter(({ request }) => request.method !== 'GET' && request.path !== kit.vendor.tokenPath)
          .map(({ request }) => ['run-1', request.method, 1]),
        'The writes that were asked about',
        'the client: mark with `reads: true` what reads by POST, and nothing else.',
      );
      claimSame(asked.length, await writesOfCreation(kit), 'The writes of a creation', NONE_WRITTEN);
      const { key, after } = aChange(kit);
      kit.server.forget();
      const touched = await changesData(kit, async () => {
        const failed = await kit.user(
          'iam-update-user',
          { ...person, [key]: after },
          {},
          {
            options: { beforeWrite: () => ({ refused: 'The lease is lost.' }) },
          },
        );
        claimFailed(
          failed,
          { kinds: ['refused'], says: 'The lease is lost.' },
          'the client: catch no errors; core turns them into results.',
        );
        claimSame(failed.failure?.effect, 'none', 'The effect', NONE_WRITTEN);
      });
      claim(!touched && writesSent(kit) === 0, 'A write that was refused left all the same.', NONE_WRITTEN);
    },
  ),
];
