import { userSchema } from '../attribute-table';
import { matchesFilter } from './filter-match';
import { parseFilter, parseValuePath } from './filter-parser';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const jane = {
  id: 'ID-1',
  externalId: 'Ext-1',
  userName: 'Jane@Example.com',
  name: { familyName: 'O"Brien\\x' },
  title: 'CTO (acting) [and]',
  active: true,
  emails: [
    { value: 'jane@work.example', type: 'work', primary: true },
    { value: 'jane@home.example', type: 'home' },
  ],
  groups: [{ value: 'G1' }],
  meta: { lastModified: '2024-05-01T00:00:00Z' },
  [ENTERPRISE]: { department: 'IT', manager: { value: 'M1' } },
};

const matches = (filter: string, user: Record<string, unknown> = jane): boolean =>
  matchesFilter(userSchema, user, parseFilter(filter));

describe('a filter', () => {
  it.each([
    ['userName eq "jane@example.COM"', true],
    ['USERNAME EQ "jane@example.com"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "jane@example.com"', true],
    ['id eq "id-1"', false],
    ['id eq "ID-1"', true],
    ['externalId eq "ext-1"', false],
    ['groups.value eq "g1"', false],
    ['groups eq "G1"', true],
    ['emails.value eq "JANE@work.example"', true],
    ['emails eq "jane@home.example"', true],
    ['emails co "home"', true],
    ['userName sw "jane@"', true],
    ['userName ew ".com"', true],
    ['userName sw "@"', false],
    ['title pr', true],
    ['nickName pr', false],
    ['nickName eq null', true],
    ['title ne null', true],
    ['nickName ne null', false],
    ['shoeSize[type eq "x"]', false],
    ['title eq true', false],
    ['meta.resourceType eq "User"', false],
    ['title ne "x"', true],
    ['nickName ne "x"', true],
    ['active eq true', true],
    ['active eq FALSE', false],
    ['active eq "true"', false],
    ['meta.lastModified gt "2024-01-01T00:00:00Z"', true],
    ['meta.lastModified lt "2024-01-01T00:00:00Z"', false],
    ['userName ge "jane" and userName le "jane@z"', true],
    [`${ENTERPRISE}:department eq "it"`, true],
    [`${ENTERPRISE}:manager.value eq "m1"`, false],
    ['shoeSize eq "43"', false],
    ['userName eq 1', false],
  ])('%s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  it.each([
    ['title pr or nickName pr and userName eq "x"', true],
    ['(title pr or nickName pr) and userName eq "x"', false],
    ['not (userName eq "x")', true],
    ['(nickName pr or title pr) and not (title pr)', false],
    ['not (title pr) or not (nickName pr)', true],
    ['not ((title pr))', false],
  ])('groups and negates: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  it.each([
    ['emails[type eq "work" and value co "home"]', false],
    ['emails[type eq "home" and value co "home"]', true],
    ['emails[not (type eq "work")]', true],
    ['emails[type eq "work"] and userName sw "jane"', true],
    ['addresses[type eq "work"]', false],
  ])('looks at one value at a time in brackets: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  it.each(['O"Brien\\x', 'tab\there', 'new\nline', 'snow ☃ \u{1F600}', ') or (', '"', '\\', ''])(
    'reads the quoted value %j as JSON does',
    (value) => {
      const user = { name: { familyName: value } };
      expect(matches(`name.familyName eq ${JSON.stringify(value)}`, user)).toBe(true);
      expect(matches(`name.familyName eq ${JSON.stringify(`${value}!`)}`, user)).toBe(false);
    },
  );

  it('keeps brackets and words inside quotes out of the grammar', () => {
    expect(matches('title eq "CTO (acting) [and]"')).toBe(true);
  });

  it.each([
    '',
    'userName',
    'userName eq',
    'eq "x"',
    'userName is "x"',
    'userName eq x',
    "userName eq 'x'",
    'userName eq "x',
    'userName eq "\\q"',
    'userName eq "x" and',
    'userName eq "x" userName eq "y"',
    '(userName eq "x"',
    'userName eq "x")',
    'emails[type eq "x"',
    'emails[]',
    'not userName eq "x"',
    'active gt true',
    'emails[emails[type eq "x"]]',
  ])('that is none is refused: %j', (filter) => {
    expect(() => matches(filter)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidFilter' }),
    );
  });

  it('is refused when it is nested or long beyond reason', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}title pr${')'.repeat(depth)}`;
    expect(matches(nested(20))).toBe(true);
    expect(() => matches(nested(40))).toThrow('nested too deeply');
    expect(() => matches(nested(100_000))).toThrow('too long');
    expect(() => matches('not '.repeat(2000))).toThrow();
  });
});

describe('a path of a PATCH', () => {
  it('may have a filter and a sub-attribute', () => {
    expect(parseValuePath('emails[type eq "a]b"].value')).toEqual({
      attribute: 'emails',
      filter: { kind: 'compare', path: 'type', operator: 'eq', value: 'a]b' },
      sub: 'value',
    });
    expect(parseValuePath('name.givenName')).toEqual({ attribute: 'name.givenName' });
  });

  it.each(['', 'emails[', 'emails[type eq "x"]value', 'emails[type eq "x"].value more', 'a b', '"a"'])(
    'that is none is refused: %j',
    (path) => {
      expect(() => parseValuePath(path)).toThrow(expect.objectContaining({ status: 400 }));
    },
  );
});
