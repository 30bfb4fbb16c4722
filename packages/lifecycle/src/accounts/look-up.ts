import type { Attributes, IAMUserAppData, Instance, UserResult } from '@iam/core';

/** What an application says of a person or an account that it is asked for. */
export interface LookedUp {
  readonly result: UserResult;
  /** The account that was found, as a list would have it; undefined where none was. */
  readonly user: IAMUserAppData | undefined;
}

export const lookUp = async (
  instance: Instance,
  who: Attributes,
  signal: AbortSignal | undefined,
): Promise<LookedUp> => {
  const result = await get(instance, who, signal);
  const user = userOf(result);
  if (user === undefined || typeof who['email'] !== 'string') {
    return { result, user };
  }
  // A result has the address that was asked with, which workflows look it up by; the account may have another.
  const { email } = instance.profileOf({ ...user, email: null });
  return typeof email === 'string'
    ? { result, user: { ...user, email } }
    : { result, user: userOf(await get(instance, { id: user.id }, signal)) };
};

const get = async (
  instance: Instance,
  who: Attributes,
  signal: AbortSignal | undefined,
): Promise<UserResult> =>
  (await instance.runByName(
    'iam-get-user',
    { 'user-profile': who },
    signal === undefined ? {} : { signal },
  )) as UserResult;

const userOf = (result: UserResult): IAMUserAppData | undefined => {
  if (result.status !== 'done' || result.vendor.id === null) {
    return undefined;
  }
  const { id, username, email, active, details } = result.vendor;
  const record = typeof details === 'object' && details !== null ? (details as Attributes) : {};
  const user = { id, username, email, active, details: record };
  return result.state === undefined ? user : { ...user, state: result.state };
};
