import * as fc from 'fast-check';
import type { Attributes } from '../app-data';
import { elementsChange } from './list-elements';

// Lists of addresses and the like as vendors and callers write them, odd ones included.

const element = fc.record(
  {
    value: fc.constantFrom('a', 'b', 'c', '', null),
    type: fc.constantFrom('work', 'Home', 'home'),
    primary: fc.constantFrom(true, false, 'true'),
    display: fc.constantFrom('x', null),
  },
  { requiredKeys: [] },
);
const given = fc.record(
  {
    value: fc.constantFrom('a', 'b', 'c', 'd'),
    type: fc.constantFrom('work', 'Home', 'home'),
    primary: fc.constantFrom(true, false),
  },
  { requiredKeys: ['value'] },
);
const lists = [fc.array(fc.oneof(element, fc.constantFrom('text', null)), { maxLength: 5 })] as const;

const typeOf = ({ type }: { readonly type?: unknown }): string => String(type).toLowerCase();

const isPrimary = (item: unknown): boolean => (item as Attributes | null)?.['primary'] === true;

const changed = (current: readonly unknown[], wanted: readonly Attributes[]): readonly unknown[] =>
  elementsChange('roles', current, wanted, false) ?? current;

describe('merging elements into a list', () => {
  it('is idempotent where every value and every type occurs once', () => {
    const once = (items: fc.Arbitrary<{ readonly value?: unknown; readonly type?: unknown }>) =>
      fc.uniqueArray(items, {
        maxLength: 3,
        comparator: (one, other) => one.value === other.value || typeOf(one) === typeOf(other),
      });
    fc.assert(
      fc.property(once(given), once(given), (current, wanted) => {
        // Two primary ones would contradict each other.
        const asked = wanted.map((item, at) => (at === 0 ? item : { ...item, primary: false }));
        const after = changed(current, asked);
        const values = after.map((item) => (item as Attributes)['value']);
        fc.pre(asked.every(({ value }) => values.includes(value)));
        expect(elementsChange('roles', after, asked, false)).toBeUndefined();
      }),
    );
  });

  it('has one primary element when one is wanted as such', () => {
    fc.assert(
      fc.property(...lists, given, (current, wanted) => {
        const list = elementsChange('roles', current, [{ ...wanted, primary: true }], false);
        fc.pre(Array.isArray(list));
        expect((list as readonly unknown[]).filter(isPrimary)).toHaveLength(1);
      }),
    );
  });

  it('adds one element at most for each, and loses none that is not cleared', () => {
    fc.assert(
      fc.property(...lists, fc.array(given, { maxLength: 3 }), (current, wanted) => {
        const list = changed(current, wanted);
        expect(list.length).toBeGreaterThanOrEqual(current.length);
        expect(list.length).toBeLessThanOrEqual(current.length + wanted.length);
        expect(list.filter((item) => typeof item !== 'object')).toEqual(
          current.filter((item) => typeof item !== 'object'),
        );
      }),
    );
  });

  it('reaches an element that was just added, when it is the only one', () => {
    expect(elementsChange('roles', [], [{ value: 'a' }, { display: 'x' }], false)).toEqual([
      { value: 'a', display: 'x' },
    ]);
  });

  it('finds no element by a former value', () => {
    const wanted = [
      { value: 'b', type: 'work' },
      { value: 'a', type: 'home' },
    ];
    expect(elementsChange('roles', [{ value: 'a', type: 'work' }], wanted, false)).toEqual(wanted);
  });

  it('matches the only remaining element', () => {
    const alone = { value: 'b' };
    expect(
      elementsChange(
        'roles',
        [{ value: 'a', type: 'work' }, alone],
        [{ type: 'work', value: null }, { value: 'c' }],
        false,
      ),
    ).toEqual([{ value: 'c' }]);
  });

  it('does not reuse an element that holds a wanted value', () => {
    const roles = [{ value: 'a' }, { value: 'b' }];
    expect(elementsChange('roles', [], roles, false)).toEqual(roles);
    expect(elementsChange('roles', [{ value: 'b' }], roles, false)).toEqual([{ value: 'b' }, { value: 'a' }]);

    const desks = [
      { value: '1', type: 'work' },
      { value: '2', type: 'work' },
    ];
    expect(elementsChange('phoneNumbers', [], desks, false)).toEqual(desks);
  });

  it('holds every wanted value afterwards', () => {
    fc.assert(
      fc.property(...lists, fc.array(given, { maxLength: 4 }), (current, wanted) => {
        // Two primary ones would contradict each other.
        const asked = wanted.map((item, at) => (at === 0 ? item : { ...item, primary: false }));
        const values = changed(current, asked).map((item) => (item as Attributes | null)?.['value']);
        expect(values).toEqual(expect.arrayContaining(asked.map(({ value }) => value)));
      }),
    );
  });
});
