import type { Attributes, Integration } from '@iam/core';
import { createFakeClock } from '@iam/core/internal';
import type { FakeKit } from './check';
import type { FakeVendor } from '../fake/fake-vendor';
import { openKit, readSubject, type TestSubject } from './kit';
import { serveVendor } from '../server/vendor-server';

/** Checks that an integration cannot pass, by their names, each with the reason in a sentence. */
export type Exceptions = Readonly<Record<string, string>>;

/** What a vendor's author hands to the conformance kit. */
export interface Conformance {
  readonly integration: Integration;
  /**
   * Makes the stand-in for the vendor's server; every check gets a new one. `now` is the time of the instance that reaches it: nothing
   * waits, so a fake whose tokens end or whose limits are renewed goes by that clock.
   */
  readonly fake: (now: () => Date) => FakeVendor;
  /** The parameters of an instance that reaches the fake at `url`. */
  readonly params: (url: string) => Attributes;
  /** An employee record with every attribute that the mappers know. */
  readonly profile: Attributes;
  /** Of each command that the integration alone has, the arguments of a call that reads something at the fake. */
  readonly extraCommands?: Readonly<Record<string, Attributes>>;
  /**
   * Checks that the integration cannot pass, by their names, each with the reason: `{ 'disable: …': 'The API has no …' }`. A reason
   * is reported in the place of the failure. An unknown name, a reason that is empty and a check that passes are errors.
   */
  readonly except?: Exceptions;
}

const INSTANCE_NAME = 'conformance_instance_1';

/** Everything known about the integration before a request. */
export const subjectAt = (
  { integration, params, profile }: Omit<Conformance, 'fake'>,
  url: string,
): TestSubject =>
  readSubject(integration, params(url), profile, {
    env: {},
    readFile: () => {
      throw new Error('The conformance kit reads no files.');
    },
  });

/**
 * What the checks see of the fake: only what they made. A fake may have records from the beginning, for the commands that only this
 * vendor has; one of those that a check changes is seen.
 */
const withoutSeeds = (vendor: FakeVendor): FakeVendor => {
  const seeds = new Set([...vendor.users(), ...vendor.groups()].map((record) => JSON.stringify(record)));
  const isMade = (record: object): boolean => !seeds.has(JSON.stringify(record));
  return {
    ...vendor,
    users: () => vendor.users().filter(isMade),
    groups: () => vendor.groups().filter(isMade),
  };
};

/** Runs `use` with a new fake vendor, its server and an instance that reaches it. */
export const withFakeKit = async (
  conformance: Conformance,
  use: (kit: FakeKit) => Promise<void>,
): Promise<void> => {
  const clock = createFakeClock();
  const vendor = asReached(conformance, clock.date);
  const server = await serveVendor(vendor);
  try {
    const subject = subjectAt(conformance, server.url);
    let people = 0;
    const kit = openKit(subject, {
      mark: () => String((people += 1)),
      instance: { name: INSTANCE_NAME, env: {}, clock },
    });
    await use({
      ...kit,
      vendor: withoutSeeds(vendor),
      server,
      clock,
      params: subject.params,
      extraCalls: conformance.extraCommands ?? {},
    });
  } finally {
    await server.close();
  }
};

/** The fake as an instance with these parameters reaches it: one that does not sign in never asks for a token. */
const asReached = (conformance: Conformance, now: () => Date): FakeVendor => {
  const { tokenPath, ...vendor } = conformance.fake(now);
  const signsIn = subjectAt(conformance, 'http://127.0.0.1:9').abilities.has('signsIn');
  return signsIn && tokenPath !== undefined ? { ...vendor, tokenPath } : vendor;
};
