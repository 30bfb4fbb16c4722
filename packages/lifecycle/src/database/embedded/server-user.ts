import { readFileSync } from 'node:fs';

import { DatabaseError } from '../database-error';

/** The user that the server runs as; absent: the one that this process runs as. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. `postgres` is made for it; `nobody` is the last resort, because other programs that run as
 * that user can read the data too.
 */
const preferred: readonly string[] = ['postgres', 'iam', 'nobody'];

const parsePasswd = (text: string): ServerUser[] =>
  text.split('\n').flatMap((line) => {
    const [name = '', , uid, gid] = line.split(':');
    const user = { name, uid: Number(uid), gid: Number(gid) };
    return name !== '' && Number.isInteger(user.uid) && user.uid > 0 && Number.isInteger(user.gid)
      ? [user]
      : [];
  });

const advice = 'Set IAM_DATABASE_URL to a database, or run iam as an ordinary user.';

/** Who the server runs as when root starts it. */
export const chooseServerUser = (passwd: string, asUser: string | undefined): ServerUser => {
  const users = parsePasswd(passwd);
  const names = asUser === undefined ? preferred : [asUser];
  for (const name of names) {
    const user = users.find((candidate) => candidate.name === name);
    if (user) {
      return user;
    }
  }
  throw new DatabaseError(
    asUser === undefined
      ? `A database server does not run as root, and this machine has none of the users ${preferred.join(', ')}. ${advice}`
      : `The database server cannot run as "${asUser}": this machine has no such user in /etc/passwd, or it is root. ${advice}`,
  );
};

export const serverUser = (asUser: string | undefined): ServerUser | undefined => {
  const uid = process.getuid?.();
  if (uid === undefined || uid !== 0) {
    return undefined;
  }
  return chooseServerUser(readFileSync('/etc/passwd', 'utf8'), asUser);
};
