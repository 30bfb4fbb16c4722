import { isJsonObject, type JsonObject } from '../json-object';
import type { Attributes } from '../scim/read-resource';
import type { Incoming } from '../scim/scim-face';
import type { ScimStore, UserPath } from '../scim/scim-store';
import { valuesAt } from '../scim/attribute-values';
import type { SlackSettings } from './slack-options';
import { slackProblem } from './slack-problems';
import { GUEST_URN } from './slack-schema';
import { legalUserName } from './slack-user-name';

export type SlackVersion = 'v1' | 'v2';

const MAX_DISPLAY_NAME = 80;
/** Documented for one update of a group. */
export const MAX_MEMBER_CHANGES = 15_000;

/** Slack's validation of a user or group before it is stored; unknown attributes are ignored. @throws ScimProblem */
export const checkSlack = (
  incoming: Incoming,
  version: SlackVersion,
  store: ScimStore,
  settings: SlackSettings,
): void => {
  checkSchemas(incoming, version, settings);
  if (incoming.kind === 'User') {
    checkUser(incoming, store, settings);
  } else {
    checkGroup(incoming, store, settings);
  }
};

const checkSchemas = (
  { intent, body }: Incoming,
  version: SlackVersion,
  { schemasRequired }: SlackSettings,
): void => {
  const excepted = version === 'v1' && intent === 'patch' && schemasRequired === 'except-v1-patch';
  const named = Array.isArray(body['schemas']) && body['schemas'].length > 0;
  if (schemasRequired !== 'never' && !excepted && !named) {
    throw slackProblem(400, 'missing_schema_element');
  }
};

const checkUser = (
  { intent, attributes, current }: Incoming,
  store: ScimStore,
  settings: SlackSettings,
): void => {
  const given = attributes['userName'];
  if (given === undefined || given === '') {
    throw slackProblem(400, given === '' ? 'username_empty' : 'username_required');
  }
  checkEmails(attributes);
  const display = attributes['displayName'];
  if (typeof display === 'string' && display.length > MAX_DISPLAY_NAME) {
    throw slackProblem(400, 'invalid_name_maxlength', ['displayName', display]);
  }
  const guest = attributes[GUEST_URN];
  if (intent === 'create' && isJsonObject(guest) && guest['type'] === 'single') {
    throw slackProblem(400, 'cannot_make_user_guest', ['type', 'single']);
  }
  if (current !== undefined) {
    checkOwner(current.id, attributes, settings);
  }
  checkTaken(legalUserName(String(given), settings), attributes, current?.id, store, settings);
};

const checkEmails = (attributes: Attributes): void => {
  const emails = (attributes['emails'] ?? []) as readonly JsonObject[];
  const primary = emails.filter((email) => email['primary'] === true).length;
  if (emails.length === 0) {
    throw slackProblem(400, 'email_empty');
  }
  if (emails.length > 1 && primary !== 1) {
    throw slackProblem(400, 'missing_primary_email');
  }
  for (const { value } of emails) {
    if (typeof value !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(value)) {
      throw slackProblem(400, 'email_invalid', ['email', value ?? '']);
    }
  }
};

/** The primary owner of an organisation keeps access. @throws ScimProblem 403 */
export const checkOwner = (id: string, attributes: Attributes, { primaryOwner }: SlackSettings): void => {
  if (id === primaryOwner && attributes['active'] === false) {
    throw slackProblem(403, 'cannot_disable_primary_owner', ['user', id]);
  }
};

/** A deactivated user keeps name and addresses. */
const checkTaken = (
  userName: string,
  attributes: Attributes,
  ownId: string | undefined,
  store: ScimStore,
  { channelNames, takenStatus }: SlackSettings,
): void => {
  const taken = (path: UserPath, value: string): boolean =>
    store.usersWith(path, value).filter(({ id }) => id !== ownId).length > 0;
  if (taken('userName', userName) || channelNames.some((name) => same(name, userName))) {
    throw slackProblem(takenStatus, 'username_taken', ['username', userName]);
  }
  for (const email of valuesAt(attributes, 'emails.value')) {
    if (taken('emails.value', email)) {
      throw slackProblem(takenStatus, 'email_taken', ['email', email]);
    }
  }
};

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const checkGroup = (
  { attributes, current, body }: Incoming,
  store: ScimStore,
  { tooManyUsersStatus }: SlackSettings,
): void => {
  const name = attributes['displayName'];
  if (typeof name !== 'string' || name.trim() === '') {
    throw slackProblem(400, 'invalid_attribute_format', ['displayName', name ?? '']);
  }
  const changes = memberChanges(body);
  if (changes > MAX_MEMBER_CHANGES) {
    throw slackProblem(tooManyUsersStatus, 'too_many_users', ['members', changes]);
  }
  for (const id of valuesAt(attributes, 'members.value')) {
    const isNew = current === undefined || !store.isMember(current.id, id);
    const user = isNew ? store.user(id) : undefined;
    if (
      user !== undefined &&
      (user.attributes['active'] === false || user.attributes[GUEST_URN] !== undefined)
    ) {
      throw slackProblem(400, 'unable_to_add_deleted_or_guest_to_group', ['user', id]);
    }
  }
};

/** How many members a body adds and removes, in either version. */
const memberChanges = (body: JsonObject): number => {
  const operations = body['Operations'];
  const ofList = (members: unknown): number => (Array.isArray(members) ? members.length : 0);
  return Array.isArray(operations)
    ? (operations as readonly unknown[])
        .filter(isJsonObject)
        .reduce(
          (sum, { value }) => sum + Math.max(1, ofList(isJsonObject(value) ? value['members'] : value)),
          0,
        )
    : ofList(body['members']);
};

/** What is stored: the legal user name, one primary address, addresses without a type. */
export const completeSlack = (
  { kind, attributes, current }: Incoming,
  settings: SlackSettings,
): Attributes => {
  if (kind === 'Group') {
    return attributes;
  }
  const { addresses, emails, password: _never, ...others } = attributes;
  const list = (emails ?? []) as readonly JsonObject[];
  return {
    ...others,
    userName: legalUserName(String(attributes['userName']), settings),
    emails: list.length === 1 ? list.map((email) => ({ ...email, primary: true })) : list,
    ...(Array.isArray(addresses)
      ? { addresses: (addresses as readonly JsonObject[]).map(({ type: _type, ...address }) => address) }
      : {}),
    active: attributes['active'] ?? current?.attributes['active'] ?? true,
  };
};
