import { awsIlm } from '@iam/aws-ilm';
import { createInstance, type CommandResult } from '@iam/core';
import type { FakeVendor } from '@iam/conformance';
import { createAwsVendor } from '@iam/sandbox';
import type { FaultRow } from './fault-row';
import { serveWithFaults } from './fault-server';
import { measuringClock } from './measuring-clock';
import { paramsAt } from './vendor-params';

/** The time-out shown in the table; the tests configure a tiny one. */
const DEFAULT_TIMEOUT_MS = 30_000;
const ALL_ATTEMPTS_MS = 60_000;
/** Seconds, for faults that must time out and for those that must not on a busy machine. */
const STALL_TIMEOUT = 0.4;
const PATIENCE = 20;

const ADA = '0f0e0d0c-0000-4000-8000-000000000001';
const TEAM = '0f0e0d0c-0000-4000-8000-000000000009';

/** The commands that are run under every fault, once and lasting. */
export const SCENARIOS = {
  get: { command: 'iam-get-user', profile: { username: 'ada@example.com' }, hits: 'reads' },
  create: {
    command: 'iam-create-user',
    profile: { username: 'new@example.com', email: 'new@example.com', givenname: 'New', surname: 'Person' },
    hits: 'writes',
  },
  disable: { command: 'iam-disable-user', profile: { username: 'ada@example.com' }, hits: 'writes' },
} as const;

/** Further commands, under faults that hit once. */
export const FURTHER_SCENARIOS = {
  update: {
    command: 'iam-update-user',
    args: { 'user-profile': { username: 'ada@example.com', title: 'Countess' } },
    hits: 'writes',
  },
  members: {
    command: 'iam-update-group',
    args: { scim: { id: TEAM }, memberIdsToAdd: [ADA] },
    hits: 'writes',
  },
} as const;

export type Scenario = keyof typeof SCENARIOS;
export type FurtherScenario = keyof typeof FURTHER_SCENARIOS;

/** A deterministic vendor: fixed ids and clock. */
export const freshVendor = (): FakeVendor =>
  createAwsVendor({
    seed: 'reliability',
    now: () => new Date('2026-01-05T08:00:00Z'),
    users: [
      {
        id: ADA,
        userName: 'ada@example.com',
        displayName: 'Ada Lovelace',
        name: { givenName: 'Ada', familyName: 'Lovelace' },
        active: true,
      },
    ],
    groups: [{ id: TEAM, displayName: 'Team', members: [] }],
  });

export const stateOf = (vendor: FakeVendor): string => JSON.stringify([vendor.users(), vendor.groups()]);

export interface Observed {
  readonly result: CommandResult;
  /** How often the request that the fault hits arrived. */
  readonly sent: number;
  /** At most, in seconds: waits, and 30 s for every time-out. */
  readonly seconds: number;
  readonly state: string;
}

/** Runs one command while the fault hits its first request of the kind (or every one). */
export const runUnderFault = async (
  scenario: Scenario | FurtherScenario,
  fault: Pick<FaultRow, 'strike' | 'stalls'> | undefined,
  times: number,
): Promise<Observed> => {
  const vendor = freshVendor();
  const what = { ...SCENARIOS, ...FURTHER_SCENARIOS }[scenario];
  const { command, hits } = what;
  const args = 'profile' in what ? { 'user-profile': what.profile } : what.args;
  const server = await serveWithFaults(
    vendor,
    fault === undefined ? {} : { trouble: { on: hits, times, strike: fault.strike } },
  );
  const { clock, advance } = measuringClock();
  try {
    const instance = createInstance(
      awsIlm,
      {
        ...paramsAt(server.port),
        timeout: fault?.stalls === true ? STALL_TIMEOUT : PATIENCE,
      },
      {
        name: 'vendor',
        clock,
        onRequest: ({ failure }) => {
          if (failure?.kind === 'timeout' && failure.status === null) {
            // The attempts of one request together get 60 s, so the last one may have less.
            advance(Math.min(DEFAULT_TIMEOUT_MS, ALL_ATTEMPTS_MS - clock.now()));
          }
        },
      },
    );
    const result = await instance.run(command, args);
    const sent = server.arrived.filter(({ method }) => (method === 'GET') === (hits === 'reads')).length;
    return { result, sent, seconds: Math.round(clock.now() / 100) / 10, state: stateOf(vendor) };
  } finally {
    await server.close();
  }
};
