export { createAtlassianVendor, type AtlassianVendor } from './atlassian/atlassian-vendor';
export type { AtlassianAccount } from './atlassian/atlassian-accounts';
export type { AtlassianOptions } from './atlassian/atlassian-options';
export { createAwsVendor } from './aws/aws-vendor';
export type { AwsOptions } from './aws/aws-options';
export { createHelloVendor, type HelloOptions } from './hello/hello-vendor';
export { createOktaVendor, type OktaVendor } from './okta/okta-vendor';
export type {
  OktaClient,
  OktaFamily,
  OktaOptions,
  OktaRates,
  OktaSeedApp,
  OktaSeedGroup,
  OktaSeedUser,
} from './okta/org/okta-options';
export type { OktaEvent, OktaMail, OktaStatus, OktaTarget } from './okta/org/okta-records';
export { OKTA_EXAMPLES } from './okta/org/okta-seeds';
export { createScimVendor, type ScimOptions } from './scim/scim-vendor';
export { createSlackVendor, type SlackVendor } from './slack/slack-vendor';
export type { SlackOptions } from './slack/slack-options';
export type { CommonOptions, SeedGroup, SeedUser } from './scim/seeds';
export { createServiceNowVendor, type ServiceNowVendor } from './service-now/service-now-vendor';
export type {
  ServiceNowOptions,
  ServiceNowRateLimit,
  ServiceNowRefusal,
} from './service-now/service-now-options';
export { SERVICE_NOW_EXAMPLES, type ServiceNowSeed } from './service-now/service-now-seeds';
export type { ServiceNowRecord } from './service-now/record-store';

export { people, type Person } from './people/people';
export { accountsOf, type Accounts } from './people/accounts';

export { withTraffic, type Traffic } from './traffic';
export { withFaults, type Fault, type FaultKind, type FaultyVendor } from './faults';
export { recordRequests, type RecordingVendor } from './record-requests';
export type { SandboxReply } from './wire';

export { mostAtOnce, type SeenRequest } from './server/seen-request';
export { startServer, type RunningServer, type ServerOptions } from './server/start-server';
export {
  startSandbox,
  type Sandbox,
  type SandboxInstance,
  type SandboxOptions,
} from './server/start-sandbox';
