import { path, writeQuery } from './path';

describe('a path', () => {
  it.each([
    ['plain', '42', 'Users/42'],
    ['a slash', 'a/b', 'Users/a%2Fb'],
    ['what leads up', '../../admin', 'Users/..%2F..%2Fadmin'],
    ['what is escaped already', '%2e%2e', 'Users/%252e%252e'],
    ['a query', 'a?b=c&d#e', 'Users/a%3Fb%3Dc%26d%23e'],
    ['an address', 'jane@example.com', 'Users/jane@example.com'],
    ['a URN', 'urn:a:User', 'Users/urn:a:User'],
    ['other scripts', 'Жан 名', 'Users/%D0%96%D0%B0%D0%BD%20%E5%90%8D'],
    ['half a surrogate pair', 'a\ud800', 'Users/a%EF%BF%BD'],
  ])('takes %s as one segment', (_, id, text) => {
    expect(path`Users/${id}`.text).toBe(text);
  });

  it.each([
    ['...', 'Users/...'],
    ['.a', 'Users/.a'],
    ['a..', 'Users/a..'],
    [':@:@', 'Users/:@:@'],
  ])('takes %s as one segment, because it leads nowhere else', (id, text) => {
    expect(path`Users/${id}`.text).toBe(text);
  });

  it('refuses what names nothing with a part of it only, and says what to do', () => {
    expect(() => path`Users/${' '.repeat(1_000_000)}`).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({
          kind: 'invalid-input',
          message: `"${' '.repeat(10)}" cannot be an id: it does not name one record`,
          next: 'Correct the id.',
        }),
      }),
    );
  });

  it.each([['.'], ['..'], [''], ['   ']])('refuses %p, which would address something else', (id) => {
    expect(() => path`Users/${id}`).toThrow(/does not name one record/);
  });

  it('begins without a slash', () => {
    expect(path`/Users`.text).toBe('Users');
    expect(path`//Users/${'1'}/`).toMatchObject({ text: 'Users/1/', template: 'Users/{}/' });
  });
});

it('a query encodes values, leaves out what is undefined and writes true as a bare name', () => {
  const query = { filter: 'userName eq "a&b#c"', count: 1, cursor: true, page: undefined } as const;

  expect(writeQuery(query)).toBe('filter=userName%20eq%20%22a%26b%23c%22&count=1&cursor');
  expect(writeQuery({})).toBe('');
});

it('knows its template, which holds no value', () => {
  const id = 'jane.doe@example.com';

  expect(path`Users/${id}`).toMatchObject({ text: 'Users/jane.doe@example.com', template: 'Users/{}' });
  expect(path`/a/${id}/b-${id}`.template).toBe('a/{}/b-{}');
});
