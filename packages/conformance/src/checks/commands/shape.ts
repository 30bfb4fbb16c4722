import { type IAMVendorActionResult, toContext, type UserResult } from '@iam/core';
import { onFake, writing, type Check } from '../../kit/check';
import { claim, claimSame } from '../../claims/expectations';
import { fetchUser, givenUser } from '../../claims/given';
import { bodyText } from '../../server/vendor-server';

const VENDOR_KEYS = [
  'brand',
  'instanceName',
  'action',
  'success',
  'active',
  'id',
  'username',
  'email',
  'errorCode',
  'errorMessage',
  'details',
  'skipped',
  'reason',
];

/** What a field may hold; the client's return values end up in `id`, `username`, `email` and `active`. */
const FITS: Readonly<Record<keyof IAMVendorActionResult, (value: unknown) => boolean>> = {
  brand: (value) => typeof value === 'string',
  instanceName: (value) => typeof value === 'string',
  action: (value) => typeof value === 'string',
  success: (value) => typeof value === 'boolean',
  active: (value) => value === null || typeof value === 'boolean',
  id: (value) => value === null || (typeof value === 'string' && value !== ''),
  username: (value) => value === null || typeof value === 'string',
  email: (value) => value === null || typeof value === 'string',
  errorCode: (value) => value === null || typeof value === 'number',
  errorMessage: (value) => typeof value === 'string',
  details: (value) => value === null || typeof value === 'object',
  skipped: (value) => typeof value === 'boolean',
  reason: (value) => typeof value === 'string',
};

const checkShape = (result: UserResult): void => {
  const advice =
    'the client: return IAMUserAppData with id, username, email, active and details of the documented types, null where there is none.';
  claimSame(Object.keys(result.vendor), VENDOR_KEYS, 'The keys of the vendor object', advice);
  const [wrong] = (Object.keys(FITS) as (keyof IAMVendorActionResult)[]).filter(
    (key) => !FITS[key](result.vendor[key]),
  );
  claim(wrong === undefined, `${wrong} of the vendor object has a value of the wrong type.`, advice);
  const context = toContext(result);
  claimSame(
    context,
    { IAM: { UserProfile: result.userProfile, Vendor: result.vendor } },
    'The context',
    advice,
  );
};

/** The documented objects. */
export const shapeChecks: readonly Check[] = [
  writing('shape: done, skipped and failed have the documented keys in order', async (kit) => {
    const { profile, created } = await givenUser(kit);
    const skipped = await kit.user('iam-disable-user', kit.newPerson());
    const failed = await kit.user('iam-get-user', kit.newPerson());
    [created, skipped, failed, await fetchUser(kit, profile)].forEach(checkShape);
    claimSame(
      [created, skipped, failed].map(({ vendor }) => [
        vendor.success,
        vendor.skipped,
        vendor.errorMessage !== '',
        vendor.reason !== '',
      ]),
      [
        [true, false, false, false],
        [true, true, false, true],
        [false, false, true, false],
      ],
      'success, skipped, errorMessage and reason of a done, a skipped and a failed command',
      'getUser: return undefined when nobody is found; do not throw.',
    );
  }),
  writing('shape: brand, instance name, user name and email are filled', async (kit) => {
    const { profile } = await givenUser(kit);
    const { vendor } = await fetchUser(kit, profile);
    claimSame(vendor.brand, kit.integration.brand, 'brand', 'brand in the definition: the vendor’s name.');
    claim(vendor.instanceName !== '', 'instanceName is empty.', 'nothing in the vendor package sets it.');
    claim(
      vendor.username !== null || vendor.email !== null,
      'Neither username nor email of a user is known.',
      'the client: fill `username` and `email` from the record.',
    );
  }),
  onFake('shape: details is the vendor’s record as it came', async (kit) => {
    const { profile, created } = await givenUser(kit);
    const sentBack = kit.server.exchanges().at(-1)?.reply;
    const found = await fetchUser(kit, profile);
    const read = kit.server.exchanges().at(-1)?.reply;
    const advice =
      'the client: put the record of the reply into `details` untouched, with the keys and the order that the vendor sent.';
    for (const [result, reply] of [
      [created, sentBack],
      [found, read],
    ] as const) {
      const wire = reply === undefined ? '' : (bodyText(reply) ?? '');
      claim(
        wire.includes(JSON.stringify(result.vendor.details)),
        `details of ${result.command} is not what the vendor sent.`,
        advice,
      );
    }
  }),
  onFake('shape: the result counts the requests that were sent', async (kit) => {
    kit.server.fail({ on: 'reads', mishap: { kind: 'instead', reply: { status: 503 } } });
    const result = await kit.user('iam-create-user', kit.newPerson());
    claimSame(
      result.requests,
      kit.server.exchanges().length + kit.server.signIns().length,
      'requests',
      'the client: send every request with the `http` it is given.',
    );
  }),
];
