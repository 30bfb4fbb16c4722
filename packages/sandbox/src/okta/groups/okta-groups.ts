import type { JsonObject } from '../../json-object';
import type { RecordList } from '../../records/record-list';
import type { OktaOrg } from '../org/okta-org';
import type { OktaGroup } from '../org/okta-records';
import type { OktaCall } from '../request/okta-call';
import { notFound } from '../request/okta-problem';

export const groupOf = ({ groups }: OktaOrg, id: string): OktaGroup => {
  const found = groups.get(id);
  if (found === undefined) {
    throw notFound(id, 'UserGroup');
  }
  return found;
};

/** The groups a user is in. */
export const groupsOf = ({ groups, memberships }: OktaOrg, userId: string): RecordList<OktaGroup> =>
  groups.inOrder(memberships.groupsOf(userId));

export const listedGroup =
  ({ origin }: Pick<OktaCall, 'origin'>) =>
  (group: OktaGroup): JsonObject => ({
    id: group.id,
    created: group.created,
    lastUpdated: group.lastUpdated,
    lastMembershipUpdated: group.lastMembershipUpdated,
    objectClass: ['okta:user_group'],
    type: group.type,
    profile: group.profile,
    _links: {
      logo: [],
      users: { href: `${origin}/api/v1/groups/${group.id}/users` },
      apps: { href: `${origin}/api/v1/groups/${group.id}/apps` },
    },
  });
