import type { VendorReply } from '@iam/conformance';
import { isJsonObject, type JsonObject } from '../../json-object';
import { groupTarget, logEvent, userTarget } from '../log/okta-log';
import { newOktaId, stampOf, type OktaOrg } from '../org/okta-org';
import type { OktaGroup } from '../org/okta-records';
import { bodyOf, ok, type OktaCall, type OktaRoute } from '../request/okta-call';
import { oktaPage } from '../request/okta-paging';
import { forbidden, validationFailed } from '../request/okta-problem';
import { listedUser, userOf } from '../users/okta-users';
import { listGroups } from './okta-group-listing';
import { groupOf, listedGroup } from './okta-groups';

/** `/groups` and their members. https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Group/ */
export const groupRoutes: readonly OktaRoute[] = [
  { method: 'GET', path: 'groups', scope: 'okta.groups.read', answer: listGroups },
  {
    method: 'POST',
    path: 'groups',
    scope: 'okta.groups.manage',
    answer: (org, call) => {
      const created = stampOf(org);
      const dates = { created, lastUpdated: created, lastMembershipUpdated: created };
      const profile = groupProfile(org, call, undefined);
      const group: OktaGroup = {
        id: newOktaId(org, '00g'),
        type: 'OKTA_GROUP',
        ...dates,
        profile,
      };
      org.groups.put(group);
      return ok(listedGroup(call)(group));
    },
  },
  {
    method: 'GET',
    path: 'groups/*',
    scope: 'okta.groups.read',
    answer: (org, call, [id = '']) => ok(listedGroup(call)(groupOf(org, id))),
  },
  {
    method: 'PUT',
    path: 'groups/*',
    scope: 'okta.groups.manage',
    answer: (org, call, [id = '']) => {
      const group = writableGroup(org, id);
      const saved = { ...group, profile: groupProfile(org, call, id), lastUpdated: stampOf(org) };
      org.groups.put(saved);
      return ok(listedGroup(call)(saved));
    },
  },
  {
    method: 'DELETE',
    path: 'groups/*',
    scope: 'okta.groups.manage',
    answer: (org, _call, [id = '']) => {
      org.groups.remove(writableGroup(org, id).id);
      org.memberships.dissolve(id);
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: 'groups/*/users',
    scope: 'okta.groups.read',
    answer: (org, call, [id = '']) => {
      const all = org.memberships.of(groupOf(org, id).id);
      const members = org.settings.listDeactivatedMembers
        ? all
        : all.filter(({ user }) => userOf(org, user).status !== 'DEPROVISIONED');
      return oktaPage(
        call,
        members,
        { usual: 1000, most: 1000, ...org.settings },
        ({ user }) => user,
        ({ user }) => listedUser(call)(userOf(org, user)),
      );
    },
  },
  {
    method: 'PUT',
    path: 'groups/*/users/*',
    scope: 'okta.groups.manage',
    answer: (org, call, [id = '', userId = '']) => changeMember(org, call, id, userId, 'add'),
  },
  {
    method: 'DELETE',
    path: 'groups/*/users/*',
    scope: 'okta.groups.manage',
    answer: (org, call, [id = '', userId = '']) => changeMember(org, call, id, userId, 'remove'),
  },
];

/** The members of other groups are the directory's or the application's to change. */
const writableGroup = (org: OktaOrg, id: string): OktaGroup => {
  const group = groupOf(org, id);
  if (group.type !== 'OKTA_GROUP') {
    throw org.settings.readOnlyGroupStatus === 403
      ? forbidden()
      : validationFailed('groupId', 'Only groups of the type OKTA_GROUP can be changed');
  }
  return group;
};

const changeMember = (
  org: OktaOrg,
  call: OktaCall,
  id: string,
  userId: string,
  change: 'add' | 'remove',
): VendorReply => {
  const group = writableGroup(org, id);
  const user = userOf(org, userId);
  if (org.memberships.isMember(group.id, user.id) === (change === 'remove')) {
    org.memberships[change === 'add' ? 'join' : 'leave'](group.id, [user.id]);
    org.groups.put({ ...group, lastMembershipUpdated: stampOf(org) });
    const message = change === 'add' ? 'Add user to group membership' : 'Remove user from group membership';
    logEvent(org, call, `group.user_membership.${change}`, message, [userTarget(user), groupTarget(group)]);
  }
  return { status: 204 };
};

const groupProfile = (org: OktaOrg, call: OktaCall, id: string | undefined): OktaGroup['profile'] => {
  const sent = bodyOf(call)['profile'];
  const { name, description }: JsonObject = isJsonObject(sent) ? sent : {};
  if (typeof name !== 'string' || name === '' || name.length > 255) {
    throw validationFailed('name', 'name: The field must be between 1 and 255 characters long');
  }
  if (typeof description === 'string' && description.length > 1024) {
    throw validationFailed('description', 'description: The field must be at most 1024 characters long');
  }
  // Groups of applications keep their names to themselves.
  const taken = org.groups
    .find(['name', name.toLowerCase()])
    .filter((group) => group.id !== id && group.type !== 'APP_GROUP');
  if (taken.length > 0) {
    throw validationFailed(
      'name',
      'name: An object with this field already exists in the current organization',
    );
  }
  return { name, description: typeof description === 'string' ? description : null };
};
