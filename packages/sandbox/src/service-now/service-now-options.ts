import type { CommonOptions } from '../scim/seeds';
import { DEMO_RECORDS, type ServiceNowSeed } from './service-now-seeds';

/** A write that the instance refuses with 403, by an access control or by a business rule. */
export interface ServiceNowRefusal {
  /** The table's name, for example `sys_user_grmember`. */
  readonly table: string;
  /** `insert` is a POST, `update` a PATCH or PUT. */
  readonly operation: 'insert' | 'update' | 'delete';
  /** An encoded query over the record before the write (insert: as it would be). Default: every record. */
  readonly query?: string;
  /** The name of the business rule that aborts the write. Default: an access control refuses it. */
  readonly businessRule?: string;
}

/** A rate limit rule (`sys_rate_limit_rules`): requests per clock hour. */
export interface ServiceNowRateLimit {
  /** The number of requests a clock hour allows; the count starts again at the full hour. */
  readonly requestsPerHour: number;
  /** The table it is for; a rule with a table goes before one without. Default: every table. */
  readonly table?: string;
  /** The rule's sys_id in `X-RateLimit-Rule`. Default `rate-limit-rule`. */
  readonly rule?: string;
  /**
   * Requests are counted apart and added to the count this often, in seconds, so that more than the limit get through.
   * Default 30, as documented; 0 counts at once.
   */
  readonly flushSeconds?: number;
}

/**
 * Switches of the ServiceNow stand-in. Defaults follow ServiceNow's documentation or replies seen by other clients; where
 * neither is known, the default is the behaviour that demands more of a client.
 */
export interface ServiceNowOptions extends CommonOptions {
  /** The API user, who writes as `sys_created_by`. Default `sandbox-admin`. */
  readonly username?: string;
  /** Default `sandbox-password`. */
  readonly password?: string;
  /** The OAuth application's client id. Default `sandbox-client`. */
  readonly clientId?: string;
  /** Default `sandbox-client-secret`. */
  readonly clientSecret?: string;
  /** How long an access token lasts, in seconds. Default 1800. */
  readonly accessTokenSeconds?: number;
  /** How long a refresh token lasts, in seconds. Default 8 640 000, a hundred days. */
  readonly refreshTokenSeconds?: number;
  /** A refresh also gives a new refresh token and ends the old one. Undocumented. Default false. */
  readonly rotateRefreshTokens?: boolean;
  /** The property `glide.oauth.inbound.client.credential.grant_type.enabled`. Default true. */
  readonly clientCredentialsGrant?: boolean;
  /** Where the client's secret may be; only the body is documented. Default `body`. */
  readonly clientAuthentication?: 'body' | 'body-or-basic';
  /** Users from the start, in columns of `sys_user`; `sys_id` fixes the id. */
  readonly users?: readonly ServiceNowSeed[];
  /** Groups from the start; `members` are sys_ids of users and become rows of `sys_user_grmember`. */
  readonly groups?: readonly (ServiceNowSeed & {
    readonly name: string;
    readonly members?: readonly string[];
  })[];
  /** Records of other tables from the start. Default: some departments, cost centers, a company and locations. */
  readonly records?: Readonly<Record<string, readonly ServiceNowSeed[]>>;
  /** The sys_ids of the first records created, in this order. Default: none, all are drawn from `seed`. */
  readonly sysIds?: readonly string[];
  /** The address in links and in `Location`. Default: the request's host, else `https://sandbox.service-now.com`. */
  readonly publicUrl?: string;
  /** Per table, an encoded query of the records that access controls hide from the API user. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** Writes that the instance refuses; the first that fits says how. Default: none. */
  readonly refusals?: readonly ServiceNowRefusal[];
  /** Rate limit rules. Default: none, so no headers of them either. */
  readonly rateLimits?: readonly ServiceNowRateLimit[];
  /** The property `glide.invalid_query.returns_no_rows`. Default false: an invalid part is ignored, the rest applies. */
  readonly invalidQueryReturnsNoRows?: boolean;
  /** Letter case counts in conditions, as documented; the databases fold it. Default false. */
  readonly caseSensitive?: boolean;
  /** Whether `^^` stands for a caret in a value; no page says so. Default `none`: every caret ends the condition. */
  readonly caretEscape?: 'none' | 'doubled';
  /** A reference to nothing: kept as it was written, or emptied. Default `keep`. */
  readonly unresolvedReference?: 'keep' | 'clear';
  /** JSON null, which no page mentions: empties the field, or is ignored. Default `clear`. */
  readonly nullValues?: 'clear' | 'ignore';
  /** A text longer than its column: cut off, or kept. Default `truncate`. */
  readonly overlongValues?: 'truncate' | 'keep';
  /** A written `name` of a user, which is computed: ignored, or split into first and last name. Default `ignore`. */
  readonly writtenName?: 'ignore' | 'split';
  /** An update that changes nothing: counts as one, or not. Default `bump`. */
  readonly unchangedUpdate?: 'bump' | 'keep';
  /** The detail of a duplicate `user_name`: the database's message, or that of the aborted write. Default `unique-key`. */
  readonly duplicateDetail?: 'unique-key' | 'aborted';
  /** The status of a duplicate `user_name`. Default 403. */
  readonly duplicateStatus?: 403 | 400;
  /** Two groups may not share a name; the platform has no such index. Default false. */
  readonly uniqueGroupNames?: boolean;
  /** A second membership row of the same user and group: a second row, or refused as a duplicate. Default `accept`. */
  readonly duplicateMemberships?: 'accept' | 'refuse';
  /**
   * A request without `Accept`, or a body without `Content-Type`: 400 by the list of status codes, JSON by the page of the Table
   * API. Default `refuse`.
   */
  readonly missingHeaders?: 'refuse' | 'accept';
  /** The status of an update whose body `X-no-response-body` suppresses; 204 was seen. Default 204. */
  readonly suppressedUpdateStatus?: 204 | 200;
}

type Open = 'seed' | 'users' | 'groups' | 'publicUrl';

export type ServiceNowSettings = Required<Omit<ServiceNowOptions, Open>> & Pick<ServiceNowOptions, Open>;

/** Credentials when the options name none. */
export const SERVICE_NOW_DEFAULTS = {
  username: 'sandbox-admin',
  password: 'sandbox-password',
  clientId: 'sandbox-client',
  clientSecret: 'sandbox-client-secret',
} as const;

export const serviceNowSettings = (options: ServiceNowOptions): ServiceNowSettings => ({
  ...SERVICE_NOW_DEFAULTS,
  now: () => new Date(),
  accessTokenSeconds: 1800,
  refreshTokenSeconds: 8_640_000,
  rotateRefreshTokens: false,
  clientCredentialsGrant: true,
  clientAuthentication: 'body',
  records: DEMO_RECORDS,
  sysIds: [],
  hidden: {},
  refusals: [],
  rateLimits: [],
  invalidQueryReturnsNoRows: false,
  caseSensitive: false,
  caretEscape: 'none',
  unresolvedReference: 'keep',
  nullValues: 'clear',
  overlongValues: 'truncate',
  writtenName: 'ignore',
  unchangedUpdate: 'bump',
  duplicateDetail: 'unique-key',
  duplicateStatus: 403,
  uniqueGroupNames: false,
  duplicateMemberships: 'accept',
  missingHeaders: 'refuse',
  suppressedUpdateStatus: 204,
  ...options,
});
