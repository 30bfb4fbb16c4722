export type { Ability } from './kit/ability';
export type { Check, FakeCheck, FakeKit, Kit, LiveCheck } from './kit/check';
export { checks } from './checks/all-checks';
export { checkIntegration, describeIntegration } from './run/describe-integration';
export type { DescribeIntegration, TestRunner } from './run/describe-integration';
export { createFakeClock } from '@iam/core/internal';
export type { FakeClock } from '@iam/core/internal';
export type { Conformance, Exceptions } from './kit/fake-kit';
export type { FakeVendor, VendorReply, VendorRequest } from './fake/fake-vendor';
export type { Fault, Mishap } from './server/fault';
export { restFake } from './fake/rest-fake';
export type {
  RestActivity,
  RestFakeOptions,
  RestGroupAction,
  RestGroups,
  RestMembershipRows,
  RestRoute,
  RestRoutes,
  RestUserAction,
  RestUsers,
} from './fake/rest-options';
export type { RestCursorLists, RestLinkLists, RestLists, RestOffsetLists } from './fake/rest-lists';
export type { CheckResult } from './run/run-check';
export { recordExchanges } from './server/exchanges';
export type { Exchange, ExchangeRecord } from './server/exchanges';
export { serveVendor } from './server/vendor-server';
export type { VendorServer } from './server/vendor-server';
export { liveChecks, verifyInstance } from './run/verify-instance';
export type { VerifyOptions, VerifyResult } from './run/verify-instance';
export { tokenEndpoint } from './fake/token-endpoint';
export type { TokenEndpoint, TokenEndpointOptions } from './fake/token-endpoint';
