import { createHash } from 'node:crypto';
import type { VendorRequest } from '@iam/conformance';
import { isJsonObject, type JsonObject } from '../json-object';
import { ENTERPRISE_URN, GROUP_URN, USER_URN } from '../scim/attribute-table';
import { bySearchOrder } from '../scim/key-order';
import { originOf } from '../scim/public-url';
import type { Kind } from '../scim/scim-face';
import type { ScimStore, StoredGroup, StoredRecord, StoredUser } from '../scim/scim-store';
import { valuesAt } from '../scim/attribute-values';
import type { SlackSettings } from './slack-options';
import type { SlackVersion } from './slack-rules';
import { GUEST_URN, PROFILE_URN } from './slack-schema';

const EXTENSIONS = [ENTERPRISE_URN, GUEST_URN, PROFILE_URN];
const OPTIONAL = ['userType', 'preferredLanguage', 'locale', 'phoneNumbers', 'addresses', 'roles'];

/** Records as clients see them, keys in the order of replies of 2021: what is not set is an empty text. */
export const slackRecords = (version: SlackVersion, store: ScimStore, settings: SlackSettings) => {
  const meta = (
    kind: Kind,
    { id, created }: StoredRecord,
    request: VendorRequest | undefined,
  ): JsonObject => ({
    created,
    location: `${originOf(request, settings.publicUrl, 'https://api.slack.com')}/scim/${version}/${kind}s/${encodeURIComponent(id)}`,
  });

  const renderUser = (user: StoredUser, request: VendorRequest | undefined): JsonObject => {
    const { id, attributes } = user;
    const userName = String(attributes['userName'] ?? '');
    const extensions = bySearchOrder(attributes, EXTENSIONS);
    return {
      schemas: [USER_URN, ...Object.keys(extensions)],
      id,
      externalId: attributes['externalId'] ?? '',
      meta: meta('User', user, request),
      userName,
      nickName: userName,
      name: nameOf(attributes['name'], userName),
      displayName: attributes['displayName'] ?? userName,
      profileUrl: `https://${settings.workspace}.slack.com/team/${encodeURIComponent(userName)}`,
      title: attributes['title'] ?? '',
      timezone: attributes['timezone'] ?? 'America/Los_Angeles',
      active: attributes['active'] ?? true,
      emails: attributes['emails'] ?? [],
      ...bySearchOrder(attributes, OPTIONAL),
      photos: attributes['photos'] ?? [gravatar(valuesAt(attributes, 'emails.value')[0] ?? '')],
      groups: store
        .groupsOf(id)
        .map((group) => ({ value: group.id, display: group.attributes['displayName'] })),
      ...extensions,
    };
  };

  const renderGroup = (group: StoredGroup, request: VendorRequest | undefined): JsonObject => ({
    schemas: [GROUP_URN],
    id: group.id,
    displayName: group.attributes['displayName'],
    members: store.membersOf(group.id).map((id) => ({ value: id, display: displayOf(store.user(id)) })),
    meta: meta('Group', group, request),
  });

  return { renderUser, renderGroup };
};

const displayOf = (user: StoredUser | undefined): unknown =>
  user?.attributes['displayName'] ?? user?.attributes['userName'];

// Without any name the user name stands in for the given one.
const nameOf = (name: unknown, userName: string): JsonObject =>
  isJsonObject(name) ? { givenName: '', familyName: '', ...name } : { givenName: userName, familyName: '' };

const gravatar = (email: string): JsonObject => ({
  value: `https://secure.gravatar.com/avatar/${createHash('md5').update(email.toLowerCase()).digest('hex')}.jpg`,
  type: 'photo',
});

/** A time as Slack writes it, with the offset of the organisation: `2021-01-20T08:15:37-08:00`. */
export const localTime = (time: Date, offsetMinutes: number): string => {
  const local = new Date(time.getTime() + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const minutes = Math.abs(offsetMinutes);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
