import type { ProfileKeys } from '@iam/core';

/** Keys of a profile that the integrations and the lifecycle know; a header that differs from one only in spelling is pointed out. */
export const KNOWN_KEYS: readonly string[] = [
  'email',
  'username',
  'employeeid',
  'employeenumber',
  'givenname',
  'middlename',
  'surname',
  'displayname',
  'title',
  'usertype',
  'organization',
  'division',
  'department',
  'costcenter',
  'costcentercode',
  'managername',
  'manageremailaddress',
  'manageremployeeid',
  'mobilephone',
  'streetaddress',
  'city',
  'state',
  'zipcode',
  'countryname',
  'preferredlanguage',
  'locale',
  'timezone',
] satisfies readonly (keyof ProfileKeys)[];

/** Keys by which people are found: characters that nobody sees would make another person of them. */
export const IDENTIFYING_KEYS: readonly string[] = [
  'employeeid',
  'email',
  'username',
] satisfies readonly (keyof ProfileKeys)[];

/** The profile key of a mapper's label: `Given Name` is `givenname`. */
export const keyOfLabel = (label: string): string => label.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The same name for all its spellings: `E-Mail Address`, `email_address`. */
export const folded = (name: string): string => name.toLowerCase().replace(/[\s_.-]/g, '');

/** Setting it on an object changes what the object is. */
export const UNUSABLE_KEY = '__proto__';
