export type OktaStatus =
  | 'STAGED'
  | 'PROVISIONED'
  | 'ACTIVE'
  | 'RECOVERY'
  | 'LOCKED_OUT'
  | 'PASSWORD_EXPIRED'
  | 'SUSPENDED'
  | 'DEPROVISIONED';

export type OktaProfile = Readonly<Record<string, unknown>>;

export interface OktaUser {
  readonly id: string;
  readonly status: OktaStatus;
  /** A change of status on its way. */
  readonly transition?:
    { readonly to: OktaStatus; readonly shown: OktaStatus; readonly at: number } | undefined;
  readonly created: string;
  readonly activated: string | null;
  readonly statusChanged: string | null;
  readonly lastLogin: string | null;
  readonly lastUpdated: string;
  readonly passwordChanged: string | null;
  readonly profile: OktaProfile;
  /** The password itself is kept nowhere. */
  readonly hasPassword: boolean;
  readonly provider: { readonly type: string; readonly name: string };
  /** Grows with every write: what the entity tag shows. */
  readonly version: number;
}

export interface OktaGroup {
  readonly id: string;
  readonly type: 'OKTA_GROUP' | 'APP_GROUP' | 'BUILT_IN';
  readonly created: string;
  readonly lastUpdated: string;
  readonly lastMembershipUpdated: string;
  readonly profile: { readonly name: string; readonly description: string | null };
}

/** A direct assignment of an application to one user: with what profile, and since when. */
export interface OktaAssignment {
  readonly app: string;
  /** The user's id. */
  readonly id: string;
  readonly created: string;
  readonly lastUpdated: string;
  readonly profile: OktaProfile;
  readonly userName: string;
}

export interface OktaApp {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly created: string;
  readonly logo: string | undefined;
  /** Ids of groups whose members are assigned. */
  readonly groups: readonly string[];
}

/** What an event is about. */
export interface OktaTarget {
  readonly id: string;
  readonly type: 'User' | 'AppInstance' | 'AppUser' | 'UserGroup';
  readonly alternateId: string;
  readonly displayName: string;
}

/** An event of the system log, as it is sent. */
export interface OktaEvent {
  readonly uuid: string;
  readonly published: string;
  readonly eventType: string;
  readonly displayMessage: string;
  readonly target: readonly OktaTarget[];
  readonly [key: string]: unknown;
}

/** A mail the org sent; nothing leaves the process. */
export interface OktaMail {
  readonly to: string;
  readonly kind: 'activation' | 'reactivation' | 'password-reset' | 'deactivation';
  readonly userId: string;
}

/** The id of the one user type. */
export const USER_TYPE = 'oty8zfz6plq7b0r830h7';
/** The id of its schema. */
export const USER_SCHEMA = 'osc8zfz6plq7b0r830h7';

/** Where users sign in unless their record names another place. */
export const OKTA_PROVIDER = { type: 'OKTA', name: 'OKTA' } as const;
