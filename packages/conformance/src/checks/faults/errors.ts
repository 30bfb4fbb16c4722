import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claim, claimDone, claimFailed, claimSame } from '../../claims/expectations';
import { instead, webPage } from '../../server/fault';
import {
  aChange,
  changesData,
  givenUser,
  vendorError,
  writesOfCreation,
  writesSent,
} from '../../claims/given';

const LET_THROUGH =
  'the client: let the errors of `http` through, without try/catch and without a result of its own.';

/** Statuses of refusals, with their failure kinds. */
const REFUSALS = [
  [400, 'bad-request'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [409, 'conflict'],
  [422, 'bad-request'],
] as const;

const READ_FAILURES = [...REFUSALS, [500, 'vendor-error'], [503, 'vendor-error']] as const;

const READ_BY_CORE =
  'errorMessage and readError in the definition: leave to core what is not the vendor’s own error shape; and let errors through.';

/** Throttling without a 429. */
const THROTTLING = [
  ['403 with Retry-After', { status: 403, headers: { 'Retry-After': '3' } }],
  [
    '400 with ThrottlingException',
    { status: 400, body: { __type: 'ThrottlingException', message: 'Rate exceeded' } },
  ],
] as const;

/** Error replies. */
export const errorChecks: readonly Check[] = [
  onFake('errors: errorMessage reads the vendor’s own error body', async (kit) => {
    await vendorError(kit);
  }),
  onFake('errors: errorMessage reads no other body', async (kit) => {
    const bodies = [{}, [], null, 'text', 42, { unrelated: true }];
    const [taken] = bodies.filter((body) => kit.integration.errorMessage(body) !== undefined);
    claim(
      taken === undefined,
      `errorMessage takes ${JSON.stringify(taken)} for the vendor’s error.`,
      'errorMessage in the definition: return undefined unless the body has the vendor’s error shape; a stray 404 would otherwise mean "no such user".',
    );
  }),
  ...READ_FAILURES.map(([status, kind]) =>
    onFake(
      `errors: ${status} on a lookup fails with the vendor’s message and nothing is written`,
      async (kit) => {
        const { profile } = await givenUser(kit);
        const { body, message } = await vendorError(kit);
        kit.server.fail({ on: 'reads', times: Infinity, mishap: instead({ status, body }) });
        const wrote = await changesData(kit, async () => {
          for (const command of ['iam-get-user', 'iam-disable-user'] as const) {
            claimFailed(
              await kit.user(command, profile),
              { status, kinds: [kind], says: message },
              LET_THROUGH,
            );
          }
        });
        claim(!wrote, 'Something was written although the lookup failed.', LET_THROUGH);
      },
    ),
  ),
  ...REFUSALS.filter(([status]) => status !== 409).map(([status, kind]) =>
    onFake(`errors: ${status} on a write fails with the vendor’s message after one try`, async (kit) => {
      const { profile } = await givenUser(kit);
      const { body, message } = await vendorError(kit);
      const { key, after } = aChange(kit);
      kit.server.fail({ on: 'writes', times: Infinity, mishap: instead({ status, body }) });
      for (const [command, person] of [
        ['iam-create-user', kit.newPerson()],
        ['iam-update-user', { ...profile, [key]: after }],
        ['iam-disable-user', profile],
      ] as const) {
        kit.server.forget();
        claimFailed(await kit.user(command, person), { status, kinds: [kind], says: message }, LET_THROUGH);
        // With another token, once.
        const tries = status === 401 && kit.vendor.tokenPath !== undefined ? 2 : 1;
        claimSame(writesSent(kit), tries, `Writes sent by ${command}`, LET_THROUGH);
      }
    }),
  ),
  onFake('errors: 404 on a write to a user who was found fails', async (kit) => {
    const { profile } = await givenUser(kit);
    const { body } = await vendorError(kit);
    kit.server.fail({ on: 'writes', times: Infinity, mishap: instead({ status: 404, body }) });
    claimFailed(await kit.user('iam-disable-user', profile), { status: 404 }, LET_THROUGH);
  }),
  onFake('errors: an error page fails with its status and is not quoted', async (kit) => {
    kit.server.fail({ on: 'all', times: Infinity, mishap: instead(webPage(502)) });
    const result = await kit.user('iam-get-user', kit.newPerson());
    claimFailed(result, { status: 502, kinds: ['vendor-error'] }, LET_THROUGH);
    claim(
      !result.vendor.errorMessage.includes('page-of-a-gateway'),
      'errorMessage quotes a web page.',
      LET_THROUGH,
    );
  }),
  onFake('errors: 429 is waited out and repeated, for reads and for writes', async (kit) => {
    for (const on of ['reads', 'writes'] as const) {
      kit.server.fail({ on, mishap: instead({ status: 429 }) });
      claimDone(await kit.user('iam-create-user', kit.newPerson()), LET_THROUGH);
    }
  }),
  onFake('errors: Retry-After is heeded', async (kit) => {
    kit.server.fail({ on: 'reads', mishap: instead({ status: 429, headers: { 'Retry-After': '7' } }) });
    claimDone(await kit.user('iam-create-user', kit.newPerson()), LET_THROUGH);
    claim(
      kit.clock.slept().includes(7000),
      'The 7 seconds of Retry-After were not waited.',
      'the client: send requests with the `http` it is given only.',
    );
  }),
  ...THROTTLING.map(([what, reply]) =>
    onFake(`errors: ${what} is throttling: it is waited out and repeated`, async (kit) => {
      for (const on of ['reads', 'writes'] as const) {
        kit.server.fail({ on, mishap: instead(reply) });
        claimDone(await kit.user('iam-create-user', kit.newPerson()), READ_BY_CORE);
      }
      kit.server.fail({ on: 'all', times: Infinity, mishap: instead(reply) });
      const result = await kit.user('iam-get-user', kit.newPerson());
      claimFailed(result, { status: reply.status, kinds: ['rate-limited'] }, READ_BY_CORE);
    }),
  ),
  onFake('errors: the reason is shown whatever shape it has', async (kit) => {
    const { profile } = await givenUser(kit);
    const body = { detail: [{ loc: ['body', 'person'], msg: 'is refused by the kit' }] };
    kit.server.fail({ on: 'all', times: Infinity, mishap: instead({ status: 422, body }) });
    claimFailed(
      await kit.user('iam-get-user', profile),
      { status: 422, says: 'body.person: is refused by the kit' },
      READ_BY_CORE,
    );
  }),
  onFake('errors: an absurd Retry-After gives up at once', async (kit) => {
    kit.server.fail({
      on: 'all',
      times: Infinity,
      mishap: instead({ status: 429, headers: { 'Retry-After': '86400' } }),
    });
    const result = await kit.user('iam-get-user', kit.newPerson());
    claimFailed(result, { status: 429, kinds: ['rate-limited'] }, LET_THROUGH);
    claimSame(
      kit.server.exchanges().length,
      1,
      'Requests sent',
      'the client: do not repeat requests; `http` does where it is safe.',
    );
  }),
  onFake('errors: 503 on a write is repeated and makes no double', async (kit) => {
    kit.server.fail({ on: 'writes', mishap: instead({ status: 503 }) });
    await madeOnce(kit);
  }),
  onFake('errors: 500 on a creation is looked into before it is sent again', async (kit) => {
    kit.server.fail({ on: 'writes', mishap: instead({ status: 500 }) });
    await madeOnce(kit);
    const order = kit.server.exchanges().map(({ request }) => (request.method === 'GET' ? 'read' : 'write'));
    const [, after = ''] = /^(?:read )+write (?:read )+write((?: read| write)*)$/.exec(order.join(' ')) ?? [];
    const following = after.split(' ').filter((one) => one === 'write').length;
    claim(
      /^(read )+write (read )+write/.test(order.join(' ')) && following === (await writesOfCreation(kit)) - 1,
      `What was sent is ${order.join(', ')}.`,
      'createUser: do not repeat the request yourself.',
    );
  }),
];

const madeOnce = async (kit: FakeKit): Promise<void> => {
  claimDone(await kit.user('iam-create-user', kit.newPerson()), LET_THROUGH);
  claimSame(
    kit.vendor.users().length,
    1,
    'Users afterwards',
    'createUser: send one creation and nothing else.',
  );
};
