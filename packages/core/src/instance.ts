import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as E from 'fp-ts/Either';
import { readArguments, whoIsNamed } from './commands/arguments';
import { COMMANDS } from './commands/command';
import type { CommandName } from './commands/command';
import type { CommandResult, ResultFrame } from './commands/result';
import { failedCall, runCommand } from './commands/run-command';
import { isDictionary } from './codec/combinators';
import { notJson } from './codec/not-json';
import type { CommonConfig } from './config/common-fields';
import { loadConfig } from './config/load';
import type { Sources } from './config/references';
import { isSecret } from './config/secret';
import type { Attributes } from './profile/app-data';
import type { Integration } from './contract/integration';
import { failure } from './errors/failure';
import { IAMError, reasonOf, toFailure } from './errors/iam-error';
import { systemClock } from './http/clock';
import type { Clock } from './http/clock';
import type { Connection } from './http/connection';
import { connectionProblems } from './http/connection-problems';
import { createHttp } from './http/http-client';
import type { HttpScope, HttpSettings, RequestEvent } from './http/http-client';
import { lazyTransport } from './http/lazy-transport';
import { createRateLimit, unlimited } from './http/rate-limit';
import { createRedact, isTooShortToHide } from './http/redact';
import { DIRECT, systemProxy } from './http/system-proxy';
import type { SystemProxy } from './http/system-proxy';
import type { Transport } from './http/wire';
import { auditTrail } from './observe/audit';
import type { AuditRecord, AuditSubject, AuditTrail } from './observe/audit';
import { reportRun } from './observe/channels';
import { redactResult } from './observe/redact-result';
import { resolveMappers } from './profile/resolve-mapper';
import type { Mappers } from './profile/resolve-mapper';

export interface InstanceOptions {
  /** The name results carry, for example `AWS-ILM_instance_1`. */
  readonly name: string;
  /** Where `env:` references and the proxy variables are looked up; the process's environment when absent. */
  readonly env?: Sources['env'];
  /** The folder `file:` references and mapper files are relative to; the working directory when absent. */
  readonly baseDir?: string;
  readonly readFile?: Sources['readFile'];
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
  /** Replaced by tests that must not wait. */
  readonly clock?: Clock;
  /** Replaced by tests that need no network. */
  readonly transport?: Transport;
}

export interface RunOptions {
  /** Stops the command: no further request is sent, and the result says what was done. */
  readonly signal?: AbortSignal;
}

/** An integration with one configuration and a name: the one object that users hold. */
export interface Instance {
  readonly name: string;
  readonly brand: string;
  /** The commands this instance has. */
  readonly commands: readonly CommandName[];
  /**
   * Runs a command by its documented name and arguments. Never rejects: what goes wrong is a failed result.
   */
  readonly run: (command: string, args?: Attributes, options?: RunOptions) => Promise<CommandResult>;
}

/**
 * Makes an instance. Throws an IAMError of kind `invalid-config` whose `failure.problems` lists every mistake of the
 * parameters, each with its path and never with a value.
 */
export const createInstance = (
  integration: Integration,
  params: Attributes,
  options: InstanceOptions,
): Instance => {
  const setup = prepare(integration, params, options);
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
  const setup = prepare(integration, params, options);
  return E.isLeft(setup) ? setup.left : [];
};

/** What all commands of an instance share. */
interface Setup {
  readonly config: CommonConfig & Attributes;
  readonly mappers: Mappers;
  readonly http: HttpSettings;
  readonly warnings: readonly string[];
}

const prepare = (
  integration: Integration,
  params: Attributes,
  options: InstanceOptions,
): E.Either<readonly string[], Setup> => {
  const { env = process.env, baseDir = process.cwd(), clock = systemClock } = options;
  const readFile = options.readFile ?? ((path) => readFileSync(resolve(baseDir, path), 'utf8'));
  const loaded = loadConfig(integration.fields, params, { env, readFile });
  if (E.isLeft(loaded)) {
    return loaded;
  }
  // Every integration's fields contain the common ones (defineIntegration adds them).
  const config = loaded.right as CommonConfig & Attributes;
  const connection = connectionOf(integration, config);
  const mappers = resolveMappers(integration.mappers, config, readFile);
  if (E.isLeft(connection) || E.isLeft(mappers)) {
    return E.left([connection, mappers].flatMap((part) => (E.isLeft(part) ? part.left : [])));
  }
  const { baseUrl } = connection.right;
  const route = config.proxy ? systemProxy(baseUrl, env) : DIRECT;
  const http = httpSettings(integration, config, connection.right, clock, route, options.transport);
  const warnings = [...configWarnings(config, baseUrl), ...route.warnings];
  return E.right({ config, mappers: mappers.right, http, warnings });
};

