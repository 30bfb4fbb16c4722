import { awsIlm } from '@iam/aws-ilm';
import { createInstance, type Clock, type CommandResult, type Instance } from '@iam/core';
import type { FakeVendor } from '@iam/conformance';
import { createAwsVendor, createSlackVendor } from '@iam/sandbox';
import { slack } from '@iam/slack';
import { serveWithFaults, type Strike } from './fault-server';
import { bodyOf, rawHead, rawReply } from './http-text';
import { stateOf } from './run-under-fault';
import { paramsAt } from './vendor-params';

const ADA = '0f0e0d0c-0000-4000-8000-000000000001';
const EVE = '0f0e0d0c-0000-4000-8000-000000000002';
const KIM = '0f0e0d0c-0000-4000-8000-000000000003';
const TEAM = '0f0e0d0c-0000-4000-8000-000000000009';

const person = (id: string, name: string, active: boolean) => ({
  id,
  userName: `${name}@example.com`.toLowerCase(),
  displayName: `${name} Example`,
  emails: [{ value: `${name}@example.com`.toLowerCase(), primary: true }],
  name: { givenName: name, familyName: 'Example' },
  active,
});

/** The vendors by what they speak: the same writes look different on the wire. */
interface Vendor {
  readonly fake: () => FakeVendor;
  readonly instance: (port: number) => Instance;
  /** Who is put into the group. */
  readonly joining: string;
  /** Whether two groups may have one name: then a creation that left nothing is not sent again. */
  readonly namesMayRepeat: boolean;
}

const seeds = {
  seed: 'interrupted',
  now: () => new Date('2026-01-05T08:00:00Z'),
  groups: [{ id: TEAM, displayName: 'Team', members: [ADA] }],
};

const slackOver = (scimVersion: 'v1' | 'v2'): Vendor => {
  const name = (user: ReturnType<typeof person>) => ({ ...user, userName: user.userName.replace('@', '_') });
  const users = [person(ADA, 'Ada', true), person(EVE, 'Eve', false), person(KIM, 'Kim', true)].map(name);
  return {
    fake: () => createSlackVendor({ ...seeds, users }),
    instance: (port) =>
      createInstance(
        slack,
        { url: `http://127.0.0.1:${port}`, accessToken: 'sandbox-slack-token', scimVersion },
        { name: 'vendor', clock: impatient },
      ),
    joining: KIM,
    namesMayRepeat: true,
  };
};

const VENDORS: Readonly<Record<string, Vendor>> = {
  'SCIM 2.0, as AWS speaks it': {
    fake: () => createAwsVendor({ ...seeds, users: [person(ADA, 'Ada', true), person(EVE, 'Eve', false)] }),
    instance: (port) => createInstance(awsIlm, paramsAt(port), { name: 'vendor', clock: impatient }),
    joining: EVE,
    namesMayRepeat: false,
  },
  'SCIM 2.0, as Slack speaks it': slackOver('v2'),
  'SCIM 1.1, as Slack speaks it': slackOver('v1'),
};

/** The writes of the contract, each as a call. */
const writesOf = ({ joining }: Pick<Vendor, 'joining'>) =>
  ({
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
      { 'user-profile': { email: 'ada@example.com', title: 'Countess' } },
    ],
    'disabling a user': ['iam-disable-user', { 'user-profile': { email: 'ada@example.com' } }],
    'enabling a user': ['iam-enable-user', { 'user-profile': { email: 'eve@example.com' } }],
    'creating a group': [
      'iam-create-group',
      { scim: { displayName: 'New team', members: [{ value: ADA }] } },
    ],
    'adding a member': ['iam-update-group', { scim: { id: TEAM }, memberIdsToAdd: [joining] }],
    'removing a member': ['iam-update-group', { scim: { id: TEAM }, memberIdsToDelete: [ADA] }],
    'deleting a group': ['iam-delete-group', { scim: { id: TEAM } }],
  }) as const satisfies Record<string, readonly [string, Readonly<Record<string, unknown>>]>;

type Write = keyof ReturnType<typeof writesOf>;

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
  vendor: Vendor,
  write: Write,
  strike?: Strike,
): Promise<{ result: CommandResult; methods: string[]; state: string }> => {
  const stored = vendor.fake();
  const server = await serveWithFaults(
    stored,
    strike === undefined ? {} : { trouble: { on: 'writes', times: 1, strike } },
  );
  try {
    const [command, args] = writesOf(vendor)[write];
    const result = await vendor.instance(server.port).run(command, args);
    return { result, methods: server.arrived.map(({ method }) => method), state: stateOf(stored) };
  } finally {
    await server.close();
  }
};

const cases = Object.entries(VENDORS).flatMap(([spoken, vendor]) =>
  (Object.keys(writesOf(vendor)) as Write[]).map((write) => [spoken, write, vendor] as const),
);

describe.each(cases)('%s: %s', (_spoken, write, vendor) => {
  it('changes something when nothing goes wrong', async () => {
    const { result, state } = await run(vendor, write);
    expect(result.status).toBe('done');
    expect(state).not.toBe(stateOf(vendor.fake()));
  });

  it.each(Object.entries(LOSSES))(
    'leaves what one execution would have left when the request %s',
    async (_how, strike) => {
      const { result, methods, state } = await run(vendor, write, strike);
      if (vendor.namesMayRepeat && write === 'creating a group' && state === stateOf(vendor.fake())) {
        expect(result).toMatchObject({ status: 'failed', failure: { effect: 'unknown' } });
      } else {
        expect(result).toMatchObject({ status: 'done' });
        expect(state).toBe((await run(vendor, write)).state);
      }
      // The vendor was asked before anything was sent again.
      const lost = methods.findIndex((method) => method !== 'GET');
      expect(methods[lost + 1]).toBe('GET');
    },
  );
});
