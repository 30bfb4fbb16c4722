import type { Attributes, IAMGroupAppData, IAMUserAppData } from '../../profile/app-data';
import { identifyAll } from '../../profile/identity/identify';
import { foldName, isSameUser } from '../../profile/identity/same-user';

/** Whether one of the identifiers that were sent came back; vendors may change the others. */
export const isNewUser = (
  created: IAMUserAppData,
  data: Attributes,
  lookupBy: readonly string[],
): boolean => {
  // Without a profile there is no id among them: the vendor gives a new record its own.
  const sent = identifyAll(lookupBy, {}, data);
  return sent.length === 0 || sent.some((identifier) => isSameUser(created, identifier));
};

/** Whether a new group has the name that was sent. A reply without a name is accepted. */
export const isNamed = ({ displayName }: IAMGroupAppData, wanted: unknown): boolean =>
  displayName === null || foldName(displayName) === foldName(String(wanted));
