import type {
  Attributes,
  CommandName,
  CommandResult,
  GroupResult,
  Instance,
  Integration,
  RequestEvent,
  RunOptions,
  UserClient,
  UserResult,
} from '@iam/core';
import type { FakeClock } from '@iam/core/internal';
import type { Ability } from './ability';
import type { FakeVendor } from '../fake/fake-vendor';
import type { Sample } from './sample';
import type { VendorServer } from '../server/vendor-server';

/**
 * A result with the number of requests it took. Repeats after a 429 and the like are not counted, nor is the read that
 * follows a write answered without the record.
 */
export type Costed<R extends CommandResult = CommandResult> = R & {
  readonly cost: number;
  /** Those of `cost` that write. */
  readonly writes: number;
};

/** How the instance of one run differs from the configured one. */
export interface Setup {
  /** Parameters laid over the configured ones. */
  readonly params?: Attributes;
  /** Cuts member changes into pieces of this size, or of what the vendor allows where that is less. */
  readonly membersPerRequest?: number;
  readonly signal?: AbortSignal;
  /** Options of the one run, for example `dryRun`. */
  readonly options?: RunOptions;
  /** A new instance, which has no token and no connection yet. */
  readonly fresh?: true;
}

/** What a check works with, whether the vendor is a fake or a running server. */
export interface Kit {
  readonly integration: Integration;
  readonly sample: Sample;
  /** The instance's secrets in clear, to look for them where they must not be. */
  readonly secrets: readonly string[];
  /** The sample profile with the identity of a new user, whom the vendor does not know. */
  readonly newPerson: () => Attributes;
  /** A group name that the vendor does not know. */
  readonly newGroupName: () => string;
  /** A command by its name, extra commands too. */
  readonly run: (command: string, args: Attributes, setup?: Setup) => Promise<Costed>;
  readonly user: (
    command: UserCommandName,
    profile: unknown,
    args?: Attributes,
    setup?: Setup,
  ) => Promise<Costed<UserResult>>;
  readonly group: (
    command: GroupCommandName,
    scim: unknown,
    args?: Attributes,
    setup?: Setup,
  ) => Promise<Costed<GroupResult>>;
  /** Runs vendor code that no command reaches, with the HTTP of a command. */
  readonly withClient: <A>(use: (client: UserClient) => Promise<A>) => Promise<A>;
  /** The default instance, for what is no command: lists, and what is known without a request. */
  readonly instance: () => Instance;
  /** Every request event since the kit was opened. */
  readonly events: () => readonly RequestEvent[];
}

/** The kit with a fake vendor: exchanges can be inspected and faults injected. */
export interface FakeKit extends Kit {
  readonly vendor: FakeVendor;
  readonly server: VendorServer;
  readonly clock: FakeClock;
  /** The parameters of the default instance. */
  readonly params: Attributes;
  /** Arguments of a call of each extra command. */
  readonly extraCalls: Readonly<Record<string, Attributes>>;
}

export type UserCommandName = Extract<CommandName, `iam-${string}-user`>;
export type GroupCommandName = Extract<CommandName, `iam-${string}-group`>;

interface CheckFrame {
  /** What holds, as a sentence: `disable: an inactive user is skipped and costs 1 request`. */
  readonly name: string;
  /** The check is left out unless the integration has all of these. */
  readonly needs: readonly Ability[];
}

/** A check that needs the fake: for faults, or to inspect stored records. */
export interface FakeCheck extends CheckFrame {
  readonly where: 'fake';
  readonly run: (kit: FakeKit) => Promise<void>;
}

/** A check that a running server can be put to as well. */
export interface LiveCheck extends CheckFrame {
  readonly where: 'both';
  /** Whether it writes. A check that does not may be run on a live instance at any time. */
  readonly writes: boolean;
  readonly run: (kit: Kit) => Promise<void>;
}

export type Check = FakeCheck | LiveCheck;

type Run<K> = (kit: K) => Promise<void>;

/** A check with the fake only. */
export const onFake = (name: string, run: Run<FakeKit>, ...needs: Ability[]): FakeCheck => ({
  name,
  where: 'fake',
  needs,
  run,
});

/** A check for the fake and for running servers that only reads. */
export const reading = (name: string, run: Run<Kit>, ...needs: Ability[]): LiveCheck => ({
  name,
  where: 'both',
  writes: false,
  needs,
  run,
});

/** A check for the fake and for running servers that writes, on people whom it has made up. */
export const writing = (name: string, run: Run<Kit>, ...needs: Ability[]): LiveCheck => ({
  ...reading(name, run, ...needs),
  writes: true,
});

export const isPossible = ({ needs }: Check, abilities: ReadonlySet<Ability>): boolean =>
  needs.every((need) => abilities.has(need));
