import type { Around, Write, Written } from '../../contract/around-writes';
import { IAMError } from '../../errors/iam-error';
import type { Attributes, IAMGroupAppData, IAMUserAppData } from '../../profile/app-data';
import { identifyAll } from '../../profile/identity/identify';
import { foldName, isSameUser } from '../../profile/identity/same-user';
import { aboutAnother } from '../about-another';

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

// The method determines the kind of record; a client that is not type-checked may omit even required fields.
const isAbout = ({ method, id, change }: Write, written: Written, lookupBy: readonly string[]): boolean => {
  switch (method) {
    case 'createUser':
      return isNewUser(written as IAMUserAppData, change, lookupBy);
    case 'updateUser':
    case 'enableUser':
    case 'disableUser':
      return (written as IAMUserAppData).id === id;
    case 'createGroup':
      return isNamed(written as IAMGroupAppData, change['displayName']);
    case 'updateMembers':
      return (written ?? undefined) === undefined || (written as IAMGroupAppData).id === id;
    case 'deleteUser':
    case 'deleteGroup':
      return true;
  }
};

/** A reply without a name is accepted. */
const isNamed = ({ displayName }: IAMGroupAppData, wanted: unknown): boolean =>
  displayName === null || foldName(displayName) === foldName(String(wanted));

/** Whether one of the identifiers that were sent came back; vendors may change the others. */
const isNewUser = (created: IAMUserAppData, data: Attributes, lookupBy: readonly string[]): boolean => {
  const sent = identifyAll(
    lookupBy.filter((attribute) => attribute !== 'id'),
    {},
    data,
  );
  return sent.length === 0 || sent.some((identifier) => isSameUser(created, identifier));
};
