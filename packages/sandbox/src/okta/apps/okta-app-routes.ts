import { isJsonObject, type JsonObject } from '../../json-object';
import type { OktaOrg } from '../org/okta-org';
import type { OktaApp, OktaProfile, OktaUser } from '../org/okta-records';
import { bodyOf, ok, type OktaCall, type OktaRoute } from '../request/okta-call';
import { oktaPage } from '../request/okta-paging';
import { notFound, validationFailed } from '../request/okta-problem';
import { userOf } from '../users/okta-users';
import { listApps } from './okta-app-listing';
import { appOf, assign, assignedUsers, assignmentOf, shownApp, unassign } from './okta-apps';

/** `/apps` and whom they are assigned to. https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Application/ */
export const appRoutes: readonly OktaRoute[] = [
  { method: 'GET', path: 'apps', scope: 'okta.apps.read', answer: listApps },
  {
    method: 'GET',
    path: 'apps/*',
    scope: 'okta.apps.read',
    answer: (org, call, [id = '']) => ok(shownApp(appOf(org, id), call)),
  },
  {
    method: 'GET',
    path: 'apps/*/users',
    scope: 'okta.apps.read',
    answer: (org, call, [id = '']) => {
      const app = appOf(org, id);
      const pages = { usual: 50, most: 500, ...org.settings };
      return oktaPage(
        call,
        assignedUsers(org, app),
        pages,
        (user) => user.id,
        (user) => shownAssignment(org, call, app, user),
      );
    },
  },
  {
    method: 'POST',
    path: 'apps/*/users',
    scope: 'okta.apps.manage',
    answer: (org, call, [id = '']) => {
      const app = appOf(org, id);
      const userId = bodyOf(call)['id'];
      if (typeof userId !== 'string') {
        throw validationFailed('id', 'id: The field cannot be left blank');
      }
      const user = userOf(org, userId);
      if (user.status === 'DEPROVISIONED') {
        throw validationFailed('id', 'id: The user is deactivated');
      }
      assign(org, call, app, user, profileOf(call));
      return ok(shownAssignment(org, call, appOf(org, id), user));
    },
  },
  {
    method: 'GET',
    path: 'apps/*/users/*',
    scope: 'okta.apps.read',
    answer: (org, call, [id = '', userId = '']) => {
      const { app, user } = assigned(org, id, userId);
      return ok(shownAssignment(org, call, app, user));
    },
  },
  {
    method: 'POST',
    path: 'apps/*/users/*',
    scope: 'okta.apps.manage',
    answer: (org, call, [id = '', userId = '']) => {
      const { app, user } = assigned(org, id, userId);
      assign(org, call, app, user, profileOf(call));
      return ok(shownAssignment(org, call, appOf(org, id), user));
    },
  },
  {
    method: 'DELETE',
    path: 'apps/*/users/*',
    scope: 'okta.apps.manage',
    answer: (org, call, [id = '', userId = '']) => {
      const { app, user } = assigned(org, id, userId);
      unassign(org, call, app, user);
      return { status: 204 };
    },
  },
];

/** @throws OktaProblem E0000007 when there is no such application or user, or no assignment */
const assigned = (
  org: OktaOrg,
  id: string,
  userId: string,
): { readonly app: OktaApp; readonly user: OktaUser } => {
  const app = appOf(org, id);
  const user = org.users.get(userId);
  if (user === undefined || assignmentOf(org, app, user) === undefined) {
    throw notFound(userId, 'AppUser');
  }
  return { app, user };
};

const profileOf = (call: OktaCall): OktaProfile => {
  const { profile } = bodyOf(call);
  return isJsonObject(profile) ? profile : {};
};

const shownAssignment = (org: OktaOrg, { origin }: OktaCall, app: OktaApp, user: OktaUser): JsonObject => {
  const { userName, ...assignment } = assignmentOf(org, app, user) ?? {};
  return {
    ...assignment,
    externalId: null,
    status: 'ACTIVE',
    statusChanged: assignment['created'],
    passwordChanged: null,
    syncState: 'DISABLED',
    credentials: { userName },
    _links: {
      app: { href: `${origin}/api/v1/apps/${app.id}` },
      user: { href: `${origin}/api/v1/users/${user.id}` },
    },
  };
};
