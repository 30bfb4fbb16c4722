import type { Attributes, IAMUserAppData } from '../profile/app-data';
import type { ClientContext } from './client-context';

/**
 * Where the id that an attribute holds comes from: a profile says who the manager is by an address, and the vendor wants the id of
 * the manager's own record. Core asks for it when the profile has the key, before it writes, and once for the same record.
 */
export type AttributeReference<C = Attributes> = ReferenceToUser | ReferenceToRecord<C>;

interface ReferenceKey {
  /** The key of the profile that says which record is meant, for example `manageremailaddress`. Null clears the attribute. */
  readonly from: string;
}

/** A reference to another user. */
export interface ReferenceToUser extends ReferenceKey {
  /** The attribute, one of the definition's `lookupBy`, by which `getUser` is asked for the user. */
  readonly lookupBy: string;
  /** What is written for the user who is found; the id when absent. Undefined when that user has no such value. */
  readonly write?: (user: IAMUserAppData) => string | undefined;
  readonly find?: never;
}

/** A reference to a record of another kind: a department, a cost centre, a location. */
export interface ReferenceToRecord<C = Attributes> extends ReferenceKey {
  /**
   * What is written for the value: the ids of all records that have it, none when there is no such record. Several are never
   * chosen between. Compare what comes back with what was asked for where the vendor ignores conditions it does not know.
   */
  readonly find: (
    context: ClientContext<C>,
    value: string,
  ) => Promise<string | readonly string[] | undefined>;
  readonly lookupBy?: never;
  readonly write?: never;
}

/** References by the path of the attribute that is written; several for one attribute are tried in order until one leads to a record. */
export type AttributeReferences<C = Attributes> = Readonly<
  Record<string, AttributeReference<C> | readonly AttributeReference<C>[]>
>;
