import { resolve } from 'node:path';
import * as E from 'fp-ts/Either';
import { readInputFile } from '../codec/input-file';
import { commonFields, type CommonConfig } from '../config/common-fields';
import { loadConfig } from '../config/load';
import { credentialsPrintedBy } from '../config/node-debug';
import type { Sources } from '../config/references';
import { isSecret } from '../config/secret';
import type { Integration } from '../contract/integration';
import { systemClock, type Clock } from '../http/clock';
import type { Connection } from '../http/connection/connection';
import { connectionProblems } from '../http/connection/connection-problems';
import type { HttpSettings } from '../http/http-settings';
import { lazyTransport } from '../http/transport/lazy-transport';
import type { Limiter } from '../http/limits/limiter';
import type { RequestLimit } from '../http/limits/limits';
import { createThrottle } from '../http/limits/throttle';
import { livingRedaction } from '../http/redaction/living-secrets';
import { isTooShortToHide } from '../http/redaction/redact';
import { DIRECT, systemProxy, type SystemProxy } from '../http/proxy/system-proxy';
import { grantSecrets } from '../http/sign-in/oauth-grant';
import { createSignIn } from '../http/sign-in/sign-in';
import type { Transport } from '../http/transport/wire';
import type { Attributes } from '../profile/app-data';
import { resolveMappers, type Mappers } from '../profile/resolve-mapper';

/** The parts that all commands of an instance share. */
export interface Setup {
  readonly config: CommonConfig & Attributes;
  readonly mappers: Mappers;
  readonly http: HttpSettings;
  /** Warnings: findings about parameters that are usable. */
  readonly warnings: readonly string[];
}

/** The sources of values that parameters refer to. */
export interface SetupOptions {
  /** Where `env:` references and the proxy variables are looked up; the process's environment when absent. */
  readonly env?: Sources['env'];
  /** The folder `file:` references and mapper files are relative to; the working directory when absent. */
  readonly baseDir?: string;
  readonly readFile?: Sources['readFile'];
  /** Replaced by tests that must not wait. */
  readonly clock?: Clock;
  /**
   * Decides when requests may be sent, in the place of the limiter in the process: for several processes that share what the
   * vendor allows. A function gets the limits of the instance: those of the definition, and `rateLimit` of the parameters.
   */
  readonly limiter?: Limiter | ((limits: readonly RequestLimit[]) => Limiter);
  /** Replaced by tests that need no network. */
  readonly transport?: Transport;
}

/** Left: every mistake of the parameters, each with its path and never with a value. */
export const prepareInstance = (
  integration: Integration,
  params: Attributes,
  options: SetupOptions,
): E.Either<readonly string[], Setup> => {
  const { env = process.env, baseDir = process.cwd() } = options;
  const readFile = options.readFile ?? ((path) => readInputFile(resolve(baseDir, path)));
  const loaded = loadConfig(integration.fields, params, { env, readFile });
  if (E.isLeft(loaded)) {
    return E.left([...loaded.left, ...mapperProblems(integration, params, { env, readFile })]);
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
  const http = httpSettings(integration, config, connection.right, options, route);
  const warnings = [...configWarnings(config, connection.right), ...route.warnings];
  return E.right({ config, mappers: mappers.right, http, warnings });
};

/** Problems of the mappers, so that they are reported together with those of other parameters. */
const mapperProblems = (integration: Integration, params: Attributes, sources: Sources): readonly string[] =>
  (['mapperIn', 'mapperOut'] as const).flatMap((key) => {
    const loaded = loadConfig({ [key]: commonFields[key] }, { [key]: params[key] }, sources);
    const mappers = E.chain((named: Partial<CommonConfig>) =>
      resolveMappers(integration.mappers, { ...NO_MAPPERS, ...named }, sources.readFile),
    )(loaded);
    // An unreadable parameter has been reported already.
    return E.isLeft(loaded) || E.isRight(mappers) ? [] : mappers.left;
  });

const NO_MAPPERS = { mapperIn: undefined, mapperOut: undefined };

/** The vendor's `connection` refuses contradictory parameters by throwing an Error that names them. */
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
  { env = process.env, clock = systemClock, transport, limiter }: SetupOptions,
  route: SystemProxy,
): HttpSettings => {
  const { insecure } = config;
  const { auth } = connection;
  const redaction = livingRedaction(
    connection,
    [
      ...Object.values(config),
      ...(auth === undefined ? [] : grantSecrets(auth)),
      route.proxy?.credentials?.password,
    ].filter(isSecret),
  );
  const timeoutMs = config.timeout * 1000;
  const used = transport ?? lazyTransport({ insecure, route });
  const limits = limitsOf(integration, config.rateLimit);
  const throttle = createThrottle({
    limits,
    headers: integration.limitHeaders,
    limiter: typeof limiter === 'function' ? limiter(limits) : limiter,
    clock,
  });
  return {
    connection,
    transport: used,
    ...throttle,
    clock,
    redact: redaction.redact,
    errorMessage: integration.errorMessage,
    errorCodes: integration.errorCodes,
    readError: integration.readError,
    timeoutMs,
    signIn:
      auth === undefined
        ? undefined
        : createSignIn(auth, {
            ...(isSameOrigin(auth.tokenUrl, connection.baseUrl)
              ? { transport: used, throttle }
              : {
                  // Another host may be reached by another route.
                  transport:
                    transport ??
                    lazyTransport({
                      insecure,
                      route: config.proxy ? systemProxy(auth.tokenUrl, env) : DIRECT,
                    }),
                }),
            clock,
            redaction,
            timeoutMs,
          }),
  };
};

const isSameOrigin = (one: string, other: string): boolean => new URL(one).origin === new URL(other).origin;

/** The parameter takes the place of what the vendor allows in all; limits of a kind of request stay. */
const limitsOf = (
  { rateLimit, rateLimits }: Integration,
  configured: number | undefined,
): readonly RequestLimit[] => {
  const perSecond = configured ?? rateLimit;
  return [
    ...rateLimits.filter(({ of }) => of !== undefined || configured === undefined),
    ...(perSecond === undefined ? [] : [{ requests: perSecond, per: 'second' } as const]),
  ];
};

const configWarnings = (
  config: CommonConfig & Attributes,
  { baseUrl, auth }: Connection,
): readonly string[] => [
  ...(config.insecure
    ? ['Certificates are not checked (insecure=true): anybody in between can read the credentials.']
    : []),
  ...([baseUrl, auth?.tokenUrl ?? baseUrl].some(isClearText)
    ? ['The URL is not https: the credentials cross the network in clear.']
    : []),
  ...printedCredentials(),
  ...Object.entries(config)
    .filter(([, value]) => isSecret(value) && isTooShortToHide(value))
    .map(([key]) => `params.${key}: ${TOO_SHORT}`),
];

/** Node.js reads its own environment, not the one given to the instance for its references. */
const printedCredentials = (): readonly string[] => {
  const printing = credentialsPrintedBy(process.env);
  return printing === undefined
    ? []
    : [`Node.js prints the credentials of every request, because the environment has ${printing}: unset it.`];
};

const TOO_SHORT = 'has fewer than 4 characters, so it is not hidden when the vendor sends it back.';

const isClearText = (baseUrl: string): boolean => {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
};
