import type { UserResult } from '@iam/core';
import { adviceFor } from '../claims/advice';
import { writing, type LiveCheck } from '../kit/check';
import { claim, claimSame, complain, ending } from '../claims/expectations';
import { idOf } from '../claims/given';

/**
 * The prerequisite of every check after it. When it fails, the others are not run: they would fail for the same cause, each
 * with misleading advice.
 */
export const PREREQUISITE: LiveCheck = writing('basis: one person is created and read back', async (kit) => {
  const person = kit.newPerson();
  const created = await kit.user('iam-create-user', person);
  claimWorks(created, 'createUser must return the new user.');
  claim(
    created.vendor.active !== false,
    'The person was created to be let in, and the result says active is false.',
    'where replies become users in the client: `active` must be true for whoever may sign in.',
  );
  const found = await kit.user('iam-get-user', person);
  claimWorks(found, 'getUser: the user was created just now and must be found by what identifies it.');
  claimSame(
    found.vendor.id,
    idOf(created),
    'The id of the user who was read back',
    'createUser and getUser: both must fill `id` with the vendor’s key of the record.',
  );
});

const claimWorks = (result: UserResult, otherwise: string): void => {
  if (result.status !== 'done') {
    complain(`${result.command} should be done but ${ending(result)}.`, adviceFor(result, otherwise));
  }
};
