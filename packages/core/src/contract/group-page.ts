import type { IAMGroupAppData } from '../profile/app-data';

/** One page of a list of groups. */
export interface GroupPage {
  readonly groups: readonly IAMGroupAppData[];
  /** Passed to the next call; absent on the last page. */
  readonly next?: string;
  /** The total number of groups, if the vendor reports it: a list that ends with fewer is incomplete. */
  readonly total?: number;
}
