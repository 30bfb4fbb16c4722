import type { CommonOptions } from '../../scim/seeds';
import type { OktaStatus } from './okta-records';

/** A service application of the org. */
export interface OktaClient {
  readonly clientId: string;
  /** The registered public key: a JSON Web Key (RFC 7517), or PEM. With a `kid`, an assertion must name it or none. */
  readonly publicKey: string | Readonly<Record<string, unknown>>;
  /** The API scopes an administrator granted to it, for example `okta.users.manage`. */
  readonly scopes: readonly string[];
}

/** The kinds of endpoint that have a limit of their own. */
export const FAMILIES = ['users', 'groups', 'apps', 'logs', 'token', 'others'] as const;
export type OktaFamily = (typeof FAMILIES)[number];

/** Requests per minute for each kind of endpoint; those left out have Okta's usual limit. */
export type OktaRates = Readonly<Partial<Record<OktaFamily, number>>>;

/** A user the org starts with. It is not validated. */
export interface OktaSeedUser {
  readonly id?: string;
  /** Default `ACTIVE`. */
  readonly status?: OktaStatus;
  readonly profile: Readonly<Record<string, unknown>>;
  /** Whether the user has a password, which decides what activation leads to. Default: only when active. */
  readonly password?: boolean;
  /** ISO 8601; the dates of the other states are the same. Default: the clock's. */
  readonly created?: string;
}

export interface OktaSeedGroup {
  readonly id?: string;
  /** Members of `APP_GROUP` and `BUILT_IN` cannot be changed by requests. Default `OKTA_GROUP`. */
  readonly type?: 'OKTA_GROUP' | 'APP_GROUP' | 'BUILT_IN';
  readonly profile: { readonly name: string; readonly description?: string };
  /** User ids. */
  readonly members?: readonly string[];
}

export interface OktaSeedApp {
  readonly id?: string;
  /** The key of the kind of application, for example `workday`. */
  readonly name: string;
  readonly label: string;
  /** Default `ACTIVE`. */
  readonly status?: 'ACTIVE' | 'INACTIVE';
  /** Address of an image. Default: none, an empty list in the record. */
  readonly logo?: string;
  /** Ids of the users it is assigned to directly, with the profile they have in it. */
  readonly users?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Ids of groups whose members are assigned to it. */
  readonly groups?: readonly string[];
}

/**
 * Switches of the Okta stand-in. Defaults follow Okta's documentation or recorded replies; where neither is known, the default is
 * the behaviour that demands more of a client.
 */
export interface OktaOptions extends CommonOptions {
  /** The API token of `Authorization: SSWS …`. Default `sandbox-okta-token`. */
  readonly apiToken?: string;
  /** Service applications that get OAuth access tokens from `/oauth2/v1/token`. */
  readonly clients?: readonly OktaClient[];
  /** Seconds that an access token lasts. Default 3600. */
  readonly accessTokenSeconds?: number;
  /**
   * `aud` of a client assertion: the address of the token endpoint, as documented, or the org's address too. Default `endpoint`.
   */
  readonly assertionAudience?: 'endpoint' | 'endpoint-or-issuer';
  /** Id of the seeded user whom the API token acts as and dies with. Default: an administrator outside of all lists. */
  readonly tokenOwner?: string;
  /** What the owner's role lets the API token do. Default `all`. */
  readonly tokenPermissions?: 'all' | 'read' | 'none';
  /** `users/me` of a service application, which is no user; undocumented. Default `not-found`. */
  readonly meOfClients?: 'not-found' | 'owner';
  readonly users?: readonly OktaSeedUser[];
  readonly groups?: readonly OktaSeedGroup[];
  readonly apps?: readonly OktaSeedApp[];
  /** Attributes of the org's own in user profiles: names and titles. */
  readonly customAttributes?: Readonly<Record<string, string>>;
  /** The address in links. Default: the request's host, else `https://sandbox.okta.com`. */
  readonly publicUrl?: string;
  /**
   * 429 above these rates per minute; a number is for every kind of endpoint. Default false: the headers tell Okta's usual
   * limits, which are never reached.
   */
  readonly requestsPerMinute?: OktaRates | number | false;
  /** Milliseconds until a write shows in `search`; reads by id and `filter` are fresh. Default 1000. */
  readonly searchLagMs?: number;
  /** Milliseconds until an event shows in the log. Default 0. */
  readonly logLagMs?: number;
  /** Milliseconds that activation and deactivation take. Default 0: the next request sees the new status. */
  readonly transitionMs?: number;
  /** Whether a user without a password becomes `ACTIVE` rather than `PROVISIONED`, by the enrolment policy. Default false. */
  readonly passwordOptional?: boolean;
  /** The org option "Edit Deactivated User Profile Updates". Default false: such an update is a 404. */
  readonly editDeactivatedUsers?: boolean;
  /** A login must look like an e-mail address unless the org changed the pattern. Default `email`. */
  readonly loginPattern?: 'email' | 'any';
  /** A profile key that the schema lacks; seen as refused. Default `reject`. */
  readonly unknownProfileKeys?: 'reject' | 'ignore';
  /** `limit` outside of its range; documented for some endpoints only. Default `reject`. */
  readonly limitOutOfRange?: 'reject' | 'clamp';
  /** Group memberships of a deactivated user; undocumented. Default `keep`. */
  readonly groupsOfDeactivated?: 'keep' | 'drop';
  /** Whether the members of a group include deactivated users; undocumented. Default true. */
  readonly listDeactivatedMembers?: boolean;
  /** The refusal to change an app's or a built-in group: 403 E0000006 or 400 E0000001. Default 403. */
  readonly readOnlyGroupStatus?: 403 | 400;
  /** `filter=user.id eq "…"` of applications: only documented with `expand` now. Default `accept`. */
  readonly appsFilterByUser?: 'accept' | 'reject';
}

/** The API token when the options name none. */
export const OKTA_DEFAULTS = { apiToken: 'sandbox-okta-token' } as const;

type Optional =
  'seed' | 'users' | 'groups' | 'apps' | 'publicUrl' | 'tokenOwner' | 'clients' | 'customAttributes';
export type OktaSettings = Required<Omit<OktaOptions, Optional>> & Pick<OktaOptions, Optional>;

export const oktaSettings = (options: OktaOptions): OktaSettings => ({
  ...OKTA_DEFAULTS,
  now: () => new Date(),
  accessTokenSeconds: 3600,
  assertionAudience: 'endpoint',
  tokenPermissions: 'all',
  meOfClients: 'not-found',
  requestsPerMinute: false,
  searchLagMs: 1000,
  logLagMs: 0,
  transitionMs: 0,
  passwordOptional: false,
  editDeactivatedUsers: false,
  loginPattern: 'email',
  unknownProfileKeys: 'reject',
  limitOutOfRange: 'reject',
  groupsOfDeactivated: 'keep',
  listDeactivatedMembers: true,
  readOnlyGroupStatus: 403,
  appsFilterByUser: 'accept',
  ...options,
});
