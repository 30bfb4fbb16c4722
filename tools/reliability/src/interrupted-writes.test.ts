import { awsIlm } from '@iam/aws-ilm';
import { createInstance, type Clock, type CommandResult } from '@iam/core';
import type { FakeVendor } from '@iam/conformance';
import { createAwsVendor } from '@iam/sandbox';
import { serveWithFaults, type Strike } from './fault-server';
import { bodyOf, rawHead, rawReply } from './http-text';
import { stateOf } from './run-under-fault';
import { paramsAt } from './vendor-params';

const ADA = '0f0e0d0c-0000-4000-8000-000000000001';
const EVE = '0f0e0d0c-0000-4000-8000-000000000002';
const TEAM = '0f0e0d0c-0000-4000-8000-000000000009';

const person = (id: string, name: string, active: boolean) => ({
  id,
  userName: `${name}@example.com`.toLowerCase(),
  displayName: `${name} Example`,
  name: { givenName: name, familyName: 'Example' },
  active,
});

const vendor = (): FakeVendor =>
  createAwsVendor({
    seed: 'interrupted',
    now: () => new Date('2026-01-05T08:00:00Z'),
    users: [person(ADA, 'Ada', true), person(EVE, 'Eve', false)],
    groups: [{ id: TEAM, displayName: 'Team', members: [ADA] }],
  });

/** The writes of the contract, each as a call. */
const WRITES = {
  'creating a user': [
    'iam-create-user',
    {
      'user-profile': {
        username: 'new@example.com',
        givenname: 'New',
        surname: 'Person',
        email: 'new@example.com',
      },
    },
  ],
  'updating a user': [
    'iam-update-user',
    { 'user-profile': { username: 'ada@example.com', title: 'Countess' } },
  ],
  'disabling a user': ['iam-disable-user', { 'user-profile': { username: 'ada@example.com' } }],
  'enabling a user': ['iam-enable-user', { 'user-profile': { username: 'eve@example.com' } }],
  'creating a group': ['iam-create-group', { scim: { displayName: 'New team', members: [{ value: ADA }] } }],
  'adding a member': ['iam-update-group', { scim: { id: TEAM }, memberIdsToAdd: [EVE] }],
  'removing a member': ['iam-update-group', { scim: { id: TEAM }, memberIdsToDelete: [ADA] }],
  'deleting a group': ['iam-delete-group', { scim: { id: TEAM } }],
} as const satisfies Record<string, readonly [string, Readonly<Record<string, unknown>>]>;

type Write = keyof typeof WRITES;

/** Ways to leave the caller without knowing whether the write was carried out. */
const LOSSES: Readonly<Record<string, Strike>> = {
  'is lost before the vendor acts': ({ socket }) => void socket.resetAndDestroy(),
  'is carried out and its reply is lost': ({ socket, carryOut }) => {
    carryOut();
    socket.resetAndDestroy();
  },
  'is carried out and its reply breaks off': ({ socket, carryOut }) => {
    const reply = carryOut();
    // A 204 has no body that could break off.
    const status = reply.status === 204 ? 200 : reply.status;
    socket.end(Buffer.concat([rawHead({ status, length: 999 }), Buffer.from(bodyOf(reply).slice(0, 20))]));
  },
  'is carried out and a gateway answers 502': ({ socket, carryOut }) => {
    carryOut();
    socket.write(
      rawReply({ status: 502, headers: [['Content-Type', 'text/html']], body: '<html>bad gateway</html>' }),
    );
  },
  'is not carried out and a gateway answers 504': ({ socket }) =>
    void socket.write(rawReply({ status: 504 })),
};

const impatient: Clock = {
  now: () => 0,
  date: () => new Date(0),
  random: () => 0,
  sleep: () => Promise.resolve(),
};

const run = async (
  write: Write,
  strike?: Strike,
): Promise<{ result: CommandResult; methods: string[]; state: string }> => {
  const stored = vendor();
  const server = await serveWithFaults(
    stored,
    strike === undefined ? {} : { trouble: { on: 'writes', times: 1, strike } },
  );
  try {
    const instance = createInstance(awsIlm, paramsAt(server.port), { name: 'vendor', clock: impatient });
    const [command, args] = WRITES[write];
    const result = await instance.run(command, args);
    return { result, methods: server.arrived.map(({ method }) => method), state: stateOf(stored) };
  } finally {
    await server.close();
  }
};

describe.each(Object.keys(WRITES) as Write[])('%s', (write) => {
  it('changes something when nothing goes wrong', async () => {
    const { result, state } = await run(write);
    expect(result.status).toBe('done');
    expect(state).not.toBe(stateOf(vendor()));
  });

  it.each(Object.entries(LOSSES))(
    'leaves what one execution would have left when the request %s',
    async (_how, strike) => {
      const { result, methods, state } = await run(write, strike);
      expect(result).toMatchObject({ status: 'done' });
      expect(state).toBe((await run(write)).state);
      // The vendor was asked before anything was sent again.
      const lost = methods.findIndex((method) => method !== 'GET');
      expect(methods[lost + 1]).toBe('GET');
    },
  );
});
