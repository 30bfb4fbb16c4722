import { createSlackVendor, type SlackVendor } from '../slack/slack-vendor';
import type { SlackOptions } from '../slack/slack-options';
import { createClock } from './aws';
import { callerOf, type Answer, type Caller } from './vendor-caller';

export interface SlackSetup {
  readonly vendor: SlackVendor;
  readonly clock: ReturnType<typeof createClock>;
  readonly v1: Caller;
  readonly v2: Caller;
  /** Made over v2. */
  readonly newUser: (userName: string, more?: Record<string, unknown>) => Answer;
  readonly newGroup: (displayName: string, members?: readonly string[]) => Answer;
}

export const SLACK_HEADERS = { authorization: 'Bearer xoxp-t0ken', 'content-type': 'application/json' };

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const CORE_1 = 'urn:scim:schemas:core:1.0';

/** A Slack organisation, its clock standing still unless told otherwise. */
export const setUpSlack = (options: SlackOptions = {}): SlackSetup => {
  const clock = createClock('2021-01-20T16:15:37.000Z');
  const vendor = createSlackVendor({ token: 'xoxp-t0ken', seed: 's', now: clock.now, ...options });
  const v2 = callerOf(vendor, '/scim/v2', SLACK_HEADERS);
  return {
    vendor,
    clock,
    v1: callerOf(vendor, '/scim/v1', SLACK_HEADERS),
    v2,
    newUser: (userName, more = {}) =>
      v2.post('/Users', {
        schemas: [USER],
        userName,
        emails: [{ value: `${userName}@example.com`, primary: true }],
        ...more,
      }),
    newGroup: (displayName, members = []) =>
      v2.post('/Groups', { schemas: [GROUP], displayName, members: members.map((value) => ({ value })) }),
  };
};
