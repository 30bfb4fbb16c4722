import { attributeChanges, joinedChanges } from './attribute-changes';

const before = {
  title: 'Clerk',
  name: { familyName: 'Doe', givenName: 'Jane' },
  emails: [{ value: 'j@x.com' }],
};

describe('what changes', () => {
  it.each<[string, object, object]>([
    ['a value', { title: 'Boss' }, { title: { from: 'Clerk', to: 'Boss' } }],
    [
      'a value inside another',
      { name: { familyName: 'Roe' } },
      { 'name.familyName': { from: 'Doe', to: 'Roe' } },
    ],
    ['a value that was not there', { city: 'Ulm' }, { city: { from: null, to: 'Ulm' } }],
    ['a value inside one that was not there', { a: { b: '1' } }, { 'a.b': { from: null, to: '1' } }],
    ['a value inside a text', { title: { b: '1' } }, { 'title.b': { from: null, to: '1' } }],
    ['a value that is cleared', { title: null }, { title: { from: 'Clerk', to: null } }],
    ['a list, as a whole', { emails: [] }, { emails: { from: before.emails, to: [] } }],
    ['a key with a dot', { 'a.b': '1' }, { 'a\\.b': { from: null, to: '1' } }],
    ['a key that every object has', { constructor: '1' }, { constructor: { from: null, to: '1' } }],
    ['nothing', {}, {}],
  ])('is told with what was there before: %s', (_, changes, told) => {
    expect(attributeChanges(before, changes as never)).toEqual(told);
  });

  it('does not show a secret, neither the new one nor one inside another value', () => {
    const changes = { password: 'n3w', login: { credentials: { pin: '1' } } };
    expect(attributeChanges(before, changes)).toEqual({
      password: { from: null, to: '[secret]' },
      'login.credentials': { from: null, to: '[secret]' },
    });
  });

  it('in two rounds is told from before the first to after the second', () => {
    const first = { title: { from: 'Clerk', to: 'Boss' }, city: { from: null, to: 'Ulm' } };
    const second = { title: { from: 'Boss', to: 'Chief' }, floor: { from: '1', to: '2' } };
    expect(joinedChanges(first, second)).toEqual({
      title: { from: 'Clerk', to: 'Chief' },
      city: { from: null, to: 'Ulm' },
      floor: { from: '1', to: '2' },
    });
  });

  it('in two rounds began with nothing where the first had nothing before', () => {
    expect(joinedChanges({ city: { from: null, to: 'Ulm' } }, { city: { from: 'Ulm', to: 'Bonn' } })).toEqual(
      {
        city: { from: null, to: 'Bonn' },
      },
    );
  });
});
