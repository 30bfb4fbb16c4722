import type { CommonOptions, SeedGroup, SeedUser } from '../scim/seeds';

/**
 * Switches of the AWS stand-in. Defaults follow AWS's documentation or recorded replies; where neither is known, the default is
 * the behaviour that demands more of a client.
 */
export interface AwsOptions extends CommonOptions {
  /** Default `sandbox-tenant`. */
  readonly tenantId?: string;
  /** The bearer token. Default `sandbox-aws-token`. */
  readonly token?: string;
  readonly users?: readonly SeedUser[];
  readonly groups?: readonly SeedGroup[];
  /** `uuid`: today's ids; `legacy`: ten hexadecimal digits before a UUID, as tenants of 2020 have. Default `uuid`. */
  readonly idShape?: 'uuid' | 'legacy';
  /** Answers every authorised call with 403, as a token without the permission gets. Default false. */
  readonly accessDenied?: boolean;
  /** 429 above this rate, 20 at AWS; false is no limit. Default false, because tests often stop the clock. */
  readonly requestsPerSecond?: number | false;
  /** Seconds in `Retry-After` of a 429; undocumented, so absent unless set. */
  readonly retryAfter?: number;
  /** The reason CloudTrail would show as the error's detail, in place of the generic text. Default false. */
  readonly specificDetails?: boolean;
  /** `active` of a user created without one. Undocumented; what was seen points to false. Default false. */
  readonly activeWhenOmitted?: boolean;
  /**
   * Refuses `< > ; : %`. The published pattern allows them, identity providers forbid them, and a colon in an
   * externalId was seen to fail. `all` leaves URLs out. Default `externalId`.
   */
  readonly forbiddenCharacters?: 'none' | 'externalId' | 'all';
  /** Blanks in userName: the page of create forbids them, the page of replace allows them. Default `as-documented`. */
  readonly userNameBlanks?: 'as-documented' | 'reject' | 'accept';
  /** Refuses the names Administrator and AWSAdministrators, documented for another API of the same store. Default false. */
  readonly reservedNames?: boolean;
  /** The status for adding an unknown user to a group; undocumented. Default 404. */
  readonly unknownMemberStatus?: 404 | 400;
  /** Replacing or removing all members at once: documented as refused, done by older clients. Default `reject`. */
  readonly membershipReplace?: 'reject' | 'lax';
  /** The path `members[value eq "…"]`, in no document of AWS. Default `reject`. */
  readonly memberPathFilter?: 'reject' | 'accept';
  /** `cursor`: pages of 100 and cursors; `legacy`: one page of 50 and no cursor, as before 2025. Default `cursor`. */
  readonly listing?: 'cursor' | 'legacy';
  /** `?cursor=` in place of the documented bare `?cursor`. Default `reject`. */
  readonly emptyCursor?: 'reject' | 'accept';
  /** Every first page of a cursor walk is one short, as pages may be. Default false. */
  readonly shortPages?: boolean;
  /** `count` outside 1 to 100; undocumented. Default `reject`. */
  readonly countOutOfRange?: 'reject' | 'clamp';
  /**
   * `startIndex`, `attributes`, `excludedAttributes`, `sortBy`: documented as unsupported without a status. Ignoring them is
   * worse for a client, which gets the first page again and no error. Default `ignore`.
   */
  readonly unsupportedParameters?: 'ignore' | 'reject';
  /** The status of what AWS does not offer (PUT of a group, /Me, /Bulk, /.search); undocumented. Default 405. */
  readonly unsupportedStatus?: number;
}

export type AwsSettings = Required<Omit<AwsOptions, 'seed' | 'retryAfter' | 'users' | 'groups'>> &
  Pick<AwsOptions, 'seed' | 'retryAfter' | 'users' | 'groups'>;

/** Tenant and token when the options name none. */
export const AWS_DEFAULTS = { tenantId: 'sandbox-tenant', token: 'sandbox-aws-token' } as const;

export const awsSettings = (options: AwsOptions): AwsSettings => ({
  ...AWS_DEFAULTS,
  now: () => new Date(),
  idShape: 'uuid',
  accessDenied: false,
  requestsPerSecond: false,
  specificDetails: false,
  activeWhenOmitted: false,
  forbiddenCharacters: 'externalId',
  userNameBlanks: 'as-documented',
  reservedNames: false,
  unknownMemberStatus: 404,
  membershipReplace: 'reject',
  memberPathFilter: 'reject',
  listing: 'cursor',
  emptyCursor: 'reject',
  shortPages: false,
  countOutOfRange: 'reject',
  unsupportedParameters: 'ignore',
  unsupportedStatus: 405,
  ...options,
});
