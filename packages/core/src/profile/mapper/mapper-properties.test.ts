import * as E from 'fp-ts/Either';
import fc from 'fast-check';
import { unicodeText } from '../../__fixtures__/unicode-text';
import { scimMappers } from '../../scim/scim-mappers';
import { defineMapper } from './define-mapper';
import { parseMapperFile } from './file/mapper-file';
import { parseTarget } from './target';

// The same examples every time: a finding must not come and go.
fc.configureGlobal({ seed: 5, numRuns: 500 });

const TROUBLE = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', '0', ''];
const KEYS = [
  'email',
  'username',
  'givenname',
  'surname',
  'displayname',
  'city',
  'manager',
  'userName',
  'emails',
  'name',
  ...TROUBLE,
];

const { outgoing, incoming } = scimMappers({ name: 'properties' });

/** JSON as a caller or a vendor may send it: any shape under names that mean something, and names that mean harm. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue({ maxDepth: 2 }),
    unicodeText(),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries)),
}));

const object = json.object as fc.Arbitrary<Readonly<Record<string, unknown>>>;

const PROTOTYPES = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const fingerprint = (): string =>
  JSON.stringify(PROTOTYPES.map((prototype) => Object.getOwnPropertyNames(prototype)));

describe.each([
  ['outgoing', outgoing],
  ['incoming', incoming],
] as const)('the %s mapper', (_direction, mapper) => {
  it('returns data or a reason for every input, and changes no prototype', () => {
    const before = fingerprint();
    fc.assert(
      fc.property(object, (source) => {
        const copy = structuredClone(source);
        const mapped = mapper.map(source, 'User Profile - Create');
        expect(E.isLeft(mapped) ? typeof mapped.left : typeof mapped.right.data).toMatch(/string|object/);
        if (E.isRight(mapped)) {
          expect(Object.getPrototypeOf(mapped.right.data)).toBe(Object.prototype);
          expect(() => JSON.stringify(mapped.right.data)).not.toThrow();
          mapper.derivedFrom(mapped.right.data, 'User Profile - Update');
        }
        expect(source).toEqual(copy);
      }),
    );
    expect(fingerprint()).toBe(before);
  });
});

it('a field of any name is an own key of the result, and of nothing else', () => {
  const before = fingerprint();
  fc.assert(
    fc.property(
      fc.constantFrom(...TROUBLE.filter((name) => name !== '')),
      fc.jsonValue({ maxDepth: 1 }),
      (name, value) => {
        const fields = Object.fromEntries([[name, 'source']]);
        const mapped = defineMapper({ name: 'm', direction: 'incoming', fields }).map(
          { source: value },
          'User Profile',
        );
        if (E.isRight(mapped) && Object.keys(mapped.right.data).length > 0) {
          expect(Object.keys(mapped.right.data)).toEqual([name]);
          expect(Object.getPrototypeOf(mapped.right.data)).toBe(Object.prototype);
        }
      },
    ),
  );
  expect(fingerprint()).toBe(before);
});

it('a target path is understood or refused, never a crash', () => {
  const parts = fc.constantFrom(
    'a',
    '.',
    '[',
    ']',
    ' ',
    'emails',
    'value',
    'primary',
    '__proto__',
    'urn:x:2.0:User',
    '"',
    '\\',
    '0',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(parts).map((all) => all.join('')),
        fc.string(),
      ),
      (text) => {
        const parsed = parseTarget(text);
        expect(typeof (E.isLeft(parsed) ? parsed.left : parsed.right)).toMatch(/string|object/);
      },
    ),
  );
});

it('a mapper file is read or refused with reasons, never a crash', () => {
  const before = fingerprint();
  const expression = fc.oneof(
    object,
    fc.record({ simple: fc.string(), complex: fc.anything() }, { requiredKeys: [] }),
  );
  const file = fc.record(
    {
      direction: fc.string(),
      mapping: fc.dictionary(fc.constantFrom('User Profile', ...KEYS), expression),
      fields: fc.anything(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        file.map((value) => JSON.stringify(value)),
        object.map((value) => JSON.stringify(value)),
      ),
      (text) => {
        const parsed = parseMapperFile(text, 'mapper.json');
        if (E.isLeft(parsed)) {
          expect(parsed.left.length).toBeGreaterThan(0);
        } else {
          parsed.right.map({ email: 'a' }, 'User Profile');
        }
      },
    ),
  );
  expect(fingerprint()).toBe(before);
});
