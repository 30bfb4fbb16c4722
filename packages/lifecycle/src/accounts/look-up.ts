import type { Attributes, IAMUserAppData, Instance, UserResult } from '@iam/core';

/** What an application says of one person or account that it is asked for. */
export const lookUp = async (
  instance: Instance,
  who: Attributes,
  signal: AbortSignal | undefined,
): Promise<UserResult> =>
  (await instance.runByName(
    'iam-get-user',
    { 'user-profile': who },
    signal === undefined ? {} : { signal },
  )) as UserResult;

/** The account that was found, as a list would have it; undefined where none was. */
export const userFound = (result: UserResult): IAMUserAppData | undefined => {
  if (result.status !== 'done' || result.vendor.id === null) {
    return undefined;
  }
  const { id, username, email, active, details } = result.vendor;
  const record = typeof details === 'object' && details !== null ? (details as Attributes) : {};
  const user = { id, username, email, active, details: record };
  return result.state === undefined ? user : { ...user, state: result.state };
};
