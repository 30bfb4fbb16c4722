import { changesBetween } from './changes';

const work = { type: 'work', streetAddress: 'Main Street 1', locality: 'Bonn' };
const home = { type: 'home', streetAddress: 'Garden Lane 2', locality: 'Ulm' };

describe('elements without a value, as postal addresses are', () => {
  it('are distinguished by type: a changed home address leaves the one at work alone', () => {
    expect(
      changesBetween({ addresses: [work, home] }, { addresses: [{ ...home, locality: 'Aachen' }] }),
    ).toEqual({ addresses: [work, { ...home, locality: 'Aachen' }] });
  });

  it('without a type either are not added again when one of them is there already', () => {
    const told = { formatted: 'Main Street 1, Bonn' };

    const addresses = [work, home, told];

    expect(changesBetween({ addresses: [work, home] }, { addresses: [told] })).toEqual({ addresses });
    expect(changesBetween({ addresses }, { addresses: [told] })).toEqual({});
    expect(changesBetween({ addresses }, { addresses: [{ locality: 'Ulm' }] })).toEqual({});
  });

  it('without a type are not taken for the only one after another one was changed', () => {
    const other = { locality: 'Ulm' };

    expect(
      changesBetween(
        { addresses: [work, other] },
        { addresses: [{ ...work, locality: 'Jena' }, { locality: 'Aachen' }] },
      ),
    ).toEqual({ addresses: [{ ...work, locality: 'Jena' }, other, { locality: 'Aachen' }] });
    // The only one that is left, once the other one is emptied.
    expect(
      changesBetween(
        { addresses: [work, other] },
        { addresses: [{ type: 'work', streetAddress: null, locality: null }, { locality: 'Aachen' }] },
      ),
    ).toEqual({ addresses: [{ locality: 'Aachen' }] });
  });

  it.each(['other', 'pager'])('of a type that is not there are added beside the others: %s', (type) => {
    const added = { type, locality: 'Kiel' };

    expect(changesBetween({ addresses: [work, home] }, { addresses: [added] })).toEqual({
      addresses: [work, home, added],
    });
  });

  it.each([null, ''])('are not found by having no value either, written as %j', (value) => {
    const current = { addresses: [{ ...work, value }, home] };

    expect(
      changesBetween(current, { addresses: [{ type: 'home', value, locality: 'Aachen' }] }),
    ).toMatchObject({
      addresses: [
        { ...work, value },
        { type: 'home', locality: 'Aachen' },
      ],
    });
  });
});

describe('clearing a value', () => {
  it.each([null, ''])('changes nothing when the vendor shows %j for none', (value) => {
    expect(
      changesBetween(
        { phoneNumbers: [{ type: 'work', value }] },
        { phoneNumbers: [{ type: 'work', value: null }] },
      ),
    ).toEqual({});
  });

  it('is written when there is one', () => {
    expect(
      changesBetween({ addresses: [work, home] }, { addresses: [{ type: 'home', streetAddress: null }] }),
    ).toEqual({ addresses: [work, { type: 'home', locality: 'Ulm' }] });
  });
});

describe('an element that is found by its value', () => {
  const office = { type: 'work', value: 'ann@example.com' };
  const garden = { type: 'home', value: 'lee@example.com' };

  it.each(['Ann@Example.com', 'ANN@EXAMPLE.COM'])('is the same in other case: %s', (value) => {
    expect(changesBetween({ emails: [office, garden] }, { emails: [{ type: 'work', value }] })).toEqual({});
    expect(changesBetween({ emails: [office, garden] }, { emails: [{ value, display: 'A' }] })).toEqual({
      emails: [{ ...office, display: 'A' }, garden],
    });
  });

  it('gets another type only where no other element has that', () => {
    const wanted = (type: string) => ({ emails: [{ type, value: garden.value, display: 'L' }] });

    expect(changesBetween({ emails: [office, garden] }, wanted('work'))).toEqual({
      emails: [office, { ...garden, display: 'L' }],
    });
    expect(changesBetween({ emails: [office, garden] }, wanted('other'))).toEqual({
      emails: [office, { ...garden, type: 'other', display: 'L' }],
    });
    expect(changesBetween({ emails: [office, garden] }, wanted('home'))).toEqual({
      emails: [office, { ...garden, display: 'L' }],
    });
  });
});
