import { restFake } from '@iam/conformance';

/**
 * A local stand-in for the application, without people at the beginning: the tests and the examples in EXAMPLES.md run
 * against it. Make it behave as the application does, by other options or by a function from request to reply of its own.
 */
export const fake = () =>
  restFake({
    name: 'hello-iam-world',
    basePath: '/api/now',
    auth: {
      authorization: `Basic ${Buffer.from('sandbox-user:sandbox-password').toString('base64')}`,
    },
    users: {
      id: 'user_id',
      active: 'active',
      fields: [
        'user_name',
        'email',
        'first_name',
        'last_name',
        'name',
        'title',
        'department',
        'city',
        'country',
        'state',
        'street',
        'zip',
        'mobile_phone',
        'manager',
        'employee_number',
        'cost_center',
      ],
      unique: ['user_name', 'email'],
      required: ['user_name', 'email'],
    },
    groups: { id: 'group_id' },
    error: (status, message) => ({ error: { message, detail: `The application answered ${status}.` } }),
  });

/** Parameters of an instance that reaches the stand-in at this address. */
export const params = (url: string) => ({ url, username: 'sandbox-user', password: 'sandbox-password' });

/** An employee record with every attribute that the mappers know. */
export const profile = {
  username: 'jane.doe',
  email: 'jane.doe@example.com',
  givenname: 'Jane',
  surname: 'Doe',
  displayname: 'Jane Doe',
  title: 'Engineer',
  department: 'Research',
  managername: 'Ann Lee',
  employeeid: '4711',
  costcenter: '1200',
  mobilephone: '+49 151 0000000',
  streetaddress: 'Long Street 1',
  city: 'Berlin',
  state: 'BE',
  zipcode: '10115',
  countryname: 'Germany',
};
