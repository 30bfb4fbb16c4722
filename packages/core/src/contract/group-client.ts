import type { Attributes, IAMGroupAppData, IAMGroupMember, Matches } from '../profile/app-data';

export interface MemberChanges {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** What a vendor package implements for groups. The same manners as for users: data in, data out. */
export interface GroupClient {
  readonly getGroup: (id: string) => Promise<IAMGroupAppData | undefined>;
  readonly findGroup: (displayName: string) => Promise<Matches<IAMGroupAppData>>;
  /** `data` holds displayName and whatever else the caller's `scim` argument had, members included. */
  readonly createGroup: (data: Attributes & { readonly displayName: string }) => Promise<IAMGroupAppData>;
  /** Sends one request; core has already cut the changes into pieces of `membersPerRequest`. */
  readonly updateMembers: (id: string, changes: MemberChanges) => Promise<IAMGroupAppData | void>;
  /** Absent where the vendor cannot delete groups: then iam-delete-group is refused before a request. */
  readonly deleteGroup?: (id: string) => Promise<void>;
  /** How many member changes one request may carry (unlimited when absent). */
  readonly membersPerRequest?: number;
  /**
   * Set where several groups may have one displayName: then a creation whose reply was lost is not sent again, because it
   * could double the group.
   */
  readonly namesMayRepeat?: boolean;
  /** Optional: reads the members where a group read does not return them. */
  readonly getMembers?: (id: string) => Promise<readonly IAMGroupMember[]>;
}
