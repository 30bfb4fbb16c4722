import type { SlackSettings } from './slack-options';
import { slackProblem } from './slack-problems';

export const MAX_USER_NAME = 21;

/**
 * A user name as Slack keeps it: letters, digits and `.` `_` `-`, every other character an underscore, at most 21 characters. An
 * address becomes a handle in lower case. https://docs.slack.dev/reference/scim-api
 *
 * @throws ScimProblem 400 username_too_long
 */
export const legalUserName = (
  given: string,
  { emailUserNames, longUserNames }: Pick<SlackSettings, 'emailUserNames' | 'longUserNames'>,
): string => {
  const isAddress = given.includes('@');
  const handle = isAddress ? given.toLowerCase() : given;
  const kept = isAddress && emailUserNames === 'local-part' ? (handle.split('@')[0] ?? '') : handle;
  const legal = kept.replace(/[^\p{L}\p{N}._-]/gu, '_');
  if (!isAddress && longUserNames === 'reject' && legal.length > MAX_USER_NAME) {
    throw slackProblem(400, 'username_too_long', ['username', given]);
  }
  return legal.slice(0, MAX_USER_NAME);
};
