import type { Attributes, IAMGroupAppData, IAMGroupMember, Matches, RecordId } from '../profile/app-data';
import type { GroupPage } from './group-page';

export interface MemberChanges {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** One page of the members of a group. */
export interface MemberPage {
  readonly members: readonly IAMGroupMember[];
  /** Passed to the next call; absent on the last page. */
  readonly next?: string;
  /** The total number of members, if the vendor reports it: a list that ends with fewer is incomplete. */
  readonly total?: number;
}

/** What the reply to a creation shows: the group; its id alone; or nothing. In the latter two cases core reads the group. */
export type GroupReply = IAMGroupAppData | RecordId | void;

/** The client of a vendor package for groups. As for users: plain async functions that return data. */
export interface GroupClient {
  readonly getGroup: (id: string) => Promise<IAMGroupAppData | undefined>;
  /** The groups of exactly that name. A client whose vendor searches by the beginning of names leaves out the others. */
  readonly findGroup: (displayName: string) => Promise<Matches<IAMGroupAppData>>;
  /**
   * `data` holds displayName and all other fields of the caller's `scim` argument, members included unless
   * `createsWithoutMembers` is set.
   */
  readonly createGroup: (data: Attributes & { readonly displayName: string }) => Promise<GroupReply>;
  /**
   * Sends one change; core has already cut the changes into pieces of `membersPerRequest`. With a size of 1 it holds one member, in
   * `add` or in `remove`.
   */
  readonly updateMembers: (id: string, changes: MemberChanges) => Promise<IAMGroupAppData | void>;
  /** Absent where the vendor cannot delete groups: then iam-delete-group is refused before a request. */
  readonly deleteGroup?: (id: string) => Promise<void>;
  /** How many member changes one request may carry (unlimited when absent). */
  readonly membersPerRequest?: number;
  /** Set where a creation takes no members: core creates the group and adds them by `updateMembers`. */
  readonly createsWithoutMembers?: boolean;
  /**
   * Set where several groups may share a displayName: then a creation whose reply was lost is not repeated, because that could
   * duplicate the group.
   */
  readonly namesMayRepeat?: boolean;
  /** Optional: reads all members where a group read does not return them, in as many requests as that takes. */
  readonly getMembers?: (id: string) => Promise<readonly IAMGroupMember[]>;
  /** Optional: one page of the members per call, where a group read does not return them; instead of `getMembers`. */
  readonly listMembers?: (id: string, page?: string) => Promise<MemberPage>;
  /** Optional ability: one page of all groups per call. */
  readonly listGroups?: (page?: string) => Promise<GroupPage>;
}
