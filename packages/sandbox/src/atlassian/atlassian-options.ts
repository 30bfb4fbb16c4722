import type { CommonOptions, SeedGroup, SeedUser } from '../scim/seeds';

/**
 * Switches of the Atlassian stand-in. Defaults follow Atlassian's documentation or recorded replies; where neither is known, the
 * default is the behaviour that demands more of a client.
 */
export interface AtlassianOptions extends CommonOptions {
  /** Default `sandbox-directory`. */
  readonly directoryId?: string;
  /** The directory's API key. Default `sandbox-atlassian-token`. */
  readonly token?: string;
  readonly users?: readonly SeedUser[];
  readonly groups?: readonly SeedGroup[];
  /** The address in `meta.location`. Default: the request's host, else `https://api.atlassian.com`. */
  readonly publicUrl?: string;
  /** `on-read`: GET leaves `active` out, as was seen once. Default `never`. */
  readonly omitActive?: 'never' | 'on-read';
  /** Addresses of other Atlassian accounts: using one is a 409. */
  readonly takenEmails?: readonly string[];
  /** Groups of the organisation made elsewhere: their names are a 409. */
  readonly organizationGroups?: readonly string[];
  /** Groups of a site, which provisioning may not manage: writes succeed and only the audit log tells. */
  readonly siteGroups?: readonly string[];
  /** The domains whose accounts the organisation manages. Default: all. */
  readonly verifiedDomains?: readonly string[];
  /** Renaming a group is not supported; the status is undocumented: 400, or 200 with the old name. Default `reject`. */
  readonly groupRename?: 'reject' | 'ignore';
  /** A PUT of a group without members: clears them, as the RFC has it, or keeps them. Default `clear`. */
  readonly groupPutMembers?: 'clear' | 'keep';
  /** `remove` of members with a list as value: clears all, as the RFC has it, or removes the listed. Default `all`. */
  readonly removeWithValue?: 'all' | 'listed';
  /** The 400 body of the published API description, a Java exception, in place of SCIM's. Default false. */
  readonly javaStyleErrors?: boolean;
  /** 429 above this rate; no number is documented. Default false: no limit. */
  readonly requestsPerSecond?: number | false;
  /** Seconds in `Retry-After` of a 429. Absent unless set. */
  readonly retryAfter?: number;
}

/** Directory and API key when the options name none. */
export const ATLASSIAN_DEFAULTS = {
  directoryId: 'sandbox-directory',
  token: 'sandbox-atlassian-token',
} as const;
