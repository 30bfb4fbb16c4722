import type { ErrorReading } from '@iam/core';

/** What no common rule can know of the words in Slack's errors (SCIM API reference, "Errors"); their HTTP status is not documented. */
const WORDS: Readonly<Record<string, ErrorReading>> = {
  username_taken: {
    kind: 'conflict',
    next: 'Choose another user name: deactivated users keep theirs, and channels have theirs from the same list.',
  },
  email_taken: {
    kind: 'conflict',
    next: 'A user keeps the address, even when deactivated: enable that user (iam-enable-user), or change its address in Slack first.',
  },
  unable_to_add_deleted_or_guest_to_group: {
    kind: 'wrong-state',
    next: 'Enable the members that are deactivated (iam-enable-user) and leave out guests, who cannot be in groups.',
  },
  resource_locked: { kind: 'rate-limited' },
  too_many_requests: { kind: 'rate-limited' },
  permission_denied: {
    kind: 'forbidden',
    next: 'Use a token with the scope admin of an owner: a token changes nobody who may do more than its creator.',
  },
  plus_teams_only: { kind: 'forbidden', next: 'SCIM needs the Business+ or an Enterprise plan of Slack.' },
  non_org_teams_only: {
    kind: 'forbidden',
    next: 'In an Enterprise organization the app has to be installed on the organization by an Org Owner; use that token.',
  },
  ...Object.fromEntries(
    ['cannot_modify_owner', 'cannot_disable_primary_owner', 'primary_owner_check_failure'].map((word) => [
      word,
      { kind: 'forbidden', next: 'Owners are protected: transfer the ownership in Slack first.' },
    ]),
  ),
};

/** What an error is about, in `email_taken (email=jane@example.com)`. */
export const readSlackError = (message: string | undefined): ErrorReading | undefined => {
  const word = /^[a-z_]+/.exec(message ?? '')?.[0] ?? '';
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
};
