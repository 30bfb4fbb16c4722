import { sentenceFor } from './cluster';

const folder = { root: '/data/postgresql', log: '/data/postgresql/server.log' };

it.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', /full\. Make room/],
  ['initdb: error: could not write file: Disk quota exceeded', /full\. Make room/],
  ['FATAL:  database files are incompatible with server', /another version of PostgreSQL/],
  ['initdb: error: could not look up effective user ID 54321: user does not exist', /Set IAM_DATABASE_URL/],
  [
    'FATAL:  data directory "/data" has invalid permissions',
    /must belong to the user who runs iam, with mode 0700/,
  ],
  ['FATAL:  data directory "/data" has wrong ownership', /must belong to the user who runs iam/],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /shared memory/],
])('says what can be done about: %s', (said, sentence) => {
  expect(sentenceFor(said, folder)).toMatch(sentence);
});

it('does not guess at anything else', () => {
  expect(sentenceFor('FATAL:  unrecognized configuration parameter', folder)).toBeUndefined();
});
