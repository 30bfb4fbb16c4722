import type { Attributes } from '../app-data';
import { differencesFrom, judge, rule, type Clue, type Evidence, type Person } from './correlation-rules';

const PLAIN: Evidence = {
  foundBy: 'key-or-name',
  since: 'now',
  key: 'unknown',
  formerKey: 'unknown',
  strongerIdentifiers: 'agrees',
  address: 'other',
  command: 'gives',
};

describe('the rules, row by row', () => {
  it.each<[string, Partial<Evidence>, string]>([
    ['nothing contradicts', {}, 'person'],
    ['one key is one person', { key: 'same' }, 'person'],
    [
      'whatever else differs',
      { key: 'same', strongerIdentifiers: 'differs', foundBy: 'composed name' },
      'person',
    ],
    ['two keys are two people', { key: 'other' }, 'other by key'],
    ['for a command that shuts, too', { key: 'other', command: 'takes' }, 'other by key'],
    ['though the address is the same', { key: 'other', address: 'same' }, 'other by key'],
    ['an id is one record', { foundBy: 'id', strongerIdentifiers: 'differs' }, 'person'],
    ['which may be shown or shut', { foundBy: 'id', key: 'other', command: 'takes' }, 'person'],
    ['but is not given to a person with another key', { foundBy: 'id', key: 'other' }, 'other by key'],
    ['a stronger identifier differs', { strongerIdentifiers: 'differs' }, 'other by stronger identifier'],
    ['a successor has the old name', { key: 'other', since: 'before', formerKey: 'known' }, 'successor'],
    [
      'the person may have had that key where the former one is not known',
      { key: 'other', since: 'before' },
      'other by key',
    ],
    ['a present name has no successor', { key: 'other', formerKey: 'known' }, 'other by key'],
    ['a made-up name proves nothing', { foundBy: 'composed name' }, 'unproven'],
    ['unless the address is the same', { foundBy: 'composed name', address: 'same' }, 'person'],
    [
      'and no stronger identifier differs',
      { foundBy: 'composed name', address: 'same', strongerIdentifiers: 'differs' },
      'other by stronger identifier',
    ],
  ])('%s: %p', (_, evidence, expected) => {
    expect(rule({ ...PLAIN, ...evidence })).toBe(expected);
  });
});

const record = (details: Attributes) => ({
  id: String(details['id'] ?? '42'),
  username: typeof details['userName'] === 'string' ? details['userName'] : null,
  email: typeof details['email'] === 'string' ? details['email'] : null,
  active: true,
  details,
});

const clue = (attribute: string, value: string, more: Partial<Clue> = {}): Clue => ({
  attribute,
  value,
  since: 'now',
  strength: 'given',
  ...more,
});

const person = (clues: readonly Clue[], more: Partial<Person> = {}): Person => ({
  clues,
  lookupBy: ['id', 'userName', 'externalId', 'email'],
  key: { attribute: 'externalId', now: {}, before: {} },
  emails: [],
  ...more,
});

const keyed = (now: Attributes, before: Attributes = {}): Partial<Person> => ({
  key: { attribute: 'externalId', now, before },
});

