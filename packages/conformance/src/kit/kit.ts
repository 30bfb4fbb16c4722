import * as E from 'fp-ts/Either';
import {
  type Attributes,
  type CommandResult,
  createInstance,
  describeFailure,
  type InstanceOptions,
  type Integration,
  isIAMError,
  isSecret,
  type RequestEvent,
  type UserClient,
} from '@iam/core';
import { connectionHeaders, loadConfig, resolveMappers, type Sources } from '@iam/core/internal';
import { abilitiesOf, type Ability } from './ability';
import type { Costed, Kit, Setup } from './check';
import { readSample, type Sample } from './sample';
import { withoutStack } from '../claims/without-stack';
import { tracked, type TrackedWrites } from './tracked-writes';

/** An integration with parameters, read once: everything known without a request. */
export interface TestSubject {
  readonly integration: Integration;
  readonly params: Attributes;
  readonly config: Attributes;
  readonly sample: Sample;
  readonly abilities: ReadonlySet<Ability>;
  readonly secrets: readonly string[];
}

/** Reads parameters and sample profile. Throws an Error that names every mistake of the parameters. */
export const readSubject = (
  integration: Integration,
  params: Attributes,
  profile: Attributes,
  sources: Sources,
): TestSubject => {
  const loaded = loadConfig(integration.fields, params, sources);
  if (E.isLeft(loaded)) {
    throw new Error(`The parameters cannot be used: ${loaded.left.join('; ')}`);
  }
  const config: Attributes = loaded.right;
  const mappers = resolveMappers(
    integration.mappers,
    { mapperIn: textOf(config['mapperIn']), mapperOut: textOf(config['mapperOut']) },
    sources.readFile,
  );
  if (E.isLeft(mappers)) {
    throw new Error(`The mappers cannot be used: ${mappers.left.join('; ')}`);
  }
  const sample = readSample(integration, mappers.right, profile);
  return {
    integration,
    params,
    config,
    sample,
    abilities: abilitiesOf(integration, config, sample),
    secrets: secretsOf(integration, config),
  };
};

