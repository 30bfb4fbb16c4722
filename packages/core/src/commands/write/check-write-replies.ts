import type { Around, Write, Written } from '../../contract/around-writes';
import { IAMError } from '../../errors/iam-error';
import type { IAMGroupAppData, IAMUserAppData } from '../../profile/app-data';
import { aboutAnother } from '../about-another';
import { isNamed, isNewUser } from './is-new-record';
import { hasRecord, idOf } from './reply-record';

/**
 * Rejects a reply to a write that is about another record than the one written to. (Replies to reads are checked where they are
 * read: read-user, find-group, read-group.)
 */
export const checkWriteReplies =
  (lookupBy: readonly string[]): Around =>
  async (write, send) => {
    const written = await send();
    if (!isAbout(write, written, lookupBy)) {
      throw new IAMError(aboutAnother(GROUP_WRITES.has(write.method) ? 'group' : 'user'));
    }
    return written;
  };

const GROUP_WRITES: ReadonlySet<Write['method']> = new Set<Write['method']>([
  'createGroup',
  'updateMembers',
  'deleteGroup',
]);

/**
 * A reply with an id alone is checked when the record is read, and one without both has nothing to compare. The method determines
 * the kind of record; a client that is not type-checked may omit even required fields.
 */
const isAbout = ({ method, id, change }: Write, written: Written, lookupBy: readonly string[]): boolean => {
  switch (method) {
    case 'createUser':
      return !hasRecord(written) || isNewUser(written as IAMUserAppData, change, lookupBy);
    case 'createGroup':
      return !hasRecord(written) || isNamed(written as IAMGroupAppData, change['displayName']);
    case 'updateUser':
    case 'enableUser':
    case 'disableUser':
    case 'updateMembers':
      return idOf(written) === undefined || idOf(written) === id;
    case 'deleteUser':
    case 'deleteGroup':
      return true;
  }
};
