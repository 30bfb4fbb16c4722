import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { readArguments, whoIsNamed } from '../commands/arguments';
import { COMMANDS } from '../commands/command';
import type { CallOf } from '../commands/call-types';
import type { CommandName } from '../commands/command';
import type { CommandResult, ResultFrame, ResultOf } from '../commands/result';
import { writeEffect } from '../commands/write/write-effect';
import { aboutOwnRecords } from '../commands/write/check-write-replies';
import { failedCall, runCommand } from '../commands/run-command';
import { dictionaryOf } from '../codec/combinators';
import { notJson } from '../codec/not-json';
import type { Attributes } from '../profile/app-data';
import type { Fields, ParamsOf } from '../config/field';
import type { Integration } from '../contract/integration';
import { failure } from '../errors/failure';
import { IAMError, reasonOf, toFailure } from '../errors/iam-error';
import { createHttp } from '../http/http-client';
import type { HttpScope, HttpSettings, RequestEvent } from '../http/http-client';
import { prepareInstance } from './prepare-instance';
import type { Setup, SetupOptions } from './prepare-instance';
import { auditTrail } from '../observe/audit';
import type { AuditRecord, AuditSubject, AuditTrail } from '../observe/audit';
import { reportRun } from '../observe/channels';
import { redactResult } from '../observe/redact-result';

export interface InstanceOptions extends SetupOptions {
  /** The name results carry, for example `AWS-ILM_instance_1`. */
  readonly name: string;
  /** Hears what the caller should know although nothing failed, for example that certificates are not checked. */
  readonly onWarning?: (message: string) => void;
  /** Hears of every request that was sent, without secrets. */
  readonly onRequest?: (
    event: RequestEvent & { readonly instanceName: string; readonly command: string },
  ) => void;
  /**
   * Receives a record of every write before it is sent, and of every command that wrote before `run` resolves. When it throws
   * or rejects the first, the write is not sent and the command fails (`not-recorded`); when the second, the result says so
   * in a warning: what was written is written. Changes of groups cost one request more, for what the group was before.
   */
  readonly onAudit?: (record: AuditRecord) => void | Promise<void>;
  /** Who runs the commands, for audit records. */
  readonly actor?: string;
}

export interface RunOptions {
  /** Stops the command: no further request is sent, and the result says what was done. */
  readonly signal?: AbortSignal;
  /** Refuses a profile with keys that are not sent, before anything is sent; otherwise a warning names them. */
  readonly strict?: boolean;
}

/** An integration with one configuration and a name: the one object that users hold. */
export interface Instance {
  readonly name: string;
  readonly brand: string;
  /** The commands this instance has. */
  readonly commands: readonly CommandName[];
  readonly run: RunCommand;
  /** Runs a command whose name and arguments come from outside: nothing is known of them before they are read. Never rejects. */
  readonly runByName: RunByName;
}

/**
 * Runs a command by its documented name and arguments. Never rejects: what goes wrong is a result whose status is `failed`, with
 * kind, message and next step in `failure`.
 */
export type RunCommand = <C extends CommandName>(
  command: C,
  ...call: CallOf<C, RunOptions>
) => Promise<ResultOf<C>>;

