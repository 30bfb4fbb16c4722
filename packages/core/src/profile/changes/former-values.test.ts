import fc from 'fast-check';
import { attributeChanges } from './attribute-changes';
import { changesBetween } from './changes';
import { formerValues } from './former-values';

describe('formerValues', () => {
  it('has the values before by their paths, and null for none', () => {
    expect(
      formerValues({
        'name.familyName': { from: 'Doe', to: 'Roe' },
        title: { from: null, to: 'Boss' },
        nickName: { from: '', to: 'JJ' },
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department': { from: 'IT', to: 'HR' },
      }),
    ).toEqual({
      name: { familyName: 'Doe' },
      title: null,
      nickName: null,
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'IT' },
    });
  });

  it('leaves out who may sign in, and secrets', () => {
    expect(
      formerValues({
        active: { from: true, to: false },
        deleted: { from: null, to: true },
        password: { from: null, to: '[secret]' },
        'profile.password': { from: null, to: '[secret]' },
      }),
    ).toEqual({ profile: {} });
  });

  it('has the value alone of a reference that the record shows with its address', () => {
    const from = { link: 'https://acme.example/api/now/table/cmn_department/7', value: '7' };
    expect(formerValues({ department: { from, to: '8' }, company: { from: '', to: '9' } })).toEqual({
      department: '7',
      company: null,
    });
  });

  it('empties what an element did not have, and elements that were not there', () => {
    const work = { type: 'work', streetAddress: 'Main 1' };
    expect(
      formerValues({
        addresses: {
          from: [work],
          to: [
            { ...work, locality: 'Berlin' },
            { type: 'home', locality: 'Bonn', primary: true },
          ],
        },
      }),
    ).toEqual({
      addresses: [
        { ...work, locality: null },
        { type: 'home', locality: null },
      ],
    });
  });

  it('takes an element without a type for the one that is there', () => {
    const changes = { from: [{ postalCode: '1' }], to: [{ type: 'work', locality: 'Bonn', primary: true }] };
    expect(formerValues({ addresses: changes })).toEqual({
      addresses: [{ type: 'work', postalCode: '1', locality: null, primary: null }],
    });
  });

  it.each<[string, unknown, unknown, unknown]>([
    ['nothing that was there is false', false, true, false],
    ['nothing that was there is 0', 0, 7, 0],
    ['an empty list is nothing', [], ['a'], null],
    ['what was undefined is nothing', undefined, 'a', null],
    ['texts in a list', ['a', 'b'], ['b', 'c'], ['a', 'b']],
    [
      'a list of texts and elements',
      ['a', { value: 'b' }],
      [{ value: 'c', type: 'x' }],
      ['a', { value: 'b' }],
    ],
    [
      'an object gets back what it had, and loses what it got',
      { a: '1' },
      { a: '2', b: '3' },
      { a: '1', b: null },
    ],
    ['an object that became a text', { a: '1' }, 'x', { a: '1' }],
    ['a text that became an object', 'x', { a: '1' }, 'x'],
    [
      'no reference, because it has more',
      { link: 'l', value: 'v', type: 't' },
      null,
      { link: 'l', value: 'v', type: 't' },
    ],
    ['no reference, because it has less', { value: 'v' }, 'w', { value: 'v' }],
    ['a reference, in whatever order its keys stand', { value: 'v', link: 'l' }, 'w', 'v'],
    ['elements that are gone', [{ type: 'a', value: '1' }], null, [{ type: 'a', value: '1' }]],
    ['elements that became a text', [{ value: '1' }], '2', [{ value: '1' }]],
    [
      'elements that became texts and elements',
      [{ type: 'a', value: '1' }],
      ['x', { type: 'a', value: '2', display: 'y' }],
      [{ type: 'a', value: '1', display: null }],
    ],
    [
      'one element of another type is another one',
      [{ type: 'a', value: '1' }],
      [{ type: 'b', value: '2', primary: true }],
      [
        { type: 'a', value: '1' },
        { type: 'b', value: null },
      ],
    ],
    [
      'one element that has lost its type is the same one',
      [{ type: 'a', value: '1' }],
      [{ value: '2', display: 'y' }],
      [{ type: 'a', value: '1', display: null }],
    ],
    [
      'one element, and neither shows a type',
      [{ value: '1' }],
      [{ value: '2', display: 'y' }],
      [{ value: '1', display: null }],
    ],
    [
      'an element without a type is not known again among two',
      [{ value: '1' }],
      [
        { type: 'a', value: '1' },
        { type: 'b', value: '2' },
      ],
      [{ value: '1' }, { type: 'a', value: null }, { type: 'b', value: null }],
    ],
    [
      'two elements, of which one is left without its type',
      [
        { type: 'a', value: '1' },
        { type: 'b', value: '2' },
      ],
      [{ value: '3' }],
      [
        { type: 'a', value: '1' },
        { type: 'b', value: '2' },
      ],
    ],
  ])('takes back: %s', (_, from, to, former) => {
    expect(formerValues({ 'a.b': { from, to } as never })).toStrictEqual({ a: { b: former } });
  });

  it('leaves alone who may sign in of the account only, not what is called so elsewhere', () => {
    expect(
      formerValues({ 'a.active': { from: true, to: false }, 'a.deleted': { from: 'x', to: 'y' } }),
    ).toEqual({
      a: { active: true, deleted: 'x' },
    });
  });

  const value = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
  const elements = fc.uniqueArray(
    // Two elements with one type, or a value that goes from one type to another, cannot be told apart: the change back is then another one.
    fc
      .tuple(fc.constantFrom('work', 'home', 'other'), fc.constantFrom('a', 'b', 'c'))
      .map(([type, text]) => ({ type, value: `${type} ${text}` })),
    { selector: ({ type }) => type },
  );
  const record = fc.record({
    title: value,
    name: fc.record({ givenName: value, familyName: value }),
    emails: elements,
  });
  const known = (data: object): unknown =>
    JSON.parse(JSON.stringify(data, (_key, one: unknown) => (one === null ? undefined : one)));

  it('takes changes back: what was changed and is changed again is as before', () => {
    fc.assert(
      fc.property(record, record, (before, wanted) => {
        const changes = attributeChanges(before, changesBetween(before, wanted));
        const after = applied(before, changesBetween(before, wanted));
        const back = changesBetween(after, formerValues(changes));
        expect(sorted(known(applied(after, back)))).toEqual(sorted(known(before)));
      }),
    );
  });
});

type Data = Readonly<Record<string, unknown>>;

const applied = (record: Data, changes: Data): Data => {
  const result: Record<string, unknown> = { ...record };
  for (const [key, to] of Object.entries(changes)) {
    const from = record[key];
    result[key] =
      typeof to === 'object' && to !== null && !Array.isArray(to)
        ? applied((from ?? {}) as Data, to as Data)
        : (to ?? (Array.isArray(from) ? [] : to));
  }
  return result;
};

/** The order of elements means nothing (RFC 7643 section 2.4). */
const sorted = (record: unknown): unknown => {
  const { emails, ...rest } = record as { readonly emails: readonly { readonly type: string }[] };
  return { ...rest, emails: [...emails].sort((a, b) => (a.type < b.type ? -1 : 1)) };
};
