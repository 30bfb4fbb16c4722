import type { VendorReply } from '@iam/conformance';
import { isJsonObject, type JsonObject } from '../../json-object';
import { ownerOf } from '../access/okta-authorization';
import { appLinks } from '../apps/okta-apps';
import { groupsOf, listedGroup } from '../groups/okta-groups';
import { logEvent, userTarget } from '../log/okta-log';
import type { OktaOrg } from '../org/okta-org';
import { OKTA_PROVIDER, type OktaUser } from '../org/okta-records';
import { bodyOf, flagOf, ok, type OktaCall, type OktaRoute } from '../request/okta-call';
import { oktaPage } from '../request/okta-paging';
import { notFound, OktaProblem, validationFailed } from '../request/okta-problem';
import { activate, deactivate, deleteUser } from './okta-lifecycle';
import { writtenProfile } from './okta-profile';
import { listUsers } from './okta-user-listing';
import { newOktaUser, saveUser, userOf, wholeUser } from './okta-users';

/** `/users` without the changes of status. */
export const userRoutes: readonly OktaRoute[] = [
  { method: 'GET', path: 'users', scope: 'okta.users.read', answer: listUsers },
  {
    method: 'POST',
    path: 'users',
    scope: 'okta.users.manage',
    answer: (org, call) => shown(createUser(org, call), call),
  },
  {
    method: 'GET',
    path: 'users/*',
    scope: 'okta.users.read',
    answer: (org, call, [key = '']) => shown(key === 'me' ? me(org, call) : userOf(org, key), call),
  },
  {
    method: 'POST',
    path: 'users/*',
    scope: 'okta.users.manage',
    answer: (org, call, [key = '']) => {
      const user = userOf(org, key);
      return shown(write(org, call, user, user.profile), call);
    },
  },
  {
    method: 'PUT',
    path: 'users/*',
    scope: 'okta.users.manage',
    answer: (org, call, [key = '']) => shown(write(org, call, userOf(org, key), {}), call),
  },
  {
    method: 'DELETE',
    path: 'users/*',
    scope: 'okta.users.manage',
    answer: (org, call, [key = '']) => {
      const user = userOf(org, key);
      checkVersion(call, user);
      if (user.status === 'DEPROVISIONED') {
        deleteUser(org, user);
      } else {
        deactivate(org, call, user);
      }
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: 'users/*/groups',
    scope: 'okta.groups.read',
    answer: (org, call, [key = '']) =>
      oktaPage(
        call,
        groupsOf(org, userOf(org, key).id),
        { usual: 200, most: 200, ...org.settings },
        ({ id }) => id,
        listedGroup(call),
      ),
  },
  {
    method: 'GET',
    path: 'users/*/appLinks',
    scope: 'okta.users.read',
    answer: (org, call, [key = '']) => ok(appLinks(org, userOf(org, key), call.origin)),
  },
];

const tagOf = ({ version }: OktaUser): string => `W/"${version}"`;

const shown = (user: OktaUser, call: OktaCall): VendorReply => ({
  status: 200,
  headers: { ETag: tagOf(user) },
  body: wholeUser(user, call),
});

const me = (org: OktaOrg, { caller }: OktaCall): OktaUser => {
  if (caller.kind === 'client' && org.settings.meOfClients === 'not-found') {
    throw notFound('me', 'User');
  }
  return ownerOf(org);
};

const checkVersion = ({ headers }: OktaCall, user: OktaUser): void => {
  const wanted = headers['if-match'];
  if (wanted !== undefined && wanted !== '*' && wanted !== tagOf(user)) {
    // The status is documented, its code is not.
    throw new OktaProblem(412, 'E0000001', 'Api validation failed: The resource has changed.');
  }
};

const createUser = (org: OktaOrg, call: OktaCall): OktaUser => {
  const body = bodyOf(call);
  const credentials: JsonObject = isJsonObject(body['credentials']) ? body['credentials'] : {};
  const profile = writtenProfile(org, body['profile'], {}, undefined);
  const groups = groupIdsOf(org, body['groupIds']);
  const user = newOktaUser(
    org,
    profile,
    isJsonObject(credentials['password']),
    providerOf(call, credentials),
  );
  org.users.put(user);
  groups.forEach((group) => org.memberships.join(group.id, [user.id]));
  logEvent(org, call, 'user.lifecycle.create', 'Create Okta user', [userTarget(user)]);
  return flagOf(call, 'activate', true) ? activate(org, call, user, true).user : user;
};

/** Only with `provider=true` does a record name where its user signs in. */
const providerOf = (call: OktaCall, credentials: JsonObject): OktaUser['provider'] => {
  const provider = credentials['provider'];
  return flagOf(call, 'provider', false) && isJsonObject(provider) && typeof provider['type'] === 'string'
    ? { type: provider['type'], name: String(provider['name'] ?? provider['type']) }
    : OKTA_PROVIDER;
};

const MAX_GROUPS = 20;

const groupIdsOf = (org: OktaOrg, sent: unknown) => {
  if (sent === undefined) {
    return [];
  }
  if (!Array.isArray(sent) || sent.length > MAX_GROUPS) {
    throw validationFailed('groupIds', `groupIds: must be a list of at most ${MAX_GROUPS}`);
  }
  return [...new Set(sent.map(String))].map((id) => {
    const group = org.groups.get(id);
    if (group === undefined) {
      throw notFound(id, 'UserGroup');
    }
    return group;
  });
};

/** @param before attributes that stay unless they are sent: all of a partial update, none of a replacement */
const write = (org: OktaOrg, call: OktaCall, user: OktaUser, before: OktaUser['profile']): OktaUser => {
  const body = bodyOf(call);
  checkVersion(call, user);
  if (user.status === 'DEPROVISIONED' && !org.settings.editDeactivatedUsers) {
    throw notFound(user.id, 'User');
  }
  const profile = writtenProfile(org, body['profile'] ?? {}, before, user.id);
  const changed = changedAttributes(user.profile, profile);
  const setsPassword = isJsonObject(body['credentials']) && isJsonObject(body['credentials']['password']);
  const saved = saveUser(org, user, { profile, hasPassword: user.hasPassword || setsPassword });
  logEvent(org, call, 'user.account.update_profile', 'Update user profile for Okta', [userTarget(saved)], {
    changedAttributes: changed.join(','),
  });
  return saved;
};

const changedAttributes = (before: OktaUser['profile'], after: OktaUser['profile']): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => before[name] !== after[name],
  );
