import { Readable } from 'node:stream';
import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import { openFeed } from '../feed/open-feed';
import { configOf } from '../plan/__fixtures__/company';
import { explainPerson } from './explain-person';

const FEED = [
  'employeeid,email,hiredate',
  'E1,ann@example.com,2020-01-01',
  'E2,team@example.com,2020-01-01',
  'E3,TEAM@example.com,2020-01-01',
  'E4,E1,2020-01-01',
  'E5,eve@example.com,never',
  '',
].join('\n');

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await database.execute(
    `insert into iam.person (key, profile, profile_hash, zone, state, since) values ('E9', $1, '', 'UTC', 'active', now())`,
    [JSON.stringify({ email: 'gone@example.com' })],
  );
});
afterEach(() => database.drop());

const explained = async (person: string, text = FEED): Promise<string> => {
  const config = configOf({}, ['App']);
  const feed = openFeed(config.feed, { baseDir: '/', stdin: Readable.from([text]), env: {} });
  const today = { tag: 'instant', at: new Date('2026-11-02T08:00:00Z') } as const;
  return (await explainPerson({ database, config, feed, today, person })).person;
};

it.each([
  ['E1', 'E1', 'a key counts before the address of somebody else'],
  ['Ann@Example.com', 'E1', 'an address in whatever case'],
  ['gone@example.com', 'E9', 'who is missing from the feed is known to the database'],
])('%s is explained as %s: %s', async (name, key) => {
  expect(await explained(name)).toBe(key);
});

it.each([
  ['team@example.com', '"team@example.com" is the address of E2 and E3: name one by the key.'],
  ['nobody', 'Neither the feed nor the database knows "nobody".'],
  ['E5', 'The row of "E5" (line 6) is in error, so nothing is decided'],
])('explains nothing of %s', async (name, sentence) => {
  await expect(explained(name)).rejects.toThrow(sentence);
});

it('says that the feed cannot be used, where that is why nobody is found', async () => {
  await expect(explained('E9', '')).rejects.toThrow('The feed cannot be used:');
});
