import type { CommonOptions, SeedGroup, SeedUser } from '../scim/seeds';

/**
 * Switches of the Slack stand-in. Defaults follow Slack's documentation or recorded replies; where neither is known, the default is
 * the behaviour that demands more of a client.
 */
export interface SlackOptions extends CommonOptions {
  /** The bearer token. Default `sandbox-slack-token`. */
  readonly token?: string;
  readonly users?: readonly SeedUser[];
  readonly groups?: readonly SeedGroup[];
  /** The workspace in `profileUrl`. Default `sandbox`. */
  readonly workspace?: string;
  /** The address in `meta.location`. Default: the request's host, else `https://api.slack.com`. */
  readonly publicUrl?: string;
  /** `U`: ids of a workspace; `W`: those of an Enterprise organisation. Default `U`. */
  readonly userIdPrefix?: 'U' | 'W';
  /** Names of channels, which share a namespace with user names. */
  readonly channelNames?: readonly string[];
  /** The id of the primary owner, who cannot be locked out. */
  readonly primaryOwner?: string;
  /**
   * What an address given as user name becomes, in lower case and at most 21 characters: the handle is documented, its form is not.
   * `underscores` treats it as any other name. Default `underscores`.
   */
  readonly emailUserNames?: 'underscores' | 'local-part';
  /** A user name above 21 characters that is no address: 400 `username_too_long`, or cut. Default `reject`. */
  readonly longUserNames?: 'reject' | 'cut';
  /** The status of `username_taken` and `email_taken`; undocumented. Default 409. */
  readonly takenStatus?: 409 | 400;
  /** Whether lists show deactivated users. Default true. */
  readonly listsDeactivated?: boolean;
  /** A filter by what is not filterable, `emails` and `externalId` too: 400 `invalid_query`, or an empty list. Default `reject`. */
  readonly unknownFilters?: 'reject' | 'empty';
  /** Where `schemas` is demanded: `missing_schema_element` otherwise. Default `except-v1-patch`, as bodies of 2021 had none there. */
  readonly schemasRequired?: 'always' | 'except-v1-patch' | 'never';
  /** `both`: errors of v2 have the `Errors` of v1 too. Default `detail`. */
  readonly v2Errors?: 'detail' | 'both';
  /** What v2 calls the id of a manager; documented is `managerId`. Both are taken. Default `managerId`. */
  readonly v2Manager?: 'managerId' | 'value';
  /** The status of more than 15,000 members in one request; undocumented. Default 400. */
  readonly tooManyUsersStatus?: 400 | 413;
  /** Slack's limits per minute, with `Retry-After`. Default false, because tests often stop the clock. */
  readonly rateLimits?: boolean;
  /**
   * Milliseconds that a write takes. Its user or group is locked so long, and another write of it is a 429 with `Retry-After`. Default
   * 0: no write overlaps another.
   */
  readonly writeMs?: number;
  /** The offset of `meta.created` from UTC in minutes. Default -480. */
  readonly utcOffsetMinutes?: number;
}

export type SlackSettings = Required<Omit<SlackOptions, 'seed' | 'publicUrl' | 'primaryOwner'>> &
  Pick<SlackOptions, 'seed' | 'publicUrl' | 'primaryOwner'>;

/** Token when the options name none. */
export const SLACK_DEFAULTS = { token: 'sandbox-slack-token' } as const;

export const slackSettings = (options: SlackOptions): SlackSettings => ({
  ...SLACK_DEFAULTS,
  now: () => new Date(),
  users: [],
  groups: [],
  workspace: 'sandbox',
  userIdPrefix: 'U',
  channelNames: [],
  emailUserNames: 'underscores',
  longUserNames: 'reject',
  takenStatus: 409,
  listsDeactivated: true,
  unknownFilters: 'reject',
  schemasRequired: 'except-v1-patch',
  v2Errors: 'detail',
  v2Manager: 'managerId',
  tooManyUsersStatus: 400,
  rateLimits: false,
  writeMs: 0,
  utcOffsetMinutes: -480,
  ...options,
});
