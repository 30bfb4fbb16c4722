import type { AttributeReferences } from '../contract/attribute-reference';
import type { Refuses } from '../contract/integration';
import type { ErrorCodes } from '../http/reply/error-codes';
import { MULTI_VALUED } from './multi-valued';
import type { Version1Urns } from './version-1-names';

/** How one SCIM vendor differs from the others. Data: the client reads it, vendors only fill it in. */
export interface ScimDialect {
  /**
   * The version of SCIM on the wire, `2.0` when absent. `1.1` has other URNs, changes as a part of the resource and other errors; the
   * dialect, mappers and profiles keep the names of 2.0, which the client translates.
   */
  readonly version?: '1.1' | '2.0';
  /**
   * The 1.1 URNs of the vendor's own extensions, by their names in `userAttributes`; the enterprise one is known. Empty where there are
   * none but instances choose the version.
   */
  readonly version1Urns?: Version1Urns;
  /** Attributes users can be looked up by, the strongest identifier first. All but `id` must be filterable with `eq`. */
  readonly lookupBy: readonly string[];
  /** What attributes are called in filters where that is not their own name: `{ emails: 'email' }`; `displayName` is a group's. */
  readonly filterNames?: Readonly<Record<string, string>>;
  /** Top-level user attributes and extension URNs the vendor accepts. */
  readonly userAttributes: readonly string[];
  /**
   * What the vendor makes of a user name, for example one of its own characters and length only. Names are looked for, compared and
   * written so; one that this changes may be another person's too, and proves nothing alone. What it returns must stay as it is.
   */
  readonly userName?: (given: string) => string;
  /** What the id of a manager is called in the enterprise extension: `value` when absent, in version 1.1 always `managerId`. */
  readonly managerKey?: 'value' | 'managerId';
  /** Paths that must have a value on every user. */
  readonly requiredAttributes: readonly string[];
  /** Multi-valued attributes of which the vendor keeps at most one value. */
  readonly singleValued: readonly string[];
  /** Attributes that the vendor accepts and leaves out of its replies, see `notShown` of a definition. */
  readonly notShown?: readonly string[];
  /**
   * Attributes that are ids of other records, see `references` of a definition. The manager of the enterprise extension when absent,
   * looked up by `userName` or `externalId`; `{}` where the vendor has none.
   */
  readonly references?: AttributeReferences;
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
  /**
   * What follows `Schemas/` for the schemas of users, for example `['Users']`; the first must be there for the others to be read. When
   * absent, the URNs (RFC 7644 section 4), and in version 1.1 `Users` (REST API 1.1, the table of endpoints).
   */
  readonly schemaPaths?: readonly string[];
  /** false when users cannot be removed for good (a DELETE is refused, or only locks out). Default true. */
  readonly deletes?: boolean;
  /** Absent when the vendor has no groups. */
  readonly groups?: ScimGroupDialect;
}

export interface ScimGroupDialect {
  /** Member changes one request may carry. */
  readonly membersPerRequest: number;
  /**
   * How a member is taken out: `value-path` is `members[value eq "id"]` (RFC 7644 section 3.5.2.2), one operation each;
   * `value-list` names them in `value`, which the RFC does not define but some vendors require. Version 1.1 has one way only.
   */
  readonly removeMembers: 'value-path' | 'value-list';
  /** Where members are read: in the group, or as the users whose `groups.value` is the group. */
  readonly members: 'in-group' | 'users-by-group';
  /** Whether the vendor refuses a second group of the same displayName; RFC 7643 section 4.2 does not ask for it. */
  readonly uniqueNames: boolean;
  /** false when groups cannot be deleted: then there is no iam-delete-group. Default true. */
  readonly deletes?: boolean;
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
