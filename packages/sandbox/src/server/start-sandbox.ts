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
import { startServer, type RunningServer } from './start-server';

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
  readonly close: () => Promise<void>;
}

/** Starts every vendor on a port of its own. Rejects, with none left running, when one cannot start. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const aws = { ...AWS_DEFAULTS, requestsPerSecond: 20, ...options.aws };
  const atlassian = { ...ATLASSIAN_DEFAULTS, ...options.atlassian };
  const hello = { ...HELLO_DEFAULTS, ...options.hello };
  const serviceNow = { ...SERVICE_NOW_DEFAULTS, ...SERVICE_NOW_EXAMPLES, ...options.serviceNow };
  const okta = { ...OKTA_DEFAULTS, ...OKTA_EXAMPLES, requestsPerMinute: {}, ...options.okta };
  const slack = { ...SLACK_DEFAULTS, rateLimits: true, writeMs: 20, ...options.slack };
  const vendors = {
    aws: createAwsVendor(aws),
    atlassian: createAtlassianVendor(atlassian),
    hello: createHelloVendor(hello),
    serviceNow: createServiceNowVendor(serviceNow),
    okta: createOktaVendor(okta),
    slack: createSlackVendor(slack),
  };
  const running: RunningServer[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(running.map((server) => server.close()));
  };
  const start = async (name: keyof typeof vendors): Promise<string> => {
    const server = await startServer(vendors[name], {
      port: options.ports?.[name] ?? 0,
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
    return { config: { instances }, vendors, urls, close };
  } catch (error) {
    await close();
    throw error;
  }
};
