import type { Refuses } from '../contract/integration';
import type { ErrorCodes } from '../http/reply/error-codes';
import { MULTI_VALUED } from './multi-valued';

/** How one SCIM 2.0 vendor differs from the others. Data: the client reads it, vendors only fill it in. */
export interface ScimDialect {
  /** Attributes users can be looked up by, the strongest identifier first. All but `id` must be filterable with `eq`. */
  readonly lookupBy: readonly string[];
  /** Top-level user attributes and extension URNs the vendor accepts. */
  readonly userAttributes: readonly string[];
  /** Paths that must have a value on every user. */
  readonly requiredAttributes: readonly string[];
  /** Multi-valued attributes of which the vendor keeps at most one value. */
  readonly singleValued: readonly string[];
  /** What else the vendor is known to refuse. */
  readonly refuses?: Refuses;
  /** `patch` sends what changed (RFC 7644 section 3.5.2), `put` the whole merged record (section 3.5.1). */
  readonly update: 'patch' | 'put';
  /**
   * What a search without a match is answered with: RFC 7644 section 3.4.2 has an empty list. `404` is for vendors that are known to
   * answer so, and counts with a SCIM error body only; with the others a 404 to a search is a failure.
   */
  readonly noMatch?: 'empty-list' | '404';
  /** The vendor's own error codes, see `errorCodes` of a definition; the `scimType` of RFC 7644 is known. */
  readonly errorCodes?: ErrorCodes;
  /** Page addressing of lists: RFC 7644 section 3.4.2.4 (index) or RFC 9865 (cursor). */
  readonly paging: 'index' | 'cursor';
  /** Users per page to ask for. */
  readonly pageSize: number;
  /** Content type of request bodies; RFC 7644 section 3.1 has `application/scim+json`. */
  readonly contentType: 'application/scim+json' | 'application/json';
  /** Absent when the vendor has no groups. */
  readonly groups?: ScimGroupDialect;
}

export interface ScimGroupDialect {
  /** Member changes one request may carry. */
  readonly membersPerRequest: number;
  /**
   * How a member is taken out: `value-path` is `members[value eq "id"]` (RFC 7644 section 3.5.2.2), one operation each;
   * `value-list` names them in `value`, which the RFC does not define but some vendors require.
   */
  readonly removeMembers: 'value-path' | 'value-list';
  /** Where members are read: in the group, or as the users whose `groups.value` is the group. */
  readonly members: 'in-group' | 'users-by-group';
  /** Whether the vendor refuses a second group of the same displayName; RFC 7643 section 4.2 does not ask for it. */
  readonly uniqueNames: boolean;
  /**
   * How the groups of a user are read: `member-filter` searches groups by `members.value eq "id"` (RFC 7644 section 3.4.2.2),
   * `user-attribute` reads the user's own `groups` (RFC 7643 section 4.1.2). Absent where the vendor has neither.
   */
  readonly groupsOfUser?: 'member-filter' | 'user-attribute';
}

/** Any server that follows RFC 7643 and 7644. Vendors override what differs. */
export const standardDialect: ScimDialect & { readonly groups: ScimGroupDialect } = {
  lookupBy: ['id', 'userName', 'externalId'],
  userAttributes: [
    'userName',
    'externalId',
    'name',
    'displayName',
    'nickName',
    'profileUrl',
    'title',
    'userType',
    'preferredLanguage',
    'locale',
    'timezone',
    ...MULTI_VALUED,
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  ],
  requiredAttributes: ['userName'],
  singleValued: [],
  update: 'patch',
  paging: 'index',
  pageSize: 100,
  contentType: 'application/scim+json',
  groups: {
    membersPerRequest: 100,
    removeMembers: 'value-path',
    members: 'in-group',
    uniqueNames: false,
    groupsOfUser: 'member-filter',
  },
};
