import type { JsonObject } from '../../json-object';
import { createIndexedRecords } from '../../records/indexed-records';
import type { RecordList } from '../../records/record-list';
import { logEvent, userTarget } from '../log/okta-log';
import { stampOf, type OktaOrg } from '../org/okta-org';
import type { OktaApp, OktaAssignment, OktaProfile, OktaTarget, OktaUser } from '../org/okta-records';
import type { OktaCall } from '../request/okta-call';
import { notFound } from '../request/okta-problem';

export const appOf = ({ apps }: OktaOrg, id: string): OktaApp => {
  const found = apps.get(id);
  if (found === undefined) {
    throw notFound(id, 'AppInstance');
  }
  return found;
};

/** Direct assignments, found by application and user. */
export const createOktaAssignments = () =>
  createIndexedRecords({
    idOf: ({ app, id }: OktaAssignment) => assignmentId(app, id),
    indexes: { app: ({ app }) => [app] },
  });

const assignmentId = (app: string, user: string): string => JSON.stringify([app, user]);

const directly = ({ assignments }: OktaOrg, app: OktaApp, user: OktaUser): OktaAssignment | undefined =>
  assignments.get(assignmentId(app.id, user.id));

/** Those whom an application is assigned to, oldest first. */
export const assignedUsers = (org: OktaOrg, app: OktaApp): RecordList<OktaUser> => {
  const direct = org.assignments
    .find(['app', app.id])
    .slice()
    .map(({ id }) => id);
  const byGroup = app.groups.flatMap((group) => org.memberships.membersOf(group));
  return org.users
    .inOrder([...direct, ...byGroup])
    .filter((user) => assignmentOf(org, app, user) !== undefined);
};

/** How a user has an application: directly, by a group, or not at all. Deactivated users have none. */
export const assignmentOf = (org: OktaOrg, app: OktaApp, user: OktaUser): JsonObject | undefined => {
  const direct = directly(org, app, user);
  if (direct !== undefined) {
    const { app: _known, ...assignment } = direct;
    return { ...assignment, scope: 'USER' };
  }
  const byGroup = app.groups.some((id) => org.memberships.isMember(id, user.id));
  return byGroup && user.status !== 'DEPROVISIONED'
    ? {
        id: user.id,
        created: user.created,
        lastUpdated: user.lastUpdated,
        profile: {},
        userName: user.profile['login'],
        scope: 'GROUP',
      }
    : undefined;
};

/** Takes all direct assignments away, as a deactivation does. They do not come back by an activation. */
export const unassignAll = (org: OktaOrg, call: OktaCall, user: OktaUser): void => {
  for (const app of org.apps.values()) {
    if (directly(org, app, user) !== undefined) {
      unassign(org, call, app, user);
    }
  }
};

export const unassign = (org: OktaOrg, call: OktaCall, app: OktaApp, user: OktaUser): void => {
  const targets = assignmentTargets(app, user);
  org.assignments.remove(assignmentId(app.id, user.id));
  logEvent(org, call, 'application.user_membership.remove', "Remove user's application membership", targets);
};

/** In the order of recorded events. */
const assignmentTargets = (app: OktaApp, user: OktaUser): readonly OktaTarget[] => [
  { id: app.id, type: 'AppInstance', alternateId: app.label, displayName: app.label },
  userTarget(user),
  {
    id: user.id,
    type: 'AppUser',
    alternateId: String(user.profile['login']),
    displayName: userTarget(user).displayName,
  },
];

/** Assigns a user, or changes the profile of one that is assigned already. */
export const assign = (
  org: OktaOrg,
  call: OktaCall,
  app: OktaApp,
  user: OktaUser,
  profile: OktaProfile,
): void => {
  const before = directly(org, app, user);
  const now = stampOf(org);
  org.assignments.put({
    app: app.id,
    id: user.id,
    created: before?.created ?? now,
    lastUpdated: now,
    profile: { ...before?.profile, ...profile },
    userName: String(user.profile['login']),
  });
  if (before === undefined) {
    logEvent(
      org,
      call,
      'application.user_membership.add',
      'Add user to application membership',
      assignmentTargets(app, user),
    );
  }
};

export const shownApp = (app: OktaApp, { origin }: Pick<OktaCall, 'origin'>): JsonObject => {
  const self = `${origin}/api/v1/apps/${app.id}`;
  const logo = app.logo === undefined ? [] : [{ name: 'medium', href: app.logo, type: 'image/png' }];
  return {
    id: app.id,
    name: app.name,
    label: app.label,
    status: app.status,
    lastUpdated: app.created,
    created: app.created,
    accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
    visibility: { autoSubmitToolbar: false, hide: { iOS: false, web: false } },
    features: [],
    signOnMode: 'SAML_2_0',
    credentials: { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' }, signing: {} },
    settings: { app: {}, notifications: { vpn: { network: { connection: 'DISABLED' } } } },
    _links: {
      self: { href: self },
      users: { href: `${self}/users` },
      groups: { href: `${self}/groups` },
      // An empty list when there is none.
      logo,
    },
  };
};

/** What a user sees on the dashboard. */
export const appLinks = (org: OktaOrg, user: OktaUser, origin: string): readonly JsonObject[] =>
  [...org.apps.values()].flatMap((app, sortOrder) => {
    const assignment = app.status === 'ACTIVE' ? assignmentOf(org, app, user) : undefined;
    return assignment === undefined
      ? []
      : [
          {
            id: `${app.id}-link`,
            label: app.label,
            linkUrl: `${origin}/home/${app.name}/${app.id}/1`,
            logoUrl: app.logo ?? null,
            appName: app.name,
            appInstanceId: app.id,
            appAssignmentId: assignment['id'],
            credentialsSetup: false,
            hidden: false,
            sortOrder,
          },
        ];
  });
