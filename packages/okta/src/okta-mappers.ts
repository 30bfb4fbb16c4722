import { defineMapper, type Attributes } from '@iam/core';

/** Key of the neutral profile, its label in results, and the attribute of Okta's profile. */
const FIELDS = [
  ['username', 'Username', 'login'],
  ['email', 'Email', 'email'],
  ['givenname', 'Given Name', 'firstName'],
  ['surname', 'Surname', 'lastName'],
  ['displayname', 'Display Name', 'displayName'],
  ['title', 'Title', 'title'],
  ['department', 'Department', 'department'],
  ['organization', 'Organization', 'organization'],
  ['costcenter', 'Cost Center', 'costCenter'],
  ['employeeid', 'Employee ID', 'employeeNumber'],
  ['usertype', 'User Type', 'userType'],
  ['managername', 'Manager Name', 'manager'],
  ['mobilephone', 'Mobile Phone', 'mobilePhone'],
  ['streetaddress', 'Street Address', 'streetAddress'],
  ['city', 'City', 'city'],
  ['state', 'State', 'state'],
  ['zipcode', 'Zip Code', 'zipCode'],
] as const;

/** From a profile to Okta's user. The login defaults to the email address. */
export const oktaOutgoing = defineMapper({
  name: 'User Profile - Okta (Outgoing)',
  direction: 'outgoing',
  fields: {
    ...Object.fromEntries(FIELDS.map(([key, , attribute]) => [`profile.${attribute}`, key])),
    'profile.login': { firstOf: ['username', 'email'] },
  },
});

/** From Okta's user to a profile, as iam-get-user shows it. */
export const oktaIncoming = defineMapper({
  name: 'User Profile - Okta (Incoming)',
  direction: 'incoming',
  fields: Object.fromEntries(FIELDS.map(([, label, attribute]) => [label, `profile.${attribute}`])),
});

/**
 * Mapper files of the reference have the attributes of a profile at the top, where Okta has none of them. Made from entries, because a
 * second spread into one object takes many times as long, and this is done for every record of a list.
 */
export const underProfile = ({ profile, ...others }: Attributes): Attributes => {
  const moved = Object.entries(others);
  return moved.length === 0
    ? { profile }
    : { profile: Object.fromEntries([...moved, ...Object.entries((profile ?? {}) as Attributes)]) };
};
