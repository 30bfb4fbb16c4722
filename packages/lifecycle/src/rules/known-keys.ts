import type { ProfileKeys } from '@iam/core';

/** Every key of core's profiles; the compiler sees that none is left out. */
const CORE_KEYS: Readonly<Record<Exclude<keyof ProfileKeys, 'id' | 'olduserdata'>, true>> = {
  email: true,
  username: true,
  employeeid: true,
  employeenumber: true,
  givenname: true,
  middlename: true,
  surname: true,
  displayname: true,
  formattedname: true,
  honorificprefix: true,
  honorificsuffix: true,
  nickname: true,
  profileurl: true,
  title: true,
  usertype: true,
  organization: true,
  division: true,
  department: true,
  costcenter: true,
  costcentercode: true,
  manager: true,
  managername: true,
  manageremailaddress: true,
  manageremployeeid: true,
  mobilephone: true,
  streetaddress: true,
  city: true,
  state: true,
  zipcode: true,
  countryname: true,
  preferredlanguage: true,
  locale: true,
  timezone: true,
};

/** Keys that feeds of HR have beside those that vendors get. */
const HR_KEYS = [
  'employeetype',
  'employmentstatus',
  'prehireflag',
  'rehiredemployee',
  'jobcode',
  'jobfamily',
  'jobfunction',
  'leadership',
  'peoplemanagerflag',
  'location',
  'locationregion',
  'country',
  'countrycodenumber',
  'statename',
  'workphone',
  'personalemail',
] as const;

/** Keys that hold dates wherever they occur. */
export const DATE_KEYS = ['hiredate', 'terminationdate', 'lastdayofwork'] as const;

/** The keys that conditions may read without the feed declaring them. */
export const KNOWN_KEYS: readonly string[] = [...Object.keys(CORE_KEYS), ...HR_KEYS, ...DATE_KEYS];
