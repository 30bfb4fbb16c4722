import { changesBetween } from './changes';

const work = { value: 'jane@work.example', type: 'work', primary: true };
const home = { value: 'jane@home.example', type: 'home', primary: false };
const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('the changes to write', () => {
  it.each<[string, object, object, object]>([
    [
      'nothing when everything is as wanted',
      { title: 'Boss', emails: [work] },
      { title: 'Boss', emails: [work] },
      {},
    ],
    [
      'the attribute that differs',
      { title: 'Boss', nickName: 'J' },
      { title: 'Clerk', nickName: 'J' },
      { title: 'Clerk' },
    ],
    ['an attribute the vendor does not have yet', {}, { title: 'Clerk' }, { title: 'Clerk' }],
    ['nothing for absent keys', { title: 'Boss' }, {}, {}],
    ['nothing for undefined', { title: 'Boss' }, { title: undefined }, {}],
    ['nothing for undefined where there is a list', { roles: ['admin'] }, { roles: undefined }, {}],
    [
      'nothing where a list is wanted and its only value stands there alone',
      { roles: 'a' },
      { roles: ['a'] },
      {},
    ],
    ['null to clear', { title: 'Boss' }, { title: null }, { title: null }],
    ['null to clear a list', { roles: ['admin'] }, { roles: null }, { roles: null }],
    [
      'no null where there is nothing to clear',
      { nickName: '', roles: [], x: null },
      { title: null, nickName: null, roles: null, x: null },
      {},
    ],
    [
      'null to clear an object of which one part has a value',
      { name: { a: '', b: 'x' } },
      { name: null },
      { name: null },
    ],
    [
      'no null for an object whose parts have none',
      { name: { a: '', b: null, c: [], d: {} } },
      { name: null },
      {},
    ],
    [
      'nothing for equal values of another type',
      { floor: 7, contractor: 'true' },
      { floor: '7', contractor: true },
      {},
    ],
    [
      'what is no decimal number, also where it would count as the present one',
      { floor: 0, grade: 16 },
      { floor: ' ', grade: '0x10' },
      { floor: ' ', grade: '0x10' },
    ],
    [
      'the part of an object that differs',
      { name: { givenName: 'Jane', familyName: 'Roe' } },
      { name: { givenName: 'Jane', familyName: 'Doe' } },
      { name: { familyName: 'Doe' } },
    ],
    [
      'one attribute of an extension',
      { [urn]: { department: 'A', division: 'B' } },
      { [urn]: { department: 'C' } },
      { [urn]: { department: 'C' } },
    ],
    [
      'one cleared part',
      { name: { middleName: 'M' } },
      { name: { middleName: null } },
      { name: { middleName: null } },
    ],
    [
      'a whole object where there was none',
      {},
      { name: { familyName: 'Doe' } },
      { name: { familyName: 'Doe' } },
    ],
    ['nothing for a list of texts in another order', { tags: ['a', 'b'] }, { tags: ['b', 'a'] }, {}],
    [
      'a list of texts in which one takes the place of another: the role that is to go is taken away',
      { roles: ['admin', 'staff'] },
      { roles: ['clerk', 'staff'] },
      { roles: ['clerk', 'staff'] },
    ],
    [
      'a list of texts in which all are others',
      { roles: ['admin', 'owner'] },
      { roles: ['clerk', 'staff'] },
      { roles: ['clerk', 'staff'] },
    ],
    [
      'a list of texts that grows',
      { roles: ['staff'] },
      { roles: ['staff', 'clerk'] },
      { roles: ['staff', 'clerk'] },
    ],
    ['the whole list of texts otherwise', { tags: ['a', 'b'] }, { tags: ['a'] }, { tags: ['a'] }],
  ])('%s', (_, current, wanted, changes) => {
    expect(changesBetween(current as never, wanted as never)).toStrictEqual(changes);
  });

  it.each<[unknown, unknown, boolean]>([
    [true, false, true],
    [false, true, true],
    [true, 'false', true],
    ['yes', true, false],
    [true, 'perhaps', true],
    ['perhaps', true, true],
    ['perhaps', 'perhaps', false],
    [null, false, true],
    [1, true, true],
    [{ a: 1 }, 'x', true],
    ['x', { a: 1 }, true],
    [1.5, '1.50', false],
    [15, '+1.5e1', false],
    ['1.5', '1.50', true],
    [1.5, 'about 1.5', true],
    [1.5, '1.5 or so', true],
  ])('where %j is wanted to be %j: %p', (present, wanted, differs) => {
    expect(changesBetween({ a: present }, { a: wanted })).toStrictEqual(differs ? { a: wanted } : {});
  });

  it.each<[object, object, boolean]>([
    [{ geo: { lat: 1, lon: 2 } }, { geo: { lat: 1 } }, false],
    [{ geo: { lat: 1 } }, { geo: { lat: 2 } }, true],
    [{ geo: 'here' }, { geo: { lat: 2 } }, true],
    [{ tags: ['a', 'b'] }, { tags: ['a', 'b'] }, false],
    [{ tags: ['a', 'b'] }, { tags: ['b', 'a'] }, true],
    [{ tags: ['a', 'b'] }, { tags: ['a'] }, true],
    [{ tags: 'a' }, { tags: ['a'] }, true],
  ])('within an element: %j is wanted to have %j: %p', (present, wanted, differs) => {
    const addresses = [{ type: 'work', ...present }];

    expect(changesBetween({ addresses }, { addresses: [{ type: 'work', ...wanted }] })).toEqual(
      differs ? { addresses: [{ type: 'work', ...present, ...wanted }] } : {},
    );
  });

  it('finds a plain text among elements that some are', () => {
    expect(changesBetween({ emails: [{ value: 'a@b' }, 'c@d'] }, { emails: ['a@b'] })).toStrictEqual({});
  });

  it.each<[object[], object, object[] | undefined]>([
    [[{ value: 'a' }], { value: 'a', primary: true }, undefined],
    [
      [{ value: 'a' }, { value: 'b' }],
      { value: 'a', primary: true },
      [{ value: 'a', primary: true }, { value: 'b' }],
    ],
    [[{ value: 'a', primary: false }], { value: 'a', primary: true }, [{ value: 'a', primary: true }]],
    [[{ value: 'a', primary: true }], { value: 'a', primary: false }, [{ value: 'a', primary: false }]],
    [[{ value: 'a' }], { value: 'a', primary: false }, undefined],
    [[{ value: 'a', primary: '' }], { value: 'a', primary: true }, undefined],
  ])('writes the flag of the primary one where it says something else: %j, %j', (roles, wanted, changed) => {
    expect(changesBetween({ roles }, { roles: [wanted] })).toStrictEqual(
      changed === undefined ? {} : { roles: changed },
    );
  });

  it('do not treat an inherited property as a present value', () => {
    expect(changesBetween({}, { constructor: 'x', toString: 'y' } as never)).toEqual({
      constructor: 'x',
      toString: 'y',
    });
  });

  it('treat a key such as __proto__ as an ordinary key', () => {
    const changes = changesBetween({}, JSON.parse('{"__proto__": {"admin": true}}'));

    expect(Object.keys(changes)).toEqual(['__proto__']);
    expect((changes as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe('lists of addresses and numbers', () => {
  it('change the element of the same type and keep the others', () => {
    const moved = { ...work, value: 'doe@work.example' };

    expect(changesBetween({ emails: [home, work] }, { emails: [moved] })).toEqual({ emails: [home, moved] });
  });

  it('keep the other fields of the element', () => {
    const current = { phoneNumbers: [{ value: '1', type: 'work', display: 'desk' }] };

    expect(changesBetween(current, { phoneNumbers: [{ value: '2', type: 'work' }] })).toEqual({
      phoneNumbers: [{ value: '2', type: 'work', display: 'desk' }],
    });
  });

  it('match a primary element of another type by the primary flag', () => {
    const other = { ...work, type: 'other' };

    expect(changesBetween({ emails: [other] }, { emails: [{ ...work, value: 'x@y.example' }] })).toEqual({
      emails: [{ value: 'x@y.example', type: 'work', primary: true }],
    });
  });

  it('take a value without a type for a further one where there are several, be one of them without a type', () => {
    const current = { phoneNumbers: [{ value: '1' }, { value: '2', type: 'work' }] };

    expect(changesBetween(current, { phoneNumbers: [{ value: '3' }] })).toEqual({
      phoneNumbers: [...current.phoneNumbers, { value: '3' }],
    });
    expect(changesBetween({ phoneNumbers: [{ value: '1' }] }, { phoneNumbers: [{ value: '3' }] })).toEqual({
      phoneNumbers: [{ value: '3' }],
    });
  });

  it('have one primary element afterwards', () => {
    const primaryHome = { ...home, primary: true };

    expect(
      changesBetween({ emails: [primaryHome, { ...work, primary: false }] }, { emails: [work] }),
    ).toEqual({
      emails: [{ ...home, primary: false }, work],
    });
  });

  it('are not written again when nothing differs, whatever form the vendor or the caller uses', () => {
    const asText = { ...work, primary: 'true' };

    expect(changesBetween({ emails: [work, home] }, { emails: [work] })).toEqual({});
    expect(changesBetween({ emails: [work] }, { emails: work })).toEqual({});
    expect(changesBetween({ emails: [work] }, { emails: asText })).toEqual({});
  });

  it('mark the only element as primary when the vendor’s is not', () => {
    const notPrimary = { ...work, primary: false };

    expect(changesBetween({ emails: [notPrimary] }, { emails: [work] })).toEqual({ emails: [work] });
  });

  it('have the first of several of a type changed, also when another one becomes the primary one before', () => {
    const desk = { value: 'desk@work.example', type: 'work' };

    expect(
      changesBetween(
        { emails: [work, desk, home] },
        {
          emails: [
            { ...home, primary: true },
            { value: 'new@work.example', type: 'work' },
          ],
        },
      ),
    ).toEqual({
      emails: [{ value: 'new@work.example', type: 'work', primary: false }, desk, { ...home, primary: true }],
    });
  });

  it('write a label in another case, because only values are compared without case', () => {
    const labelled = { ...work, display: 'jane doe' };

    expect(
      changesBetween({ emails: [labelled] }, { emails: [{ ...labelled, display: 'Jane Doe' }] }),
    ).toEqual({ emails: [{ ...work, display: 'Jane Doe' }] });
  });

  it('are not changed when the wanted address is the primary one already, whatever its type', () => {
    const primaryHome = { ...home, primary: true };

    expect(
      changesBetween(
        { emails: [primaryHome, { ...work, primary: false }] },
        { emails: [{ ...home, type: 'work', primary: true }] },
      ),
    ).toEqual({});
  });

  it('change the primary value in its place and keep the one of the wanted type', () => {
    const current = {
      emails: [
        { ...home, primary: true },
        { value: 'desk@work.example', type: 'work' },
      ],
    };

    expect(changesBetween(current, { emails: [work] })).toEqual({
      emails: [{ ...home, value: work.value, primary: true }, current.emails[1]],
    });
  });

  it.each([
    [
      'types in another case',
      [{ value: '1', type: 'Work' }],
      [{ value: '2', type: 'work' }],
      [{ value: '2', type: 'work' }],
    ],
    [
      'the only value of a vendor without types',
      [{ value: '1' }],
      [{ value: '2', type: 'work' }],
      [{ value: '2', type: 'work' }],
    ],
  ])('recognise %s', (_, phoneNumbers, wanted, changed) => {
    expect(changesBetween({ phoneNumbers }, { phoneNumbers: wanted })).toEqual({ phoneNumbers: changed });
  });

  it('are not written again by a vendor that keeps no types', () => {
    expect(
      changesBetween({ phoneNumbers: [{ value: '1' }] }, { phoneNumbers: [{ value: '1', type: 'work' }] }),
    ).toEqual({});
  });

  it('lose only the element that is cleared', () => {
    const current = {
      phoneNumbers: [
        { value: '1', type: 'mobile' },
        { value: '2', type: 'work' },
      ],
    };

    expect(changesBetween(current, { phoneNumbers: [{ value: null, type: 'work' }] })).toEqual({
      phoneNumbers: [{ value: '1', type: 'mobile' }],
    });
    expect(
      changesBetween(
        { phoneNumbers: [current.phoneNumbers[0]] },
        { phoneNumbers: [{ value: null, type: 'work' }] },
      ),
    ).toEqual({});
  });

  it('are cleared as a whole when nothing is left of them', () => {
    expect(changesBetween({ emails: [work] }, { emails: [{ ...work, value: null }] })).toEqual({
      emails: null,
    });
  });

  it('lose a field that is cleared, without writing null into the element', () => {
    const current = { addresses: [{ type: 'work', locality: 'Bonn', region: 'NW' }] };

    expect(changesBetween(current, { addresses: [{ type: 'work', locality: null }] })).toEqual({
      addresses: [{ type: 'work', region: 'NW' }],
    });
  });

  describe('of which the vendor keeps one value', () => {
    it('take the new value in place of the present one, whatever its type', () => {
      const current = { phoneNumbers: [{ value: '1', type: 'mobile' }] };
      const wanted = { phoneNumbers: [{ value: '2', type: 'work' }] };

      expect(changesBetween(current, wanted, ['phoneNumbers'])).toEqual({
        phoneNumbers: [{ value: '2', type: 'work' }],
      });
      expect(changesBetween(current, wanted)).toEqual({
        phoneNumbers: [...current.phoneNumbers, ...wanted.phoneNumbers],
      });
    });

    it('say nothing of the values of another attribute, wherever it is', () => {
      const current = { ims: [{ value: '1', type: 'a' }] };
      const wanted = { ims: [{ value: '2', type: 'b' }] };
      const both = { ims: [...current.ims, ...wanted.ims] };

      expect(changesBetween(current, wanted, ['phoneNumbers', 'other.ims'])).toEqual(both);
      expect(changesBetween({ [urn]: current }, { [urn]: wanted }, ['ims', `name.ims`])).toEqual({
        [urn]: both,
      });
      expect(changesBetween({ [urn]: current }, { [urn]: wanted }, [`${urn}.ims`])).toEqual({
        [urn]: wanted,
      });
    });

    it('are matched like others where the vendor has several all the same', () => {
      const home_ = { value: '1', type: 'home' };
      const current = { phoneNumbers: [home_, { value: '2', type: 'work' }] };
      const wanted = { phoneNumbers: [{ value: '3', type: 'work' }] };

      expect(changesBetween(current, wanted, ['phoneNumbers'])).toEqual({
        phoneNumbers: [home_, { value: '3', type: 'work' }],
      });
    });

    it('keep the fields that the profile does not name', () => {
      const current = { addresses: [{ type: 'home', locality: 'Bonn', region: 'NW' }] };

      expect(
        changesBetween(current, { addresses: [{ type: 'work', locality: 'Ulm' }] }, ['addresses']),
      ).toEqual({
        addresses: [{ type: 'work', locality: 'Ulm', region: 'NW' }],
      });
    });
  });
});
