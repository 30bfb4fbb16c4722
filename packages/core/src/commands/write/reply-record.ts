import type { GroupReply } from '../../contract/group-client';
import type { UserReply } from '../../contract/user-client';
import type { Attributes, RecordId } from '../../profile/app-data';

/** The reply to a write of a client: a record, its id alone, or nothing. */
type Reply<A> = A | RecordId | void;

/** Whether the reply shows the record, and not its id alone or nothing. */
export const hasRecord = <A extends RecordId & { readonly details: Attributes }>(
  reply: Reply<A>,
): reply is A =>
  // A client that is not type-checked may return null.
  typeof reply === 'object' && (reply ?? undefined) !== undefined && 'details' in reply;

/** The id that the reply tells; undefined when it tells none. */
export const idOf = (reply: Reply<RecordId>): string | undefined =>
  typeof reply === 'object' ? (reply ?? undefined)?.id : undefined;

/**
 * The record of a reply as the vendor has it; null when the reply has none. Members are left out where the vendor does not return them:
 * some records then have an empty list, which proves nothing.
 */
export const recordIn = (reply: UserReply | GroupReply): Attributes | null => {
  if (!hasRecord(reply)) {
    return null;
  }
  const { members: _untold, ...record } = reply.details;
  return 'members' in reply && reply.members !== undefined ? reply.details : record;
};
