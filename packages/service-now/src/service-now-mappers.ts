import { defineMapper } from '@iam/core';

/** Key of the neutral profile, its label in results, and the column. */
const COLUMNS = [
  ['username', 'Username', 'user_name'],
  ['email', 'Email', 'email'],
  ['employeeid', 'Employee ID', 'employee_number'],
  ['givenname', 'Given Name', 'first_name'],
  ['middlename', 'Middle Name', 'middle_name'],
  ['surname', 'Surname', 'last_name'],
  ['title', 'Title', 'title'],
  ['mobilephone', 'Mobile Phone', 'mobile_phone'],
  ['streetaddress', 'Street Address', 'street'],
  ['city', 'City', 'city'],
  ['state', 'State', 'state'],
  ['zipcode', 'Zip Code', 'zip'],
  ['countryname', 'Country Name', 'country'],
] as const;

/**
 * From a profile to a user. The user name defaults to the email address. A display name has no column, and what refers to other
 * records is in `serviceNowReferences`.
 */
export const serviceNowOutgoing = defineMapper({
  name: 'User Profile - ServiceNow (Outgoing)',
  direction: 'outgoing',
  fields: {
    ...Object.fromEntries(COLUMNS.map(([key, , column]) => [column, key])),
    user_name: { firstOf: ['username', 'email'] },
  },
});

/** From a user to a profile, as iam-get-user shows it. References are shown by their sys_id. */
export const serviceNowIncoming = defineMapper({
  name: 'User Profile - ServiceNow (Incoming)',
  direction: 'incoming',
  fields: {
    ...Object.fromEntries(COLUMNS.map(([, label, column]) => [label, column])),
    'Display Name': 'name',
    Manager: 'manager.value',
    Department: 'department.value',
    Organization: 'company.value',
    'Cost Center': 'cost_center.value',
    Location: 'location.value',
  },
});