/** As {@link RunCommand}; a name that is not a command, and arguments that are none of its own, are failed results too. */
export type RunByName = (command: string, args?: Attributes, options?: RunOptions) => Promise<CommandResult>;

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

  const run = async (
    command: string,
    given?: Attributes,
    { signal, strict = false }: RunOptions = {},
  ): Promise<CommandResult> => {
    const args = dictionaryOf(given);
    const warnings: string[] = [];
    let requests = 0;
    let headers: HttpHeaders = [];
    const frame = (): Omit<ResultFrame, 'command'> => ({
      brand: integration.brand,
      instanceName: name,
      warnings,
      requests,
    });
    const runId = randomUUID();
    const reporter = reportRun(
      { run: runId, instanceName: name, brand: integration.brand, command },
      http.clock.now,
    );
    const effect = writeEffect();
    let trail: AuditTrail | undefined;

    const ended = async (raw: CommandResult): Promise<CommandResult> => {
      const result = redactResult(http.redact, effect.settle(raw));
      reporter?.end(result);
      try {
        await trail?.end(result);
      } catch (thrown) {
        const lost = `The audit record of this command could not be kept: ${reasonOf(thrown)}`;
        return { ...result, warnings: [...result.warnings, lost] };
      }
      return result;
    };

    try {
      const read = readArguments(command, args);
      if (E.isLeft(read)) {
        const next = 'Correct the call; nothing was sent.';
        throw new IAMError(failure('invalid-input', read.left.join('; '), { problems: read.left, next }));
      }
      const scope: HttpScope = {
        signal,
        onRequest: (event, template) => {
          requests += 1;
          reporter?.request(event, template);
          effect.request(event);
          trail?.request(event);
          quietly(() => options.onRequest?.({ ...event, instanceName: name, command }));
        },
        onReply: (last) => (headers = last),
      };
      const client = aboutOwnRecords(
        integration.client({ http: createHttp(http, scope), config }),
        integration.lookupBy,
      );
      const { writes } = COMMANDS[read.right.command];
      trail = !writes
        ? undefined
        : auditOf(options, http, {
            run: runId,
            actor: options.actor ?? null,
            instance: name,
            brand: integration.brand,
            command,
            who: whoIsNamed(read.right),
          });
      const result = await runCommand({
        args: read.right,
        client: writes ? effect.watch(trail?.watch(client) ?? client) : client,
        setting: {
          integration,
          config,
          mappers,
          strict,
          disableDeletes: integration.disableDeletes(config),
          warn: (message) => warnings.push(message),
          lastHeaders: () => visibleHeaders(headers),
        },
        frame,
      });
      return await ended(result);
    } catch (thrown) {
      return ended(failedCall(command, frame(), integration.shortName, inputOf(args), toFailure(thrown)));
    }
  };

  return {
    name,
    brand: integration.brand,
    commands: commandsOf(integration, config, http),
    // The result of a command has the kind that COMMANDS says: run-command has one runner per name.
    run: run as unknown as RunCommand,
    runByName: run,
  };
};

const auditOf = (
  { onAudit }: InstanceOptions,
  { redact, clock }: HttpSettings,
  subject: AuditSubject,
): AuditTrail | undefined =>
  onAudit === undefined ? undefined : auditTrail(subject, { keep: onAudit, redact, now: clock.date });

/** A listener that throws, or rejects later, must not turn a write that was carried out into a failure. */
const quietly = (listener: () => unknown): void => {
  try {
    void Promise.resolve(listener()).catch(() => {});
  } catch {
    // Its own business.
  }
};

type HttpHeaders = readonly (readonly [string, string])[];

/** Headers as `details` shows them: never a cookie. */
const visibleHeaders = (headers: HttpHeaders): Attributes =>
  Object.fromEntries(headers.filter(([name]) => !/^set-cookie2?$/i.test(name)));

/** What a failed call echoes; data that no JSON can hold is left out, so that the result can be printed. */
const inputOf = (args: Attributes) => ({
  profile: plainOf(args['user-profile']),
  scim: plainOf(args['scim']),
});

const plainOf = (value: unknown): Attributes => (notJson(value) === undefined ? dictionaryOf(value) : {});

/** Derived from what the vendor implements: the client is made once to see whether it has groups. */
const commandsOf = (
  integration: Integration,
  config: Attributes,
  settings: HttpSettings,
): readonly CommandName[] => {
  const client = integration.client({
    http: createHttp(settings, { onRequest: () => {}, onReply: () => {} }),
    config,
  });
  return (Object.keys(COMMANDS) as CommandName[]).filter(
    (name) => COMMANDS[name].kind !== 'group' || client.groups !== undefined,
  );
};
