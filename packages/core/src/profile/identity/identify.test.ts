import * as E from 'fp-ts/Either';
import {
  addressIn,
  identify,
  identifyAll,
  isSpelling,
  primaryEmail,
  noIdentifier,
  invisibleCharacterProblem,
} from './identify';

const lookupBy = ['id', 'userName', 'emails'];

describe('identifiers of a profile', () => {
  it.each<[string, object, object, unknown]>([
    [
      'the raw id, then the others',
      { id: '42' },
      { id: 'mapped', userName: 'jane', emails: ['a@b'] },
      [
        { attribute: 'id', value: '42' },
        { attribute: 'userName', value: 'jane' },
        { attribute: 'emails', value: 'a@b' },
      ],
    ],
    ['a number as text', { id: 42 }, {}, [{ attribute: 'id', value: '42' }]],
    [
      'the mapped attribute',
      { userName: 'raw' },
      { userName: 'jane' },
      [{ attribute: 'userName', value: 'jane' }],
    ],
    [
      'the raw attribute where the mapper found nothing',
      { userName: 'jane' },
      {},
      [{ attribute: 'userName', value: 'jane' }],
    ],
    [
      'what the profile gives by the vendor’s spelling of the attribute',
      { user_name: 'jane' },
      { user_name: 'jane' },
      [{ attribute: 'userName', value: 'jane' }],
    ],
    [
      'nothing that the mapper made under that spelling',
      { email: 'a@b' },
      { user_name: 'a@b', id_: '42' },
      [],
    ],
    [
      'what is not empty',
      { id: '' },
      { userName: null, emails: 'a@b' },
      [{ attribute: 'emails', value: 'a@b' }],
    ],
    [
      'the others where the id is null',
      { id: null },
      { userName: 'jane' },
      [{ attribute: 'userName', value: 'jane' }],
    ],
    [
      'emails as an object',
      {},
      { emails: { value: 'a@b', primary: true } },
      [{ attribute: 'emails', value: 'a@b' }],
    ],
    [
      'emails: the primary one',
      {},
      { emails: [{ value: 'x@y' }, { value: 'a@b', primary: true }] },
      [{ attribute: 'emails', value: 'a@b' }],
    ],
    [
      'emails: else the first',
      {},
      { emails: [{ value: 'x@y' }, { value: 'a@b' }] },
      [{ attribute: 'emails', value: 'x@y' }],
    ],
    ['no identifier when the list is empty', {}, { emails: [] }, []],
    ['no identifier when nothing is there', { email: 'a@b' }, {}, []],
  ])('%s', (_, profile, data, expected) => {
    expect(identify(lookupBy, profile as never, data as never)).toEqual(E.right(expected));
  });

  it('is the primary value of a list where the attribute names the values of the list', () => {
    const emails = [{ value: 'x@y' }, { value: 'a@b', primary: true }];
    expect(identify(['emails.value', 'ims.value'], {}, { emails, ims: [{ value: '@ann' }] })).toEqual(
      E.right([
        { attribute: 'emails.value', value: 'a@b' },
        { attribute: 'ims.value', value: '@ann' },
      ]),
    );
  });

  it('is not one of several values under another name', () => {
    const badges = [{ number: '1', value: '2' }, { number: '3' }];
    expect(identify(['badges.number'], {}, { badges })).toMatchObject(
      E.left({ message: 'user-profile: badges.number must be text' }),
    );
  });

  it('is not derived from a value that is not text', () => {
    expect(identify(lookupBy, { id: ['42'] }, {})).toMatchObject(
      E.left({ kind: 'invalid-input', message: 'user-profile: id must be text' }),
    );
  });

  it.each([7.5, NaN, 2 ** 53, true, {}, [], ['a', 'b']])('is not derived from %j', (id) => {
    expect(identify(['id'], { id }, {})).toMatchObject(
      E.left({ message: 'user-profile: id must be text', next: 'Correct the user profile.' }),
    );
  });

  it('accepts the vendor’s spelling in any case, with and without separators', () => {
    for (const key of ['USERNAME', 'user_name', 'User-Name', 'u_s_e_r_name']) {
      expect(identify(['userName'], { [key]: 'jane' }, { [key]: 'jane' })).toEqual(
        E.right([{ attribute: 'userName', value: 'jane' }]),
      );
    }
    expect(identify(['userName'], { userNames: 'jane' }, { userNames: 'jane' })).toEqual(E.right([]));
  });

  it('is omitted from the identifiers for searching', () => {
    expect(identifyAll(lookupBy, { id: ['42'] }, { userName: 'jane' })).toEqual([
      { attribute: 'userName', value: 'jane' },
    ]);
  });

  it.each([' jane', 'jane\n', '\u00a0jane', 'jane\u200b', '\ufeffjane'])(
    'is not looked for with blanks or invisible characters around: %j',
    (value) => {
      expect(invisibleCharacterProblem({ attribute: 'userName', value })).toMatchObject({
        kind: 'invalid-input',
        message: 'user-profile: userName has blanks or invisible characters at its beginning or end',
      });
    },
  );

  it.each(['jane', 'jane doe', '山田\u3000太郎', 'jos\u0065\u0301', '😀'])(
    'is looked for as it is: %j',
    (value) => {
      expect(invisibleCharacterProblem({ attribute: 'userName', value })).toBeUndefined();
    },
  );

  it.each([
    ['a zero width space', '\u200b'],
    ['a joiner', '\u200d'],
    ['a non-joiner', '\u200c'],
    ['a word joiner', '\u2060'],
    ['a soft hyphen', '\u00ad'],
    ['a byte order mark', '\ufeff'],
    ['a right-to-left override', '\u202e'],
    ['an isolate', '\u2066'],
    ['an Arabic letter mark', '\u061c'],
    ['a variation selector', '\ufe0f'],
    ['a variation selector of the supplement', '\u{e0100}'],
    ['a tag', '\u{e0061}'],
    ['a combining grapheme joiner', '\u034f'],
    ['a Hangul filler', '\u3164'],
    ['a blank of Braille', '\u2800'],
    ['NUL', '\u0000'],
    ['a tab', '\t'],
    ['a line break', '\n'],
    ['DEL', '\u007f'],
    ['a control of C1', '\u0085'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
    ['a no-break space', '\u00a0'],
    ['a narrow no-break space', '\u202f'],
    ['half a pair', '\ud800'],
    ['no character', '\uffff'],
  ])('is refused with %s inside', (_, character) => {
    expect(invisibleCharacterProblem({ attribute: 'userName', value: `ja${character}ne` })).toMatchObject({
      kind: 'invalid-input',
      message: expect.stringMatching(/^user-profile: userName has invisible or control characters/) as string,
    });
  });

  it('is required with the message of the reference', () => {
    expect(noIdentifier(['id', 'userName'], ['id', 'email'])).toMatchObject({
      next: 'Add one of id, email to the user profile.',
    });
    expect(noIdentifier(['id', 'userName'], []).message).toBe(
      'Your user profile argument must contain at least one attribute that is mapped into one of the following ' +
        "attributes in the outgoing mapper: ['id', 'userName']",
    );
  });
});

it.each([
  ['a@b', 'a@b'],
  [{ value: 'a@b' }, 'a@b'],
  [[{ value: 'x' }, { value: 'a@b', primary: 'true' }], 'a@b'],
  [['a@b'], 'a@b'],
  [[], undefined],
  [undefined, undefined],
])('the address in %p is %p', (emails, expected) => {
  expect(primaryEmail(emails)).toBe(expected);
});

it.each<[string, object, readonly string[], unknown]>([
  ['emails, the primary one', { emails: [{ value: 'x@y' }, { value: 'a@b', primary: true }] }, [], 'a@b'],
  ['email', { email: 'a@b' }, [], 'a@b'],
  ['the vendor’s attribute of addresses', { profile: { email: 'a@b' } }, ['title', 'profile.email'], 'a@b'],
  ['no other attribute', { profile: { login: 'a@b' } }, ['profile.login'], undefined],
  ['another one where the first is cleared', { emails: null, email: 'a@b' }, [], 'a@b'],
  ['another one where the first has no value', { emails: [{ value: null }], email: 'a@b' }, [], 'a@b'],
  ['another one where the first is empty', { emails: [], email: 'a@b' }, [], 'a@b'],
  ['emails rather than others', { email: 'x@y', emails: 'a@b' }, [], 'a@b'],
])('the address of a record is that of %s', (_, data, attributes, address) => {
  expect(addressIn(data as never, attributes)).toBe(address);
});

it.each([
  ['username', 'user_name', true],
  ['username', 'User-Name', true],
  ['username', 'usernames', false],
  ['user.name', 'username', false],
  ['stra\u00dfe', 'STRASSE', false],
])('%s in the spelling %s', (attribute, key, isOne) => {
  expect(isSpelling(attribute, key)).toBe(isOne);
});