/** The secret parameters, and the credentials as the Authorization header has them (Basic ones look different there). */
const secretsOf = (integration: Integration, config: Attributes): readonly string[] => {
  const [, credentials] =
    connectionHeaders(integration.connection(config))['Authorization']?.split(' ') ?? [];
  const revealed = Object.values(config)
    .filter(isSecret)
    .map((secret) => secret.reveal());
  return [...new Set([...revealed, ...(credentials === undefined ? [] : [credentials])])];
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export interface KitOptions {
  /** Makes a mark that no other person or group of this vendor carries. */
  readonly mark: () => string;
  readonly instance: Omit<InstanceOptions, 'onRequest'>;
  readonly onRun?: (command: string, args: Attributes) => void;
}

/** The kit for the server that the parameters lead to. */
export const openKit = (
  { integration: given, params, sample, secrets }: TestSubject,
  { mark, instance, onRun }: KitOptions,
): Kit => {
  const events: RequestEvent[] = [];
  const { integration, writes } = tracked(given, () => events.length);

  const open = (changed: Integration, setup: Setup) =>
    createInstance(
      changed,
      { ...params, ...setup.params },
      { ...instance, onRequest: (event) => void events.push(event) },
    );
  const plain = new Map<string, ReturnType<typeof open>>();
  /** One instance for each set of parameters, so that connections are kept and rate limits shared. */
  const instanceFor = (setup: Setup): ReturnType<typeof open> => {
    const key = JSON.stringify([setup.params, setup.membersPerRequest]);
    const opened = (): ReturnType<typeof open> => open(limited(integration, setup.membersPerRequest), setup);
    if (setup.fresh === true) {
      return opened();
    }
    const known = plain.get(key) ?? opened();
    plain.set(key, known);
    return known;
  };

  const run = async (command: string, args: Attributes, setup: Setup = {}): Promise<Costed> => {
    onRun?.(command, args);
    const before = events.length;
    const result = await instanceFor(setup).runByName(command, args, {
      ...setup.options,
      ...(setup.signal === undefined ? {} : { signal: setup.signal }),
    });
    return { ...result, ...costOf(events, before, writes) };
  };

  return {
    integration: given,
    sample,
    secrets,
    events: () => [...events],
    instance: () => instanceFor({}),
    newPerson: () => sample.marked(mark()),
    newGroupName: () => `Iam check ${mark()}`,
    run,
    user: async (command, profile, args = {}, setup) =>
      ofKind('user', await run(command, { 'user-profile': profile, ...args }, setup)),
    group: async (command, scim, args = {}, setup) =>
      ofKind('group', await run(command, { scim, ...args }, setup)),
    withClient: async <A>(use: (client: UserClient) => Promise<A>): Promise<A> => {
      const done: A[] = [];
      const thrown: unknown[] = [];
      const tapped = withClient(integration, async (client) => {
        try {
          done.push(await use(client));
        } catch (error) {
          thrown.push(error);
          throw error;
        }
      });
      const { failure } = await open(tapped, {}).run('test-module');
      // Rethrows a failed claim of the check itself; any other error is reported by the command.
      if (thrown.length > 0 && !isIAMError(thrown[0])) {
        throw thrown[0];
      }
      if (failure !== undefined) {
        throw withoutStack(
          new Error(describeFailure(failure, { where: instance.name, command: 'the vendor’s client' })),
        );
      }
      // Without a failure `use` has returned.
      return done[0] as A;
    },
  };
};

/**
 * Requests, repeats and those to a token endpoint not counted. Nor is the read after a write whose reply has no record (204 of RFC 7644 section 3.5.2, or an id
 * alone): the vendor leaves no other way to learn how the record is now. Nor is the one after a replacement (PUT), where core
 * verifies that it has not enabled a user who was disabled meanwhile. Nor is the second write where activation is apart.
 */
const costOf = (
  all: readonly RequestEvent[],
  from: number,
  { unshown, second }: TrackedWrites,
): Pick<Costed, 'cost' | 'writes'> => {
  const asked = all.slice(from).map((event, index) => ({ event, position: from + index }));
  const events = asked.filter(({ event: { signIn } }) => signIn === undefined);
  const isFree = (position: number): boolean =>
    (unshown.includes(position) && all[position]?.method === 'GET') ||
    second.some(([first, end]) => position >= first && position < end);
  const counted = events.filter(({ event: { attempt, method }, position }, index) => {
    const write = events.slice(0, index).findLastIndex(({ event }) => event.method !== 'GET');
    const { method: wroteBy, status } = events[write]?.event ?? {};
    const free = (wroteBy === 'PUT' ? 1 : 0) + (status === 204 ? 1 : 0);
    const asksAgain = method === 'GET' && write >= 0 && index - write <= free;
    return attempt === 1 && !asksAgain && !isFree(position);
  });
  return {
    cost: counted.length,
    writes: counted.filter(({ event }) => event.method !== 'GET').length,
  };
};

const ofKind = <K extends CommandResult['kind']>(kind: K, result: Costed): Extract<Costed, { kind: K }> => {
  if (result.kind !== kind) {
    throw new Error(`${result.command} gave a result of the kind ${result.kind} instead of ${kind}.`);
  }
  return result as Extract<Costed, { kind: K }>;
};

/** The integration with test-module doing something else: every command comes with HTTP, and so does this one. */
const withClient = (integration: Integration, use: (client: UserClient) => Promise<void>): Integration => ({
  ...integration,
  client: (context) => {
    const client = integration.client(context);
    return { ...client, testConnection: () => use(client) };
  },
});

const limited = (integration: Integration, membersPerRequest: number | undefined): Integration =>
  membersPerRequest === undefined
    ? integration
    : {
        ...integration,
        client: (context) => {
          const client = integration.client(context);
          return client.groups === undefined
            ? client
            : {
                ...client,
                groups: {
                  ...client.groups,
                  membersPerRequest: Math.min(membersPerRequest, client.groups.membersPerRequest ?? Infinity),
                },
              };
        },
      };
