export { createAwsVendor } from './aws/aws-vendor';
export type { AwsOptions } from './aws/aws-options';
export { recordRequests, type RecordingVendor } from './record-requests';
export { startServer, type RunningServer, type ServerOptions } from './server/start-server';
export type { SeedGroup, SeedUser } from './scim/seeds';
export type { SandboxReply } from './wire';
