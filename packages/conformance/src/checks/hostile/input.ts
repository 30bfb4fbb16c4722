import type { Attributes } from '@iam/core';
import { onFake, reading, type Check } from '../../kit/check';
import { claim, claimCost, claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { givenUser } from '../../claims/given';

const BAD_CALLS: readonly (readonly [what: string, args: Attributes])[] = [
  ['no user-profile', {}],
  ['an empty user-profile', { 'user-profile': {} }],
  ['a user-profile that is no JSON', { 'user-profile': '{"email": ' }],
  ['a user-profile that is a list', { 'user-profile': '[{"email": "jane@example.com"}]' }],
  ['a user-profile that is a number', { 'user-profile': 5 }],
  ['an unknown argument', { 'user-profile': { email: 'jane@example.com' }, 'user-profil': {} }],
  ['a mistyped boolean', { 'user-profile': { email: 'jane@example.com' }, 'allow-enable': 'flase' }],
];

const ADVICE =
  'the client: send nothing while it is made; bad calls are refused before any of its methods is called.';

/** What callers hand in. */
export const inputChecks: readonly Check[] = [
  ...BAD_CALLS.map(([what, args]) =>
    reading(`input: ${what} fails without a request`, async (kit) => {
      const result = await kit.run('iam-create-user', args);
      claimFailed(result, { kinds: ['invalid-input'] }, ADVICE);
      claimCost(result, 0, ADVICE);
    }),
  ),
  onFake('input: JSON text and an object mean the same', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const found = await kit.user('iam-get-user', JSON.stringify(profile));
    claimDone(found, 'getUser: find the user by what identifies it.');
    claimSame(found.vendor.id, id, 'The id of the user', 'getUser: find the user by what identifies it.');
  }),
  reading('input: a command that is stopped sends nothing more', async (kit) => {
    const stop = new AbortController();
    stop.abort();
    const result = await kit.user('iam-get-user', kit.newPerson(), {}, { signal: stop.signal });
    claimFailed(
      result,
      { kinds: ['interrupted'] },
      'the client: let errors of `http` through, also the one that says the command was stopped.',
    );
    claim(
      result.cost === 0,
      'A request was sent after the command was stopped.',
      'the client: send requests with the `http` it is given only.',
    );
  }),
];
