import type { Attributes, IAMGroupAppData, IAMGroupMember, Matches } from '../profile/app-data';

export interface MemberChanges {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** The client of a vendor package for groups. As for users: plain async functions that return data. */
export interface GroupClient {
  readonly getGroup: (id: string) => Promise<IAMGroupAppData | undefined>;
  readonly findGroup: (displayName: string) => Promise<Matches<IAMGroupAppData>>;
  /** `data` holds displayName and all other fields of the caller's `scim` argument, members included. */
  readonly createGroup: (data: Attributes & { readonly displayName: string }) => Promise<IAMGroupAppData>;
  /** Sends one request; core has already cut the changes into pieces of `membersPerRequest`. */
  readonly updateMembers: (id: string, changes: MemberChanges) => Promise<IAMGroupAppData | void>;
  /** Absent where the vendor cannot delete groups: then iam-delete-group is refused before a request. */
  readonly deleteGroup?: (id: string) => Promise<void>;
  /** How many member changes one request may carry (unlimited when absent). */
  readonly membersPerRequest?: number;
  /**
   * Set where several groups may share a displayName: then a creation whose reply was lost is not repeated, because that could
   * duplicate the group.
   */
  readonly namesMayRepeat?: boolean;
  /** Optional: reads the members where a group read does not return them. */
  readonly getMembers?: (id: string) => Promise<readonly IAMGroupMember[]>;
}
