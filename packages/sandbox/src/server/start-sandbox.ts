import type { FakeVendor } from '@iam/conformance';
import { AWS_DEFAULTS, type AwsOptions } from '../aws/aws-options';
import { createAwsVendor } from '../aws/aws-vendor';
import { ATLASSIAN_DEFAULTS, type AtlassianOptions } from '../atlassian/atlassian-options';
import { createAtlassianVendor, type AtlassianVendor } from '../atlassian/atlassian-vendor';
import { createHelloVendor, HELLO_DEFAULTS, type HelloOptions } from '../hello/hello-vendor';
import { SERVICE_NOW_DEFAULTS, type ServiceNowOptions } from '../service-now/service-now-options';
import { SERVICE_NOW_EXAMPLES } from '../service-now/service-now-seeds';
import { createServiceNowVendor, type ServiceNowVendor } from '../service-now/service-now-vendor';
import { OKTA_DEFAULTS, type OktaOptions } from '../okta/org/okta-options';
import { OKTA_EXAMPLES } from '../okta/org/okta-seeds';
import { createOktaVendor, type OktaVendor } from '../okta/okta-vendor';
import { SLACK_DEFAULTS, type SlackOptions } from '../slack/slack-options';
import { createSlackVendor, type SlackVendor } from '../slack/slack-vendor';
import { accountsOf } from '../people/accounts';
import { people } from '../people/people';
import { withTraffic, type Traffic } from '../traffic';
import type { SeenRequest } from './seen-request';
import { startServer, type RunningServer } from './start-server';
import { openWritesFile } from './writes-file';

export interface SandboxOptions {
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default: any free port for each. */
  readonly ports?: {
    readonly aws?: number;
    readonly atlassian?: number;
    readonly hello?: number;
    readonly serviceNow?: number;
    readonly okta?: number;
    readonly slack?: number;
  };
  /** Unlike `createAwsVendor` alone, AWS limits the rate to its 20 requests per second unless told otherwise. */
  readonly aws?: AwsOptions;
  readonly atlassian?: AtlassianOptions;
  readonly hello?: HelloOptions;
  /** Unlike `createServiceNowVendor` alone, ServiceNow has the user of its documented examples. */
  readonly serviceNow?: ServiceNowOptions;
  /** Unlike `createOktaVendor` alone, Okta limits the rate as it usually does and has the users and applications of its examples. */
  readonly okta?: OktaOptions;
  /** Unlike `createSlackVendor` alone, Slack has its rate limits, and writes that take 20 ms and lock. */
  readonly slack?: SlackOptions;
  /** So many made-up people have an account in every application, beside the users of the options: see `people`. */
  readonly people?: number;
  /** Limits, latency and faults on the way to a vendor. */
  readonly traffic?: Partial<Readonly<Record<keyof Sandbox['vendors'], Traffic>>>;
  /** Whether `requests` keeps what was asked. Default false, because it grows with every request. */
  readonly record?: boolean;
  /** A file to which every write that a vendor carried out is appended, as a line of JSON. */
  readonly writesFile?: string;
}

/** One entry of `iam.config.json`. */
export interface SandboxInstance {
  readonly name: string;
  readonly integration: string;
  readonly params: Readonly<Record<string, string>>;
}

export interface Sandbox {
  /** The value of an `iam.config.json` that reaches all vendors. The credentials in it open nothing else. */
  readonly config: { readonly instances: readonly SandboxInstance[] };
  readonly vendors: {
    readonly aws: FakeVendor;
    readonly atlassian: AtlassianVendor;
    readonly hello: FakeVendor;
    readonly slack: SlackVendor;
    readonly serviceNow: ServiceNowVendor;
    readonly okta: OktaVendor;
  };
  /** Where each vendor listens, `http://host:port`. */
  readonly urls: Readonly<Record<keyof Sandbox['vendors'], string>>;
  /** What a vendor was asked since the start, by the order in which it was answered; nothing unless it is recorded. */
  readonly requests: (vendor: keyof Sandbox['vendors']) => readonly SeenRequest[];
  readonly close: () => Promise<void>;
}

