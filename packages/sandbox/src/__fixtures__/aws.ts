import { createAwsVendor } from '../aws/aws-vendor';
import type { AwsOptions } from '../aws/aws-options';
import { callerOf, type Answer, type Caller } from './vendor-caller';

/** A clock that stands still until it is moved. */
export const createClock = (
  start = '2021-08-23T12:53:51.123Z',
): { now: () => Date; advance: (ms: number) => void } => {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
};

export const AWS_HEADERS = { authorization: 'Bearer t0ken', 'content-type': 'application/scim+json' };

export interface AwsSetup extends Caller {
  readonly vendor: ReturnType<typeof createAwsVendor>;
  readonly newUser: (userName: string, more?: Record<string, unknown>) => Answer;
  readonly newGroup: (displayName: string, members?: readonly string[]) => Answer;
}

/** An AWS vendor for tenant `t1`, its clock standing still unless told otherwise. */
export const setUpAws = (options: AwsOptions = {}): AwsSetup => {
  const vendor = createAwsVendor({
    tenantId: 't1',
    token: 't0ken',
    seed: 's',
    now: createClock().now,
    ...options,
  });
  const caller = callerOf(vendor, '/t1/scim/v2', AWS_HEADERS);
  return {
    ...caller,
    vendor,
    newUser: (userName, more = {}) => caller.post('/Users', { ...awsUser(userName), ...more }),
    newGroup: (displayName, members) =>
      caller.post('/Groups', {
        displayName,
        ...(members === undefined ? {} : { members: members.map((value) => ({ value })) }),
      }),
  };
};

/** A user with what AWS requires. */
export const awsUser = (userName: string): Record<string, unknown> => ({
  userName,
  name: { givenName: 'Jane', familyName: 'Doe' },
  displayName: 'Jane Doe',
  active: true,
});
