import type { Attributes, IAMUserAppData, Matches, RecordId } from '../profile/app-data';
import type { UserIdentifier } from '../profile/identity/identify';
import type { GroupClient } from './group-client';
import type { GroupPage } from './group-page';

/** One page of a user list. */
export interface UserPage {
  readonly users: readonly IAMUserAppData[];
  /** Passed to the next call; absent on the last page. */
  readonly next?: string | undefined;
  /** The total number of users, if the vendor reports it: a list that ends with fewer is incomplete. */
  readonly total?: number | undefined;
}

/**
 * What the reply to a write shows: the record; its id alone; or nothing (204). In the latter two cases core reads the user again,
 * so a client never invents a record and never reads for core.
 */
export type UserReply = IAMUserAppData | RecordId | void;

/**
 * What a vendor package implements for users. Plain async functions that return data: no try/catch,
 * no retry, no logging. "No such user" is `undefined` (or an empty list), never an error.
 */
export interface UserClient {
  /** One cheap authenticated read; returns when URL and credentials work. */
  readonly testConnection: () => Promise<void>;
  readonly getUser: (identifier: UserIdentifier) => Promise<Matches<IAMUserAppData>>;
  /** `data` is in the vendor's vocabulary (the outgoing mapper's result). */
  readonly createUser: (data: Attributes, options: { readonly active: boolean }) => Promise<UserReply>;
  /**
   * Writes `changes` only (a value of null clears the attribute) and, when `activate` is set, lets the
   * user sign in again in the same request.
   */
  readonly updateUser: (
    user: IAMUserAppData,
    changes: Attributes,
    options: { readonly activate: boolean },
  ) => Promise<UserReply>;
  /** Lets the user sign in. `user.state` tells which of several ways leads there (activate, unsuspend, unlock). */
  readonly enableUser: (user: IAMUserAppData) => Promise<UserReply>;
  /** Disables sign-in and keeps the record. A vendor that can only delete sets `disableDeletes`. */
  readonly disableUser: (user: IAMUserAppData) => Promise<UserReply>;
  /**
   * Set where activation is a request of its own, apart from the creation and the change. Core then creates every user inactive
   * (`active: false`) and calls `enableUser` afterwards; in an update it calls `enableUser` before `updateUser`, because
   * many vendors refuse to change a deactivated record. `updateUser` never receives `activate: true`.
   */
  readonly activatesApart?: boolean;
  /**
   * Set where these writes send the whole record (PUT): they overwrite changes made since it was read, a concurrent disable
   * included. Send `ifMatch: user.version` with them; after a write without a version core reads the user again.
   */
  readonly replacesRecords?: boolean;
  /** Names of the application's user fields with a description each. */
  readonly getAppFields: () => Promise<Readonly<Record<string, string>>>;

  /** Optional ability: removes the record for good. */
  readonly deleteUser?: (user: IAMUserAppData) => Promise<void>;
  /** Optional ability: one page of all users per call. */
  readonly listUsers?: (page?: string) => Promise<UserPage>;
  /** Optional ability: one page of the groups that the user is a member of. `id` is all that is sure to be in `user.details`. */
  readonly groupsOfUser?: (user: IAMUserAppData, page?: string) => Promise<GroupPage>;
  /** Optional ability: the group commands exist when this is present. */
  readonly groups?: GroupClient;
}
