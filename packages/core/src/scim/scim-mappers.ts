import { defineMapper } from '../profile/mapper/define-mapper';
import type { Mapper } from '../profile/mapper/mapper';
import type { Source } from '../profile/mapper/source';
import { URN } from './urns';

const ENTERPRISE = URN.enterpriseUser;

interface Field {
  /** The key in a profile that a vendor's record was mapped to. */
  readonly label: string;
  /** Where the attribute is in a SCIM user: what is written, and read unless `read` says otherwise. */
  readonly at: string;
  readonly read?: string;
  /** Where the value comes from when it is not simply the profile key the field is named after. */
  readonly source?: Source;
}

/**
 * The profile keys of a SCIM vendor and where each one lives, in the order in which they are written. A key is its label
 * in lower case without spaces, so that a profile that was read can be written back.
 */
const FIELDS = {
  // A profile with an email address only is enough to create a user.
  username: { label: 'Username', at: 'userName', source: { firstOf: ['username', 'email'] } },
  employeeid: { label: 'Employee ID', at: 'externalId' },
  displayname: {
    label: 'Display Name',
    at: 'displayName',
    source: { firstOf: ['displayname', { join: ['givenname', 'surname'], with: ' ' }] },
  },
  givenname: { label: 'Given Name', at: 'name.givenName' },
  surname: { label: 'Surname', at: 'name.familyName' },
  middlename: { label: 'Middle Name', at: 'name.middleName' },
  honorificprefix: { label: 'Honorific Prefix', at: 'name.honorificPrefix' },
  honorificsuffix: { label: 'Honorific Suffix', at: 'name.honorificSuffix' },
  formattedname: { label: 'Formatted Name', at: 'name.formatted' },
  nickname: { label: 'Nick Name', at: 'nickName' },
  profileurl: { label: 'Profile URL', at: 'profileUrl' },
  email: { label: 'Email', at: 'emails[primary work].value', read: 'emails[primary].value' },
  // The reference writes the one number it knows as the work number; reading looks there first.
  mobilephone: {
    label: 'Mobile Phone',
    at: 'phoneNumbers[work].value',
    read: 'phoneNumbers[work first].value',
  },
  streetaddress: {
    label: 'Street Address',
    at: 'addresses[work].streetAddress',
    read: 'addresses[work first].streetAddress',
  },
  city: { label: 'City', at: 'addresses[work].locality', read: 'addresses[work first].locality' },
  state: { label: 'State', at: 'addresses[work].region', read: 'addresses[work first].region' },
  zipcode: { label: 'Zip Code', at: 'addresses[work].postalCode', read: 'addresses[work first].postalCode' },
  countryname: {
    label: 'Country Name',
    at: 'addresses[work].country',
    read: 'addresses[work first].country',
  },
  title: { label: 'Title', at: 'title' },
  // The reference reads the label "User Type" and writes the key employeetype.
  usertype: { label: 'User Type', at: 'userType', source: { from: ['usertype', 'employeetype'] } },
  preferredlanguage: { label: 'Preferred Language', at: 'preferredLanguage' },
  locale: { label: 'Locale', at: 'locale' },
  timezone: { label: 'Timezone', at: 'timezone' },
  employeenumber: { label: 'Employee Number', at: `${ENTERPRISE}.employeeNumber` },
  costcentercode: {
    label: 'Cost Center Code',
    at: `${ENTERPRISE}.costCenter`,
    source: { from: ['costcentercode', 'costcenter'] },
  },
  organization: { label: 'Organization', at: `${ENTERPRISE}.organization` },
  division: { label: 'Division', at: `${ENTERPRISE}.division` },
  department: { label: 'Department', at: `${ENTERPRISE}.department` },
  // The id of the manager's own record: manager.displayName is read-only (RFC 7643 section 4.3).
  manager: { label: 'Manager', at: `${ENTERPRISE}.manager.value` },
  // Not in RFC 7643: the reference keeps these two beside the enterprise attributes.
  countrycodenumber: { label: 'Country Code Number', at: `${ENTERPRISE}.countryCode` },
  peoplemanagerflag: { label: 'People Manager Flag', at: `${ENTERPRISE}.managerflag` },
} as const satisfies Readonly<Record<string, Field>>;

/** A profile key that the SCIM mappers know. */
export type ScimField = keyof typeof FIELDS;

const ALL: readonly (readonly [ScimField, Field])[] = Object.entries(FIELDS) as [ScimField, Field][];

/** How a vendor's SCIM differs from the standard attributes. */
export interface ScimMapperOptions {
  /** Stands in the mappers' names: `User Profile - <name> (Incoming)`. */
  readonly name: string;
  /** Keys for which the vendor has no attribute: they are neither written nor read. */
  readonly omit?: readonly ScimField[];
  /** Keys that live somewhere else: `{ department: 'department' }` for a department outside the extension. */
  readonly at?: Readonly<Partial<Record<ScimField, string>>>;
  /** Where values come from instead: `{ username: 'email' }` for user names that are always the address. */
  readonly from?: Readonly<Partial<Record<ScimField, Source>>>;
}

export interface ScimMappers {
  readonly incoming: Mapper;
  readonly outgoing: Mapper;
}

/**
 * The mappers of a SCIM vendor, of 1.1 too, in the names of 2.0. They do not map `active`, `id` and `schemas`. Throws an Error when a
 * path in `at` or a source in `from` cannot be read, or a path is where another field lives.
 */
export const scimMappers = ({ name, omit = [], at = {}, from = {} }: ScimMapperOptions): ScimMappers => {
  const known = ALL.filter(([key]) => !omit.includes(key));
  const outgoing = known.map(([key, field]): [string, Source] => [
    at[key] ?? field.at,
    from[key] ?? field.source ?? key,
  ]);
  const incoming = known.map(([key, field]): [string, Source] => [
    field.label,
    at[key] ?? field.read ?? field.at,
  ]);
  const targets = outgoing.map(([target]) => target);
  const twice = targets.find((target, i) => targets.indexOf(target) !== i);
  if (twice !== undefined) {
    throw new Error(`mapper "User Profile - ${name} (Outgoing)": two fields live at ${twice}`);
  }
  const managerName: [string, Source][] = omit.includes('manager')
    ? []
    : [['Manager Name', `${ENTERPRISE}.manager.displayName`]];
  return {
    incoming: defineMapper({
      name: `User Profile - ${name} (Incoming)`,
      direction: 'incoming',
      fields: Object.fromEntries([...incoming, ...managerName]),
    }),
    outgoing: defineMapper({
      name: `User Profile - ${name} (Outgoing)`,
      direction: 'outgoing',
      fields: Object.fromEntries(outgoing),
    }),
  };
};

const scim = scimMappers({ name: 'SCIM' });

/** `User Profile - SCIM (Incoming)`: a SCIM 2.0 user to a profile. */
export const scimIncoming = scim.incoming;

/** `User Profile - SCIM (Outgoing)`: a profile to a SCIM 2.0 user. */
export const scimOutgoing = scim.outgoing;

/** The mappers that every instance can pick by name. */
export const SCIM_MAPPERS: readonly Mapper[] = [scimIncoming, scimOutgoing];
