import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import fc from 'fast-check';
import { unicodeText } from '../__fixtures__/unicode-text';
import { isIAMError } from '../errors/iam-error';
import { readBody } from '../http/reply/read-body';
import { dictionary, nullish, object } from './combinators';
import { decode } from './decode';
import { parseJson } from './json/json';
import { jsonText } from './json/json-text';
import { notJson } from './json/not-json';

// The same examples every time: a finding must not come and go.
fc.configureGlobal({ seed: 5, numRuns: 500 });

const User = object(
  { id: t.string, emails: t.array(t.type({ value: t.string })) },
  { active: nullish(t.boolean), more: dictionary },
);
const UserList = t.type({ totalResults: t.number, Resources: t.array(User) });

describe('JSON text', () => {
  it('of any value is read and written again as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) =>
        expect(E.map(jsonText)(parseJson(JSON.stringify(value)))).toEqual(E.right(JSON.stringify(value))),
      ),
    );
  });

  it('that is anything else is refused without being quoted', () => {
    fc.assert(
      fc.property(unicodeText(), (text) => {
        const parsed = parseJson(text);
        expect(E.isRight(parsed) || ['broken', 'too-deep'].includes(parsed.left.what)).toBe(true);
      }),
    );
  });

  it('nests at most 100 deep, however it is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.boolean(),
        fc.jsonValue({ maxDepth: 0 }),
        (depth, lists, core) => {
          const [open, close] = lists ? ['[', ']'] : ['{"k":', '}'];
          const parsed = parseJson(`${open.repeat(depth)}${JSON.stringify(core)}${close.repeat(depth)}`);
          expect(E.isRight(parsed)).toBe(depth <= 100);
        },
      ),
    );
  });
});

describe('a codec', () => {
  it('returns a value, or problems that quote nothing, for every input', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        const read = decode(UserList, value);
        expect(E.isRight(read) || read.left.length > 0).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^secret[a-z]{8}$/), (secret) => {
        const wrong = { totalResults: secret, Resources: [{ id: 1, emails: secret, active: secret }] };
        const read = decode(UserList, wrong);
        expect(E.isLeft(read) && !read.left.join().includes(secret)).toBe(true);
      }),
    );
  });

  it('gives back what it accepted', () => {
    const user = fc.record({
      id: fc.string(),
      emails: fc.array(fc.record({ value: fc.string() })),
      active: fc.constantFrom(true, false, null),
    });
    fc.assert(fc.property(user, (value) => expect(decode(User, value)).toEqual(E.right(value))));
  });
});

it('any bytes of a reply are read as something', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(['empty', 'json', 'other']).toContain(
        readBody({ status: 200, headers: [], body: Buffer.from(bytes) }).tag,
      );
    }),
  );
});

it('any value of a program is called JSON exactly when JSON can carry it, or refused', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      try {
        if (notJson(value) === undefined) {
          JSON.stringify(value);
        }
      } catch (thrown) {
        expect(isIAMError(thrown)).toBe(true);
      }
    }),
  );
});
