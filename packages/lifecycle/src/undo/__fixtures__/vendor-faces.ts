import { atlassian } from '@iam/atlassian';
import { awsIlm } from '@iam/aws-ilm';
import { createInstance, type Attributes, type Instance, type Integration } from '@iam/core';
import { helloIamWorld } from '@iam/hello-iam-world';
import { okta } from '@iam/okta';
import { startSandbox, type Sandbox } from '@iam/sandbox';
import { serviceNow } from '@iam/service-now';
import { slack } from '@iam/slack';

const INTEGRATIONS: Readonly<Record<string, Integration>> = {
  'aws-ilm': awsIlm as Integration,
  atlassian: atlassian as Integration,
  'hello-iam-world': helloIamWorld as Integration,
  okta: okta as Integration,
  'service-now': serviceNow as Integration,
  slack: slack as Integration,
};

export const FACES = Object.keys(INTEGRATIONS);

export interface Faces {
  readonly sandbox: Sandbox;
  /** An instance of the integration; its name is that of the sandbox's configuration. */
  readonly instance: (integration: string, params?: Attributes) => Instance;
  readonly nameOf: (integration: string) => string;
  readonly byName: (name: string) => Instance;
}

/** Every vendor's stand-in, without limits on the rate. */
export const startFaces = async (): Promise<Faces> => {
  const sandbox = await startSandbox({
    aws: { requestsPerSecond: 10_000 },
    okta: { requestsPerMinute: { users: 100_000, groups: 100_000 } },
    slack: { rateLimits: false, writeMs: 0 },
  });
  const entryOf = (integration: string) => {
    const entry = sandbox.config.instances.find((one) => one.integration === integration);
    if (entry === undefined) {
      throw new Error(`the sandbox has no ${integration}`);
    }
    return entry;
  };
  const instance = (integration: string, params: Attributes = {}): Instance => {
    const { name, params: given } = entryOf(integration);
    return createInstance(
      INTEGRATIONS[integration] as Integration,
      { ...given, ...params },
      { name, env: {} },
    );
  };
  return {
    sandbox,
    instance,
    nameOf: (integration) => entryOf(integration).name,
    byName: (name) => instance(sandbox.config.instances.find((one) => one.name === name)?.integration ?? ''),
  };
};
