import { anotherId } from '../../claims/another-id';
import { onFake, reading, writing, type Check } from '../../kit/check';
import { claimCost, claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { fetchUser, givenUser } from '../../claims/given';

/** iam-get-user. */
export const getChecks: readonly Check[] = [
  writing('get: somebody who exists is found with 1 request', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const found = await fetchUser(kit, profile);
    claimSame(
      found.vendor.id,
      id,
      'The id of the user who was found',
      'getUser: return the record with the id that createUser returned.',
    );
    claimCost(found, 1, 'getUser: one request must do; return the record of the search itself.');
    claimSame(
      [found.vendor.action, found.happened],
      ['get', 'found'],
      'What happened',
      'getUser: return the user.',
    );
  }),
  reading('get: somebody missing fails with 404 after 1 request for each identifier', async (kit) => {
    const missing = await kit.user('iam-get-user', kit.newPerson());
    claimFailed(
      missing,
      { status: 404, kinds: ['not-found'], says: 'User does not exist' },
      'getUser: return undefined or an empty list when nobody is found; do not throw, and do not return somebody else.',
    );
    claimCost(
      missing,
      kit.sample.lookups,
      'getUser: one request for each identifier must do to see that nobody is there.',
    );
  }),
  reading('get: a profile that names nobody fails and costs nothing', async (kit) => {
    const [attribute = ''] = kit.integration.lookupBy;
    const nobody = await kit.user('iam-get-user', { unknownkey: 'x' });
    claimFailed(
      nobody,
      { kinds: ['invalid-input'], says: attribute },
      'lookupBy in the definition: name the attributes that identify a user.',
    );
    claimCost(nobody, 0, 'getUser: it must not be reached without an identifier.');
  }),
  writing(
    'get: id in the profile finds the user with 1 request',
    async (kit) => {
      const { id } = await givenUser(kit);
      const found = await kit.user('iam-get-user', { id });
      claimDone(found, 'getUser: `attribute` "id" is the vendor’s key; read that record.');
      claimSame(
        found.vendor.id,
        id,
        'The id of the user',
        'getUser: read the record with the id that was asked for.',
      );
      claimCost(found, 1, 'getUser: one request must do for a read by id.');
    },
    'lookupById',
  ),
  onFake(
    'get: an id that is not there fails with 404',
    async (kit) => {
      const { id } = await givenUser(kit);
      claimFailed(
        await kit.user('iam-get-user', { id: anotherId(id) }),
        { status: 404, kinds: ['not-found'], says: 'User does not exist' },
        'getUser: read by id with http.find, and let errorMessage recognise the vendor’s 404 body: only then it means "no such user".',
      );
    },
    'lookupById',
  ),
];
