import * as E from 'fp-ts/Either';
import { COMMANDS, type CommandName } from '../commands/command';
import type { CallOf } from '../commands/call-types';
import type { ResultOf } from '../commands/result';
import type { Attributes } from '../profile/app-data';
import type { Fields, ParamsOf } from '../config/field';
import type { ExtraCommand } from '../contract/extra-command';
import type { Integration } from '../contract/integration';
import type { UserClient } from '../contract/user-client';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import { createHttp } from '../http/http-client';
import type { HttpSettings } from '../http/http-settings';
import { desiredStates, type DesiredStates } from './desired-state';
import { createLists, listsOf, type ListName, type Lists } from './lists';
import { prepareInstance, type Setup, type SetupOptions } from './prepare-instance';
import { quietly } from './quietly';
import { createRun, type RunByName } from './run';
import type { RunOptions } from './run-options';
import type { RunListeners } from './run-observers';

export interface InstanceOptions extends SetupOptions, RunListeners {
  /** The name results carry, for example `AWS-ILM_instance_1`. */
  readonly name: string;
  /** Receives warnings, for example that certificates are not checked. */
  readonly onWarning?: (message: string) => void;
}

/** An integration with one configuration and a name: the one object that users hold. */
export interface Instance extends Lists, DesiredStates {
  readonly name: string;
  readonly brand: string;
  /** The commands this instance has. */
  readonly commands: readonly CommandName[];
  /** The commands that this integration alone has; `runByName` runs them as well. */
  readonly extraCommands: readonly ExtraCommand[];
  /** The lists this instance can read; `members` fails for a vendor that does not tell them. */
  readonly lists: readonly ListName[];
  readonly run: RunCommand;
  /** Runs a command whose name and arguments are untrusted input, validated when read. Never rejects. */
  readonly runByName: RunByName;
}

/**
 * Runs a command by its documented name and arguments. Never rejects: a failure is a result whose status is `failed`, with kind,
 * message and next step in `failure`.
 */
export type RunCommand = <C extends CommandName>(
  command: C,
  ...call: CallOf<C, RunOptions>
) => Promise<ResultOf<C>>;

/**
 * Makes an instance. Throws an IAMError of kind `invalid-config` whose `failure.problems` lists every mistake of the
 * parameters, each with its path and never with a value.
 */
export const createInstance = <F extends Fields>(
  integration: Integration<F>,
  params: ParamsOf<F>,
  options: InstanceOptions,
): Instance => {
  const setup = prepareInstance(integration, params, options);
  if (E.isLeft(setup)) {
    throw new IAMError(
      failure('invalid-config', `${options.name}: ${setup.left.join('; ')}`, {
        problems: setup.left,
        next: 'Correct the configuration of this instance.',
      }),
    );
  }
  return instanceOf(integration, options, setup.right);
};

/** Every mistake of an instance's parameters; empty when there is none. */
export const checkParams = (
  integration: Integration,
  params: Attributes,
  options: InstanceOptions,
): readonly string[] => {
  const setup = prepareInstance(integration, params, options);
  return E.isLeft(setup) ? setup.left : [];
};

const instanceOf = (
  integration: Integration,
  options: InstanceOptions,
  { config, mappers, http, warnings: found }: Setup,
): Instance => {
  const { name } = options;
  for (const warning of found) {
    quietly(() => options.onWarning?.(`[${name}] ${warning}`));
  }

  const parts = { integration, config, mappers, http, name, listeners: options };
  const run = createRun(parts);
  const client = clientOf(integration, config, http);

  return {
    name,
    brand: integration.brand,
    commands: commandsOf(client),
    extraCommands: integration.commands,
    // The result of a command has the kind that COMMANDS says: run-command has one runner per name.
    run: run as unknown as RunCommand,
    runByName: run,
    lists: listsOf(client),
    ...createLists(parts),
    ...desiredStates(parts),
  };
};

/** The client, made only to see what it can do. */
const clientOf = (integration: Integration, config: Attributes, settings: HttpSettings): UserClient =>
  integration.client({
    http: createHttp(settings, { onRequest: () => {}, onReply: () => {} }),
    config,
  });

/** The commands of an instance, derived from the vendor's client. */
const commandsOf = ({ groups }: UserClient): readonly CommandName[] =>
  (Object.keys(COMMANDS) as CommandName[]).filter(
    (name) => COMMANDS[name].kind !== 'group' || groups !== undefined,
  );