/** Parameters that do not fit together are for the vendor's `connection` to refuse, by throwing an Error that says so. */
const connectionOf = (
  integration: Integration,
  config: CommonConfig & Attributes,
): E.Either<readonly string[], Connection> => {
  try {
    const connection = integration.connection(config);
    const problems = connectionProblems(connection, config);
    return problems.length === 0 ? E.right(connection) : E.left(problems);
  } catch (thrown) {
    return E.left([`params: ${thrown instanceof Error ? thrown.message : 'do not make a connection'}`]);
  }
};

const httpSettings = (
  integration: Integration,
  config: CommonConfig & Attributes,
  connection: Connection,
  clock: Clock,
  route: SystemProxy,
  transport: Transport | undefined,
): HttpSettings => {
  const perSecond = config.rateLimit ?? integration.rateLimit;
  return {
    connection,
    transport: transport ?? lazyTransport({ insecure: config.insecure, route }),
    rateLimit: perSecond === undefined ? unlimited : createRateLimit(perSecond, clock),
    clock,
    redact: createRedact(
      connection,
      [...Object.values(config), route.proxy?.credentials?.password].filter(isSecret),
    ),
    errorMessage: integration.errorMessage,
    timeoutMs: config.timeout * 1000,
  };
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

  const run: Instance['run'] = async (command, given, { signal } = {}) => {
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
    let trail: AuditTrail | undefined;

    const ended = async (raw: CommandResult): Promise<CommandResult> => {
      const result = redactResult(http.redact, raw);
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
          trail?.request(event);
          quietly(() => options.onRequest?.({ ...event, instanceName: name, command }));
        },
        onReply: (last) => (headers = last),
      };
      const client = integration.client({ http: createHttp(http, scope), config });
      trail = auditOf(options, http, {
        run: runId,
        actor: options.actor ?? null,
        instance: name,
        brand: integration.brand,
        command,
        who: whoIsNamed(read.right),
      });
      const result = await runCommand({
        args: read.right,
        client: trail?.watch(client) ?? client,
        setting: {
          integration,
          config,
          mappers,
          disableDeletes: integration.disableDeletes(config),
          warn: (message) => warnings.push(message),
          lastHeaders: () => visibleHeaders(headers),
        },
        frame,
      });
      return ended(result);
    } catch (thrown) {
      return ended(failedCall(command, frame(), integration.shortName, inputOf(args), toFailure(thrown)));
    }
  };

  return { name, brand: integration.brand, commands: commandsOf(integration, config, http), run };
};

const auditOf = (
  { onAudit }: InstanceOptions,
  { redact, clock }: HttpSettings,
  subject: AuditSubject,
): AuditTrail | undefined => {
  if (onAudit === undefined) {
    return undefined;
  }
  // The id is the vendor's word, whatever it is made of.
  const keep = (record: AuditRecord): void | Promise<void> =>
    onAudit({ ...record, id: record.id === null ? null : redact(record.id) });
  return auditTrail(subject, { keep, redact, now: clock.date });
};

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

const dictionaryOf = (value: unknown): Attributes => (isDictionary(value) ? value : {});

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

const configWarnings = (config: CommonConfig & Attributes, baseUrl: string): readonly string[] => [
  ...(config.insecure
    ? ['Certificates are not checked (insecure=true): anybody in between can read the credentials.']
    : []),
  ...(isClearText(baseUrl) ? ['The URL is not https: the credentials cross the network in clear.'] : []),
  ...Object.entries(config)
    .filter(([, value]) => isSecret(value) && isTooShortToHide(value))
    .map(([key]) => `params.${key}: ${TOO_SHORT}`),
];

const TOO_SHORT = 'has fewer than 4 characters, so it is not hidden when the vendor sends it back.';

const isClearText = (baseUrl: string): boolean => {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
};
