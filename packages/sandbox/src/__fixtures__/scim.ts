import { createScimVendor, type ScimOptions } from '../scim/scim-vendor';
import { createClock } from './aws';
import { callerOf, type Answer, type Caller } from './vendor-caller';

export interface ScimSetup extends Caller {
  readonly vendor: ReturnType<typeof createScimVendor>;
  readonly newUser: (userName: string, more?: Record<string, unknown>) => Answer;
  readonly newGroup: (displayName: string, members?: readonly string[]) => Answer;
}

/** A standard server at its usual base path. */
export const setUpScim = (options: ScimOptions = {}): ScimSetup => {
  const vendor = createScimVendor({ token: 't0ken', seed: 's', now: createClock().now, ...options });
  const caller = callerOf(vendor, options.basePath ?? '/scim/v2', { authorization: 'Bearer t0ken' });
  return {
    ...caller,
    vendor,
    newUser: (userName, more = {}) => caller.post('/Users', { schemas: [USER], userName, ...more }),
    newGroup: (displayName, members = []) =>
      caller.post('/Groups', { schemas: [GROUP], displayName, members: members.map((value) => ({ value })) }),
  };
};

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
