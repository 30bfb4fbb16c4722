import { chooseServerUser } from './server-user';

const passwd = (...names: string[]): string =>
  [
    'root:x:0:0:root:/root:/bin/sh',
    ...names.map((name, n) => `${name}:x:${n + 5}:${n + 6}::/:/bin/sh`),
    '',
  ].join('\n');

it.each([
  [passwd('nobody', 'iam', 'postgres'), undefined, { name: 'postgres', uid: 7, gid: 8 }],
  [passwd('nobody', 'iam'), undefined, { name: 'iam', uid: 6, gid: 7 }],
  [passwd('nobody'), undefined, { name: 'nobody', uid: 5, gid: 6 }],
  [passwd('nobody', 'jane'), 'jane', { name: 'jane', uid: 6, gid: 7 }],
])('takes the user made for it before others', (text, asUser, user) => {
  expect(chooseServerUser(text, asUser)).toEqual(user);
});

it('never runs as root, and says what to do instead', () => {
  expect(() => chooseServerUser(passwd(), undefined)).toThrow(/does not run as root.*Set IAM_DATABASE_URL/);
  expect(() => chooseServerUser(passwd('nobody'), 'root')).toThrow(/cannot run as "root"/);
});
