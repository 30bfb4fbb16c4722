import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { unicodeText } from '../__fixtures__/unicode-text';
import { parseJson } from '../codec/json/json';
import * as E from 'fp-ts/Either';
import { canonicalHash, comparableRecord } from './canonical-hash';

const NOTHING = [undefined, null, '', [], {}, [null], { a: { b: '' } }];

describe('the hash of a record', () => {
  // A stored hash is compared with one that a later version makes.
  it('is that of JSON with sorted keys', () => {
    const text = '{"active":true,"name":{"familyName":"Doe"},"userName":"jane"}';
    expect(canonicalHash({ userName: 'jane', name: { familyName: 'Doe' }, active: true })).toBe(
      `sha256:${createHash('sha256').update(text).digest('hex')}`,
    );
  });

  it('does not depend on the order of keys, however deep', () => {
    expect(canonicalHash({ a: 1, b: { c: 2, d: [{ e: 3, f: 4 }] } })).toBe(
      canonicalHash({ b: { d: [{ f: 4, e: 3 }], c: 2 }, a: 1 }),
    );
  });

  it.each(NOTHING.map((nothing) => [nothing]))('takes %j for no value', (nothing) => {
    expect(canonicalHash({ userName: 'jane', title: nothing })).toBe(canonicalHash({ userName: 'jane' }));
  });

  it('leaves out meta and schemas at the top, and there alone', () => {
    const record = { userName: 'jane' };
    expect(canonicalHash({ ...record, meta: { version: '2' }, schemas: ['x'] })).toBe(canonicalHash(record));
    expect(canonicalHash({ ...record, x: { meta: 1 } })).not.toBe(canonicalHash({ ...record, x: {} }));
  });

  it.each([
    ['another value', { a: 'x' }, { a: 'y' }],
    ['case', { a: 'x' }, { a: 'X' }],
    ['a number and its text', { a: 1 }, { a: '1' }],
    ['false and none', { a: false }, {}],
    ['zero and none', { a: 0 }, {}],
    ['the order of a list', { a: ['1', '2'] }, { a: ['2', '1'] }],
    ['a list and its only value', { a: ['1'] }, { a: '1' }],
    ['a key that is a part of another', { ab: { c: '1' } }, { a: { bc: '1' } }],
  ])('tells %s apart', (_what, one, other) => {
    expect(canonicalHash(one)).not.toBe(canonicalHash(other));
  });

  it('tells numbers apart that JavaScript does not', () => {
    const read = (text: string): unknown => E.getOrElse((): unknown => undefined)(parseJson(text));
    expect(canonicalHash(read('{"id":9007199254740993}'))).not.toBe(
      canonicalHash(read('{"id":9007199254740992}')),
    );
  });

  // Hashes are kept in databases: those of another version of this code must be the same.
  it('is what it always was, for any record', () => {
    const value = fc.letrec<{ readonly any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(
          null,
          undefined,
          '',
          true,
          false,
          0,
          -0,
          1e21,
          0.1,
          '\ud800',
          '"\\\u0007',
          '\u{1f600}',
        ),
        unicodeText(),
        fc.double({ noNaN: true }),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(
          fc.oneof(fc.constantFrom('10', '9', 'b', 'a', 'meta', '__proto__', 'é', '\ud800'), fc.string()),
          tie('any'),
          { maxKeys: 6 },
        ),
      ),
    })).any;
    fc.assert(
      fc.property(value, (record) => {
        expect(canonicalHash(record)).toBe(hashByDefinition(record));
      }),
      { numRuns: 500 },
    );
  });

  it('is that of the same record after a way through JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        expect(canonicalHash(JSON.parse(JSON.stringify(record)))).toBe(canonicalHash(record));
      }),
    );
  });
});

/** The definition, written for reading: nothing is remembered, everything is sorted and quoted anew. */
const hashByDefinition = (record: unknown): string => {
  const text = (value: unknown, without: readonly string[] = []): string | undefined => {
    if (value === undefined || value === null || value === '') {
      return undefined;
    }
    if (Array.isArray(value)) {
      const items = value.map((item) => text(item)).filter((item) => item !== undefined);
      return items.length === 0 ? undefined : `[${items.join(',')}]`;
    }
    if (typeof value === 'object') {
      const entries = Object.entries(value)
        .filter(([key]) => !without.includes(key))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([key, part]) => {
          const written = text(part);
          return written === undefined ? [] : [`${JSON.stringify(key)}:${written}`];
        });
      return entries.length === 0 ? undefined : `{${entries.join(',')}}`;
    }
    return JSON.stringify(value);
  };
  return `sha256:${createHash('sha256')
    .update(text(record, ['meta', 'schemas']) ?? '')
    .digest('hex')}`;
};

describe('the comparable part of a record', () => {
  it('has what the desired state speaks of, and nothing else', () => {
    const record = {
      id: '7',
      title: 'Clerk',
      lastLogin: 'yesterday',
      name: { givenName: 'Jane', familyName: 'Doe', formatted: 'J. Doe' },
      emails: [{ value: 'j@x.com', type: 'work', verified: true }],
    };
    expect(
      comparableRecord(record, {
        title: 'Boss',
        city: 'Berlin',
        name: { familyName: 'Smith' },
        emails: [{ value: 'j@x.com' }],
      }),
    ).toEqual({ title: 'Clerk', name: { familyName: 'Doe' }, emails: record.emails });
  });

  it('is not fooled by keys that every object has', () => {
    expect(comparableRecord({}, { constructor: 'x', toString: 'y' })).toEqual({});
  });
});

it.each([[null], [undefined], [''], [[]], [{}], [[null]], [{ a: null }]])(
  '%j is the same as absent, wherever it is',
  (nothing) => {
    expect(canonicalHash({ a: 1, b: nothing })).toBe(canonicalHash({ a: 1 }));
    expect(canonicalHash({ a: { b: nothing, c: 1 } })).toBe(canonicalHash({ a: { c: 1 } }));
    expect(canonicalHash({ a: [nothing, 1] })).toBe(canonicalHash({ a: [1] }));
  },
);
