import type { Attributes } from './app-data';

type Text = string | null;
type TextOrNumber = string | number | null;

/**
 * The keys of a profile that the integrations of this repository know. `''` is the same as absent; null clears the attribute at the
 * vendor. Each vendor's README lists the attribute of every key.
 */
export interface ProfileKeys {
  /** The vendor's own id of the user; it means nothing at another application. */
  readonly id?: TextOrNumber;
  readonly email?: Text;
  /** The user name; the email address where it is absent. */
  readonly username?: Text;
  /** The company's own key of the person, which outlives names and addresses. */
  readonly employeeid?: TextOrNumber;
  /** The number that HR shows, where that is another than the key. */
  readonly employeenumber?: TextOrNumber;
  readonly givenname?: Text;
  readonly middlename?: Text;
  readonly surname?: Text;
  /** Given name and surname where it is absent. */
  readonly displayname?: Text;
  /** All parts of the name in one text, as it is written on a letter. */
  readonly formattedname?: Text;
  readonly honorificprefix?: Text;
  readonly honorificsuffix?: Text;
  readonly nickname?: Text;
  readonly profileurl?: Text;
  /** The job title. */
  readonly title?: Text;
  readonly usertype?: Text;
  readonly organization?: Text;
  readonly division?: Text;
  readonly department?: Text;
  readonly costcenter?: TextOrNumber;
  readonly costcentercode?: TextOrNumber;
  /** The vendor's id of the manager's own record (SCIM). */
  readonly manager?: Text;
  readonly managername?: Text;
  /** The manager's address. If a vendor needs the id of the manager's own record, it is looked up by this address. */
  readonly manageremailaddress?: Text;
  /** The manager's key in the company, for the same purpose. */
  readonly manageremployeeid?: TextOrNumber;
  readonly mobilephone?: TextOrNumber;
  readonly streetaddress?: Text;
  readonly city?: Text;
  readonly state?: Text;
  readonly zipcode?: TextOrNumber;
  readonly countryname?: Text;
  /** A language tag such as `de-DE` (RFC 5646). */
  readonly preferredlanguage?: Text;
  readonly locale?: Text;
  /** A name of the time zone database such as `Europe/Berlin`. */
  readonly timezone?: Text;
  /** The record before the change, used to find a person whose identifiers changed. */
  readonly olduserdata?: Attributes | null;
}

/** Keys that can identify the person: the neutral ones, and those of a profile in SCIM's vocabulary. */
interface IdentifyingKeys {
  readonly id: string | number;
  readonly email: string;
  readonly username: string;
  readonly employeeid: string | number;
  readonly userName: string;
  readonly emails: unknown;
  readonly externalId: string | number;
}

/** At least one of them. */
type Identified = { readonly [K in keyof IdentifyingKeys]: Pick<IdentifyingKeys, K> }[keyof IdentifyingKeys];

/**
 * The employee record in the neutral vocabulary. It names a person by at least one of `id`, `email`, `username` and `employeeid` (or by
 * SCIM's `userName`, `emails` or `externalId`). Any further key is allowed: mappers decide which ones a vendor gets, and a key
 * that no mapper reads is named in a warning.
 */
export type IAMUserProfile = Attributes & ProfileKeys & Identified;
