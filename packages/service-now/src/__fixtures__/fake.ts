import { createServiceNowVendor } from '@iam/sandbox';

/** What the examples in EXAMPLES.md run against: the same ids and times in every run. */
export const fake = () =>
  createServiceNowVendor({
    seed: 'examples',
    now: () => new Date('2026-01-15T09:00:00Z'),
    publicUrl: 'https://example.service-now.com',
    users: [
      {
        sys_id: '46c6f9efa9fe198101ddf5eed9adf6e7',
        user_name: 'ann.lee',
        email: 'ann.lee@example.com',
        first_name: 'Ann',
        last_name: 'Lee',
      },
    ],
    sysIds: ['5137153cc611227c000bbd1bd8cd2005', '287ebd7da9fe198100f92cc8d1d2154e'],
  });

/** Parameters of an instance that reaches it at this address. */
export const params = (url: string) => ({ url, username: 'sandbox-admin', password: 'sandbox-password' });

/** An employee record with every attribute that the mapper and the references know. */
export const profile = {
  username: 'jane.doe',
  email: 'jane.doe@example.com',
  employeeid: 'E-1001',
  givenname: 'Jane',
  middlename: 'Ann',
  surname: 'Doe',
  title: 'Engineer',
  mobilephone: '+49 151 0000000',
  streetaddress: 'Long Street 1',
  city: 'Berlin',
  state: 'BE',
  zipcode: '10115',
  countryname: 'Germany',
  department: 'IT',
  organization: 'Acme Corporation',
  costcenter: 'Engineering',
  location: 'Berlin',
};
