import type { FakeVendor, VendorReply, VendorRequest } from '@iam/conformance';
import { createIdSource } from '../id-source';
import { parseQuery, pathSegments } from '../query';
import { createMemberships } from '../records/memberships';
import { originOf } from '../scim/public-url';
import { authorize } from './access/okta-authorization';
import { grantToken, type OktaGrants } from './access/okta-token-endpoint';
import { appRoutes } from './apps/okta-app-routes';
import { createOktaAssignments } from './apps/okta-apps';
import { GROUP_INDEXES } from './groups/okta-group-indexes';
import { groupRoutes } from './groups/okta-group-routes';
import { logRoutes } from './log/okta-log-routes';
import { oktaSettings, type OktaOptions } from './org/okta-options';
import type { OktaOrg } from './org/okta-org';
import type { OktaEvent, OktaMail } from './org/okta-records';
import { plantOktaSeeds } from './org/okta-seeds';
import { createOktaStore } from './org/okta-store';
import type { OktaCall, OktaRoute } from './request/okta-call';
import { malformedBody, OktaProblem, oktaProblemReply } from './request/okta-problem';
import { createOktaRateLimit, familyOf } from './request/okta-rate-limit';
import { lifecycleRoutes } from './users/okta-lifecycle';
import { schemaRoutes } from './users/okta-schema-routes';
import { USER_INDEXES } from './users/okta-user-indexes';
import { userRoutes } from './users/okta-user-routes';
import { listedUser, settleTransitions } from './users/okta-users';

/** An Okta org and what its writes did beyond their replies. */
export interface OktaVendor extends FakeVendor {
  /** The mails it sent, oldest first. */
  readonly outbox: () => readonly OktaMail[];
  /** The system log, oldest first and without any delay. */
  readonly events: () => readonly OktaEvent[];
}

const ROUTES: readonly OktaRoute[] = [
  ...userRoutes,
  ...lifecycleRoutes,
  ...groupRoutes,
  ...appRoutes,
  ...logRoutes,
  ...schemaRoutes,
];

/**
 * Okta's management API below `/api/v1` and the token endpoint `/oauth2/v1/token`, as its API description, its error codes and the
 * replies seen by other clients describe them. https://developer.okta.com/docs/api/
 */
export const createOktaVendor = (options: OktaOptions = {}): OktaVendor => {
  const settings = oktaSettings(options);
  const { now, searchLagMs, seed } = settings;
  const org: OktaOrg = {
    settings,
    users: createOktaStore(USER_INDEXES, now, searchLagMs),
    groups: createOktaStore(GROUP_INDEXES, now, searchLagMs),
    memberships: createMemberships(),
    assignments: createOktaAssignments(),
    apps: new Map(),
    events: [],
    outbox: [],
    ids: createIdSource(seed),
    eventIds: createIdSource(seed === undefined ? undefined : `${seed}/events`),
  };
  const grants: OktaGrants = { tokens: new Map(), assertions: new Map() };
  const limits = createOktaRateLimit(settings);
  const reset = (): void => {
    [org.users, org.groups, org.memberships, org.assignments].forEach((records) => records.clear());
    [org.apps, grants.tokens, grants.assertions].forEach((state) => state.clear());
    [org.events, org.outbox].forEach((list) => list.splice(0));
    [org.ids, org.eventIds, limits].forEach((state) => state.reset());
    plantOktaSeeds(org);
  };
  reset();
  return {
    name: 'okta',
    reset,
    handle: (request) => {
      const { admitted, headers } = limits.take(familyOf(pathSegments(request.path) ?? []));
      settleTransitions(org);
      const reply = admitted ? answered(org, grants, request) : problemReply(org, tooManyRequests());
      return {
        ...reply,
        headers: {
          Date: now().toUTCString(),
          'X-Okta-Request-Id': org.eventIds.hex(24),
          ...headers,
          ...reply.headers,
        },
      };
    },
    users: () =>
      org.users.all.slice().map(listedUser({ origin: originOf(undefined, settings.publicUrl, USUAL_URL) })),
    groups: () =>
      org.groups.all.slice().map(({ id, profile }) => ({
        id,
        displayName: profile.name,
        members: org.memberships.membersOf(id),
      })),
    outbox: () => [...org.outbox],
    events: () => [...org.events],
  };
};

const USUAL_URL = 'https://sandbox.okta.com';

const tooManyRequests = (): OktaProblem =>
  new OktaProblem(429, 'E0000047', 'API call exceeded rate limit due to too many requests.');

const problemReply = (org: OktaOrg, problem: OktaProblem): VendorReply =>
  oktaProblemReply(problem, `oae${org.eventIds.hex(22)}`);

const answered = (org: OktaOrg, grants: OktaGrants, request: VendorRequest): VendorReply => {
  try {
    return answer(org, grants, request);
  } catch (error) {
    if (error instanceof OktaProblem) {
      return problemReply(org, error);
    }
    throw error;
  }
};

const answer = (org: OktaOrg, grants: OktaGrants, request: VendorRequest): VendorReply => {
  const origin = originOf(request, org.settings.publicUrl, USUAL_URL);
  const method = request.method.toUpperCase();
  const segments = pathSegments(request.path) ?? [];
  if (segments.join('/') === 'oauth2/v1/token' && method === 'POST') {
    return grantToken(org, grants, request, origin);
  }
  const [api, version, ...path] = segments;
  if (api !== 'api' || version !== 'v1') {
    throw noSuchPath();
  }
  const permit = authorize(org, grants, request);
  const { route, ids } = routeOf(method, path);
  permit.check(route);
  const parameters = parseQuery(request.query);
  if (parameters === undefined) {
    throw new OktaProblem(400, 'E0000020', 'Bad request.');
  }
  if (request.text !== '' && request.body === undefined) {
    throw malformedBody();
  }
  const call: OktaCall = {
    method,
    route: path.join('/'),
    parameters: new Map(parameters.map(({ name, value = '' }) => [name, value])),
    body: request.body,
    headers: request.headers,
    origin,
    target: request.query === '' ? request.path : `${request.path}?${request.query}`,
    caller: permit,
  };
  return route.answer(org, call, ids);
};

const noSuchPath = (): OktaProblem => new OktaProblem(404, 'E0000008', 'The requested path was not found');

/** The endpoint of a path, with what stands for its `*`. */
const routeOf = (
  method: string,
  path: readonly string[],
): { readonly route: OktaRoute; readonly ids: readonly string[] } => {
  const found = ROUTES.filter((route) => fits(route, path));
  const route = found.find((one) => one.method === method);
  if (found.length === 0) {
    throw noSuchPath();
  }
  if (route === undefined) {
    throw new OktaProblem(405, 'E0000022', 'The endpoint does not support the provided HTTP method');
  }
  const ids = route.path.split('/').flatMap((part, at) => (part === '*' ? [path[at] ?? ''] : []));
  return { route, ids };
};

const fits = ({ path: pattern }: OktaRoute, path: readonly string[]): boolean => {
  const parts = pattern.split('/');
  return (
    parts.length === path.length &&
    parts.every((part, at) => part === path[at] || (part === '*' && path[at] !== ''))
  );
};
