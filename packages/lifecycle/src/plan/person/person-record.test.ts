import { rowOf, withCleared } from './person-record';

describe('a row', () => {
  it.each([
    ['{"email":"jane@example.com","title":null}', '{"email":"jane@example.com"}'],
    ['{"email":"jane@example.com"}', '{"email":"jane@example.com"}'],
    ['{"__proto__":"x","title":null}', '{"__proto__":"x"}'],
    ['{}', '{}'],
  ])('of %s is %s', (kept, row) => {
    expect(JSON.stringify(rowOf(JSON.parse(kept)))).toBe(row);
  });

  it('clears what the person had before and has no more', () => {
    expect(withCleared({ title: 'Head' }, { title: 'Engineer', mobilephone: '1' })).toEqual({
      title: 'Head',
      mobilephone: null,
    });
    expect(withCleared({ title: 'Head' }, undefined)).toEqual({ title: 'Head' });
  });
});
