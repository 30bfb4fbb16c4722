import { createScimVendor } from '@iam/sandbox';

/**
 * A local stand-in for the application, initially without users: the tests and the examples in README.md run against it. Make
 * it behave as the application does; the options of createScimVendor are the known differences between SCIM servers.
 */
export const fake = () =>
  createScimVendor({
    // The same ids and times in every run.
    seed: 'sandbox',
    now: () => new Date('2026-01-15T09:00:00Z'),
    publicUrl: 'https://hello.example',
    token: 'sandbox-token',
  });

/** Parameters of an instance that reaches the stand-in at this address. */
export const params = (url: string) => ({ url: `${url}/scim/v2`, token: 'sandbox-token' });

/** An employee record with every attribute that the mappers know. */
export const profile = {
  username: 'jane.doe@example.com',
  email: 'jane.doe@example.com',
  givenname: 'Jane',
  surname: 'Doe',
  displayname: 'Jane Doe',
  employeeid: '4711',
  title: 'Engineer',
  department: 'Research',
  costcentercode: '1200',
  mobilephone: '+49 151 0000000',
  city: 'Berlin',
};