describe('what is compared', () => {
  const byEmail = clue('email', 'jane@example.com');
  const byName = clue('userName', 'jane');

  it.each<[string, Attributes, Clue, Person, object]>([
    [
      'the key of both',
      { userName: 'jane', externalId: 'E2' },
      byName,
      person([byName], keyed({ externalId: 'E1' })),
      { tag: 'other', attribute: 'externalId' },
    ],
    [
      'a key that the person had before is no other one',
      { userName: 'jane', externalId: 'E1' },
      byName,
      person([byName], keyed({ externalId: 'E2' }, { externalId: 'E1' })),
      { tag: 'person', despite: [] },
    ],
    [
      'a former key alone contradicts as well',
      { userName: 'jane', externalId: 'E2' },
      byName,
      person([byName], keyed({}, { externalId: 'E1' })),
      { tag: 'other', attribute: 'externalId' },
    ],
    [
      'null is no key',
      { userName: 'jane', externalId: null },
      byName,
      person([byName], keyed({ externalId: 'E1' })),
      { tag: 'person', despite: [] },
    ],
    [
      'a number is its text',
      { userName: 'jane', externalId: 7 },
      byName,
      person([byName], keyed({ externalId: '7' })),
      { tag: 'person', despite: [] },
    ],
    [
      'keys are case exact',
      { userName: 'jane', externalId: 'e1' },
      byName,
      person([byName], keyed({ externalId: 'E1' })),
      { tag: 'other', attribute: 'externalId' },
    ],
    [
      'a stronger name that the caller gave',
      { userName: 'bob', email: 'jane@example.com' },
      byEmail,
      person([byName, byEmail]),
      { tag: 'other', attribute: 'userName' },
    ],
    [
      'not a stronger name that stands in for one',
      { userName: 'bob', email: 'jane@example.com' },
      byEmail,
      person([clue('userName', 'jane@example.com', { strength: 'copied' }), byEmail]),
      { tag: 'person', despite: [] },
    ],
    [
      'not a name that is less sure',
      { userName: 'jane', email: 'bob@example.com' },
      byName,
      person([byName, byEmail]),
      { tag: 'person', despite: [] },
    ],
    [
      'a record without that name says nothing',
      { email: 'jane@example.com' },
      byEmail,
      person([byName, byEmail]),
      { tag: 'person', despite: [] },
    ],
    [
      'a stronger name that the person had before',
      { userName: 'jane.doe', email: 'jane@example.com' },
      byEmail,
      person([byName, byEmail, clue('userName', 'jane.doe', { since: 'before' })]),
      { tag: 'person', despite: [] },
    ],
    [
      'the id that the caller gave',
      { id: '42', userName: 'jane' },
      byName,
      person([clue('id', '7'), byName]),
      { tag: 'other', attribute: 'id' },
    ],
    [
      'the key overrules every name, and says which',
      { id: '42', userName: 'bob', externalId: 'E1' },
      clue('externalId', 'E1'),
      person([clue('id', '7'), byName, clue('externalId', 'E1')], keyed({ externalId: 'E1' })),
      { tag: 'person', despite: ['id', 'userName'] },
    ],
    [
      'the address of the profile where the name was made up',
      { userName: 'jane', emails: [{ value: 'JANE@example.com' }] },
      clue('userName', 'jane', { strength: 'composed' }),
      person([], { emails: ['jane@example.com'] }),
      { tag: 'person', despite: [] },
    ],
    [
      'which is another one',
      { userName: 'jane', email: 'jane@example.com' },
      clue('userName', 'jane', { strength: 'composed' }),
      person([], { emails: ['jane@other.example'] }),
      { tag: 'unproven' },
    ],
    [
      'which is not there',
      { userName: 'jane' },
      clue('userName', 'jane', { strength: 'composed' }),
      person([]),
      { tag: 'unproven' },
    ],
  ])('%s', (_, details, by, who, verdict) => {
    expect(judge(record(details), by, who, 'gives')).toEqual(verdict);
  });
});

describe('in what a record differs from the profile', () => {
  const jane = record({ id: '42', userName: 'jane', externalId: 'E1', email: 'jane@example.com' });

  it('is every given attribute with another value', () => {
    const who = person([
      clue('id', '42'),
      clue('userName', 'bob'),
      clue('externalId', 'E2'),
      clue('email', 'Jane@example.com'),
    ]);
    expect(differencesFrom(jane, who)).toEqual(['userName', 'externalId']);
  });

  it('is the address where the vendor cannot be searched by it', () => {
    const who = person([], { lookupBy: ['id', 'userName'], emails: ['bob@example.com'] });
    expect(differencesFrom(jane, who)).toEqual(['email']);
    expect(differencesFrom(record({}), who)).toEqual([]);
  });

  it('is not the address where the profile has none', () => {
    expect(differencesFrom(jane, person([], { lookupBy: ['id', 'userName'], emails: [] }))).toEqual([]);
  });

  it('is the address once, where the vendor can be searched by it, and not for an attribute that is called alike', () => {
    const emails = ['bob@example.com'];
    const said = [clue('email', 'bob@example.com')];

    expect(differencesFrom(jane, person(said, { lookupBy: ['email'], emails }))).toEqual(['email']);
    for (const attribute of ['emailKey', 'myemail']) {
      expect(differencesFrom(jane, person([], { lookupBy: [attribute], emails }))).toEqual(['email']);
    }
    expect(differencesFrom(jane, person([], { lookupBy: ['emails'], emails }))).toEqual([]);
  });
});

it('a record that is named by its id is that record: shown and shut whatever its key, given only to the person with it', () => {
  const byId = clue('id', '42');
  const who = person([byId], keyed({ externalId: 'E1' }));
  const found = record({ id: '42', userName: 'john', externalId: 'E2' });
  const byName = clue('userName', 'john');

  expect(judge(found, byId, who, 'takes')).toEqual({ tag: 'person', despite: [] });
  expect(judge(found, byId, who, 'gives')).toEqual({ tag: 'other', attribute: 'externalId' });
  expect(judge(found, byName, { ...who, clues: [byName] }, 'takes')).toEqual({
    tag: 'other',
    attribute: 'externalId',
  });
});
