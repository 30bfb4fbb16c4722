import type { AtlassianOptions } from '../atlassian/atlassian-options';
import { createAtlassianVendor, type AtlassianVendor } from '../atlassian/atlassian-vendor';
import { createClock } from './aws';
import { callerOf, type Answer, type Caller } from './vendor-caller';

export interface AtlassianSetup extends Caller {
  readonly vendor: AtlassianVendor;
  readonly newUser: (userName: string, more?: Record<string, unknown>) => Answer;
  readonly newGroup: (displayName: string, members?: readonly string[]) => Answer;
}

/** An Atlassian directory `d1`. */
export const setUpAtlassian = (options: AtlassianOptions = {}): AtlassianSetup => {
  const vendor = createAtlassianVendor({
    directoryId: 'd1',
    token: 't0ken',
    seed: 's',
    now: createClock('2021-02-16T15:05:41.185Z').now,
    ...options,
  });
  const caller = callerOf(vendor, '/scim/directory/d1', { authorization: 'Bearer t0ken' });
  return {
    ...caller,
    vendor,
    newUser: (userName, more = {}) => caller.post('/Users', { ...atlassianUser(userName), ...more }),
    newGroup: (displayName, members = []) =>
      caller.post('/Groups', { displayName, members: members.map((value) => ({ value })) }),
  };
};

/** A user with what Atlassian requires. */
export const atlassianUser = (userName: string): Record<string, unknown> => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  emails: [{ value: `${userName}@example.com`, type: 'work', primary: true }],
});
