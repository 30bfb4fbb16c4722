import { phoneDigits } from './phone-digits';

it.each([
  ['a parameter', '+49151;12', '+4915112'],
  ['an extension', '+49151;ext=12', '+49151'],
  ['a country', '+49151', '49151'],
])('%s tells two numbers apart', (_, one, other) => {
  expect(phoneDigits(one)).not.toBe(phoneDigits(other));
});

it.each([
  '+49 151 12',
  'tel:+4915112',
  ' TEL: +4915112 ',
  '(+49) 151.12',
  '+49-151-12',
  '+49\u2013151\u201112',
  '+49\u00a0151\u200912',
])('%j is another notation of one number', (text) => {
  expect(phoneDigits(text)).toBe('+4915112');
});

it.each([
  ['*123#', '*123#'],
  ['0151 12;EXT=1;isub=2', '015112;ext=1;isub=2'],
  ['0151 12;isub=2;ext=1', '015112;ext=1;isub=2'],
])('%s is the number %s', (text, digits) => {
  expect(phoneDigits(text)).toBe(digits);
});

it.each(['', 'call me', '+', '49x', 'x49', '4+9', '++49', 'sip:49', 'fax tel:49', ';ext=1'])(
  '%j is no number',
  (text) => {
    expect(phoneDigits(text)).toBeUndefined();
  },
);

it.each([
  ['a prefix in the middle', '+12tel:34'],
  ['a prefix twice', 'tel:tel:+1234'],
  ['a word before it', 'x tel:+1234'],
])('%s is no number', (_, text) => {
  expect(phoneDigits(text)).toBeUndefined();
});
