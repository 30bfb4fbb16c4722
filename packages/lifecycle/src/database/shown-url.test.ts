import { shownUrl } from './shown-url';

it.each([
  [
    'postgres://jane:secret@db.example.com:5432/iam?sslmode=verify-full&password=secret',
    'postgres://jane@db.example.com:5432/iam',
  ],
  ['postgresql://db/iam', 'postgresql://db/iam'],
  [
    'postgres://iam@/iam?host=%2Fhome%2Fjane%2Fsocket&port=5432',
    'postgres://iam@/iam?host=/home/jane/socket',
  ],
  ['postgres://jane:s%40cr%2Fet@[::1]:5432/iam#secret', 'postgres://jane@[::1]:5432/iam'],
  ['postgres://jane:se@cret@db/iam', 'postgres://jane@db/iam'],
  ['postgres://jane:se/cret@db/iam', 'an address that is none of PostgreSQL'],
  ['jane:secret', 'an address that is none of PostgreSQL'],
])('shows %s without what is secret', (url, shown) => {
  expect(shownUrl(url)).toBe(shown);
});