/** Starts every vendor on a port of its own. Rejects, with none left running, when one cannot start. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const accounts = accountsOf(people(options.people ?? 0));
  const aws = withAccounts(accounts.aws, { ...AWS_DEFAULTS, requestsPerSecond: 20, ...options.aws });
  const atlassian = withAccounts(accounts.atlassian, { ...ATLASSIAN_DEFAULTS, ...options.atlassian });
  const hello = withAccounts(accounts.hello, { ...HELLO_DEFAULTS, ...options.hello });
  const serviceNow = withAccounts(accounts.serviceNow, {
    ...SERVICE_NOW_DEFAULTS,
    ...SERVICE_NOW_EXAMPLES,
    records: accounts.serviceNow.records,
    ...options.serviceNow,
  });
  const okta = withAccounts(accounts.okta, {
    ...OKTA_DEFAULTS,
    ...OKTA_EXAMPLES,
    requestsPerMinute: {},
    ...options.okta,
  });
  const slack = withAccounts(accounts.slack, {
    ...SLACK_DEFAULTS,
    rateLimits: true,
    writeMs: 20,
    ...options.slack,
  });
  const vendors = {
    aws: createAwsVendor(aws),
    atlassian: createAtlassianVendor(atlassian),
    hello: createHelloVendor(hello),
    serviceNow: createServiceNowVendor(serviceNow),
    okta: createOktaVendor(okta),
    slack: createSlackVendor(slack),
  };
  const running: RunningServer[] = [];
  const seen: Record<keyof typeof vendors, SeenRequest[]> = {
    aws: [],
    atlassian: [],
    hello: [],
    serviceNow: [],
    okta: [],
    slack: [],
  };
  const writes = options.writesFile === undefined ? undefined : openWritesFile(options.writesFile);
  const note = (name: keyof typeof vendors, request: SeenRequest): void => {
    writes?.note(name, request);
    if (options.record === true) {
      seen[name].push(request);
    }
  };
  const close = async (): Promise<void> => {
    await Promise.all(running.map((server) => server.close()));
    writes?.close();
  };
  const start = async (name: keyof typeof vendors): Promise<string> => {
    const server = await startServer(withTraffic<FakeVendor>(vendors[name], options.traffic?.[name] ?? {}), {
      port: options.ports?.[name] ?? 0,
      onRequest: (request) => note(name, request),
      ...(options.host === undefined ? {} : { host: options.host }),
    });
    running.push(server);
    return server.url;
  };
  try {
    const urls = {
      aws: await start('aws'),
      atlassian: await start('atlassian'),
      hello: await start('hello'),
      serviceNow: await start('serviceNow'),
      okta: await start('okta'),
      slack: await start('slack'),
    };
    const instances: readonly SandboxInstance[] = [
      {
        name: 'AWS-ILM_instance_1',
        integration: 'aws-ilm',
        params: { url: urls.aws, tenantId: aws.tenantId, authenticationToken: aws.token },
      },
      {
        name: 'Atlassian IAM_instance_1',
        integration: 'atlassian',
        params: { url: urls.atlassian, accessToken: atlassian.token, directoryId: atlassian.directoryId },
      },
      {
        name: 'Hello IAM World_instance_1',
        integration: 'hello-iam-world',
        params: { url: urls.hello, username: hello.username, password: hello.password },
      },
      {
        name: 'Okta IAM_instance_1',
        integration: 'okta',
        params: { url: urls.okta, apiToken: okta.apiToken },
      },
      {
        name: 'ServiceNow IAM_instance_1',
        integration: 'service-now',
        params: { url: urls.serviceNow, username: serviceNow.username, password: serviceNow.password },
      },
      {
        name: 'Slack IAM_instance_1',
        integration: 'slack',
        params: { url: urls.slack, accessToken: slack.token },
      },
    ];
    return { config: { instances }, vendors, urls, requests: (name) => seen[name].slice(), close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The options with the accounts behind their own users. */
const withAccounts = <U, O extends { readonly users?: readonly U[] }>(
  { users }: { readonly users: readonly U[] },
  options: O,
): O & { readonly users: readonly U[] } => ({ ...options, users: [...(options.users ?? []), ...users] });
