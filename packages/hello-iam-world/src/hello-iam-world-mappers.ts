import { defineMapper } from '@iam/core';

/** Key of the neutral profile, its label in results, and the vendor's field. */
const FIELDS = [
  ['username', 'Username', 'user_name'],
  ['email', 'Email', 'email'],
  ['givenname', 'Given Name', 'first_name'],
  ['surname', 'Surname', 'last_name'],
  ['displayname', 'Display Name', 'name'],
  ['title', 'Title', 'title'],
  ['department', 'Department', 'department'],
  ['managername', 'Manager Name', 'manager'],
  ['employeeid', 'Employee ID', 'employee_number'],
  ['costcenter', 'Cost Center', 'cost_center'],
  ['mobilephone', 'Mobile Phone', 'mobile_phone'],
  ['streetaddress', 'Street Address', 'street'],
  ['city', 'City', 'city'],
  ['state', 'State', 'state'],
  ['zipcode', 'Zip Code', 'zip'],
  ['countryname', 'Country Name', 'country'],
] as const;

/** From a profile to the vendor's user. The user name defaults to the email address. */
export const helloOutgoing = defineMapper({
  name: 'User Profile - HelloIAMWorld (Outgoing)',
  direction: 'outgoing',
  fields: {
    ...Object.fromEntries(FIELDS.map(([key, , field]) => [field, key])),
    user_name: { firstOf: ['username', 'email'] },
    name: { firstOf: ['displayname', { join: ['givenname', 'surname'], with: ' ' }] },
  },
});

/** From the vendor's user to a profile, as iam-get-user shows it. */
export const helloIncoming = defineMapper({
  name: 'User Profile - HelloIAMWorld (Incoming)',
  direction: 'incoming',
  fields: Object.fromEntries(FIELDS.map(([, label, field]) => [label, field])),
});
