import { phoneDigits } from './phone-digits';

it.each([
  ['a parameter', '+49151;12', '+4915112'],
  ['an extension', '+49151;ext=12', '+49151'],
  ['a country', '+49151', '49151'],
])('%s tells two numbers apart', (_, one, other) => {
  expect(phoneDigits(one)).not.toBe(phoneDigits(other));
});
