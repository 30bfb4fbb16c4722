/** A field as `GET /schema` describes it. */
export interface HelloField {
  readonly name: string;
  readonly description: string;
}

/** The fields of a user, in the order replies write them. */
export const HELLO_USER_FIELDS: readonly HelloField[] = [
  { name: 'user_id', description: 'Id of the user, given by the application' },
  { name: 'user_name', description: 'Login name, unique' },
  { name: 'active', description: 'Whether the user may sign in' },
  { name: 'email', description: 'Email address, unique' },
  { name: 'first_name', description: 'First name' },
  { name: 'last_name', description: 'Last name' },
  { name: 'name', description: 'Full name' },
  { name: 'title', description: 'Job title' },
  { name: 'department', description: 'Department' },
  { name: 'city', description: 'City' },
  { name: 'country', description: 'Country' },
  { name: 'state', description: 'State or province' },
  { name: 'street', description: 'Street and number' },
  { name: 'zip', description: 'Postal code' },
  { name: 'mobile_phone', description: 'Mobile phone number' },
  { name: 'manager', description: 'Name of the manager' },
  { name: 'employee_number', description: 'Number of the employee' },
  { name: 'cost_center', description: 'Cost center' },
];

/** The fields of a group, in the order replies write them. */
export const HELLO_GROUP_FIELDS = ['group_id', 'name', 'members'] as const;

/** Fields no two users share; they compare without case. */
export const HELLO_UNIQUE_FIELDS = ['user_name', 'email'] as const;
