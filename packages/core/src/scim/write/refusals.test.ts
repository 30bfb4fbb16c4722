import { forbiddenCharacters, tooManyValues, withoutOnePrimary } from './refusals';

it('refuses several values of a single-valued attribute', () => {
  expect(tooManyValues(['emails', 'roles'], { emails: [1, 2], roles: [1], phoneNumbers: [1, 2] })).toEqual([
    { attribute: 'emails', message: 'has 2 values, at most one is allowed' },
  ]);
});

it.each<[unknown, number]>([
  [[{ primary: true }], 0],
  [[{ primary: 'true' }, {}], 0],
  [[{}], 1],
  [[{ primary: true }, { primary: true }], 1],
  [[null, 'a@x.example', { primary: true }], 0],
  [[], 0],
  [null, 0],
  [undefined, 0],
])('requires exactly one primary value: %p', (emails, problems) => {
  expect(withoutOnePrimary('emails', { emails })).toHaveLength(problems);
});

it('names a forbidden character and its position, never the text', () => {
  const refusals = forbiddenCharacters(
    'name',
    { givenName: 'hunter\u200b2', familyName: 'Doe', middleName: null },
    /[\u200b]/u,
  );

  expect(refusals).toEqual([
    { attribute: 'name.givenName', message: 'contains the character U+200B, which is refused' },
  ]);
});

it.each<[string, RegExp, string]>([
  ['a\u0007b', /\p{Cc}/u, 'U+0007'],
  ['a\u00a0b', /\p{Zs}/u, 'U+00A0'],
  ['a\u{1f600}b', /\p{Extended_Pictographic}/u, 'U+1F600'],
])('names the code point of %j as Unicode does', (text, forbidden, name) => {
  expect(forbiddenCharacters('title', text, forbidden)).toEqual([
    { attribute: 'title', message: `contains the character ${name}, which is refused` },
  ]);
});

it('finds a forbidden character in the values of lists', () => {
  const list = [{ value: 'a', type: 'work' }, { value: 'b\u200b' }, 'c\u200b'];

  expect(forbiddenCharacters('emails', list, /[\u200b]/u).map(({ attribute }) => attribute)).toEqual([
    'emails.value',
    'emails',
  ]);
});
