import type { UserClient } from '../contract/user-client';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import { isSameUser } from '../profile/same-user';

/**
 * The client, believing a reply to a write only when it is about the user that was written. A gateway that sends a reply too
 * many makes every later reply of the connection answer another question than it was asked; HTTP/1.1 has no number on a
 * reply that would tell.
 */
export const aboutOwnRecords = (client: UserClient, lookupBy: readonly string[]): UserClient => ({
  ...client,
  createUser: async (data, options) => {
    const created = await client.createUser(data, options);
    return believed(created, isNewUser(created, data, lookupBy));
  },
  updateUser: async (user, changes, options) => ofSame(user, await client.updateUser(user, changes, options)),
  enableUser: async (user) => ofSame(user, await client.enableUser(user)),
  disableUser: async (user) => ofSame(user, await client.disableUser(user)),
});

const ofSame = (user: IAMUserAppData, written: IAMUserAppData): IAMUserAppData =>
  believed(written, written.id === user.id);

/** Whether one of the identifiers that were sent came back; vendors may change the others. */
const isNewUser = (created: IAMUserAppData, data: Attributes, lookupBy: readonly string[]): boolean => {
  const sent = lookupBy.flatMap((attribute) => {
    const value = data[attribute];
    return typeof value === 'string' && value !== '' ? [{ attribute, value }] : [];
  });
  return sent.length === 0 || sent.some((identifier) => isSameUser(created, identifier));
};

const believed = (user: IAMUserAppData, believable: boolean): IAMUserAppData => {
  if (!believable) {
    throw new IAMError(
      failure(
        'malformed-reply',
        'The reply to the write is about another user than the one that was written.',
        { effect: 'unknown' },
      ),
    );
  }
  return user;
};
