import { isJsonObject } from '../json-object';
import type { Attributes } from '../scim/read-resource';
import type { Incoming, Kind } from '../scim/scim-face';
import { invalidPath, invalidValue, ScimProblem } from '../scim/scim-problem';
import type { ScimStore } from '../scim/scim-store';
import { primaryEmail } from './atlassian-accounts';
import type { AtlassianOptions } from './atlassian-options';

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The refusal of a value that is in use; `email[…]` in the words seen in four articles of Atlassian's support. */
export const atlassianConflict = (kind: Kind, path: string, value: string): ScimProblem => {
  const named = path === 'emails.value' ? `email[${value}]` : `${path}[${value}]`;
  const what = kind === 'User' ? `[USER]: with ${named}` : `[GROUP]: with ${path}`;
  return new ScimProblem(409, `Resource ${what} already exists.`, 'uniqueness');
};

/**
 * Atlassian's validation of a user or group before it is stored. Unknown attributes are ignored, except in a PATCH that names
 * them. @throws ScimProblem 400 or 409
 */
export const checkAtlassian = (incoming: Incoming, options: AtlassianOptions): void => {
  const [unknown] = incoming.unknown;
  if (incoming.intent === 'patch' && unknown !== undefined) {
    throw invalidPath(`There is no attribute ${unknown.slice(0, 100)}.`);
  }
  if (incoming.kind === 'User') {
    checkUser(incoming, options);
  } else {
    checkGroup(incoming, options);
  }
};

const checkUser = ({ intent, attributes, body, current }: Incoming, options: AtlassianOptions): void => {
  if (intent !== 'patch' && !(Array.isArray(body['schemas']) && body['schemas'].length > 0)) {
    throw invalidValue('Attribute schemas is required.');
  }
  if (typeof attributes['userName'] !== 'string' || attributes['userName'] === '') {
    throw invalidValue('Attribute userName is required.');
  }
  const emails = Array.isArray(attributes['emails']) ? (attributes['emails'] as readonly unknown[]) : [];
  if (emails.filter((email) => isJsonObject(email) && email['primary'] === true).length !== 1) {
    throw invalidValue('Attribute emails with exactly one primary email is required.');
  }
  const email = primaryEmail(attributes) ?? '';
  const moved = current === undefined || !same(email, primaryEmail(current.attributes) ?? '');
  if (moved && (options.takenEmails ?? []).some((taken) => same(taken, email))) {
    throw atlassianConflict('User', 'emails.value', email);
  }
};

const checkGroup = ({ intent, attributes, current }: Incoming, options: AtlassianOptions): void => {
  const name = attributes['displayName'];
  if (typeof name !== 'string' || name === '') {
    throw invalidValue('Attribute displayName is required.');
  }
  if (intent === 'create' && (options.organizationGroups ?? []).some((taken) => same(taken, name))) {
    throw atlassianConflict('Group', 'displayName', name);
  }
  if (
    current !== undefined &&
    name !== current.attributes['displayName'] &&
    options.groupRename !== 'ignore'
  ) {
    throw new ScimProblem(400, 'Renaming a group is not supported.', 'mutability');
  }
};

/** Changes before storing: the default of `active`, and attributes that a write of a group keeps. */
export const completeAtlassian = (
  incoming: Incoming,
  store: ScimStore,
  options: AtlassianOptions,
): Attributes => {
  const { kind, intent, attributes, body, current } = incoming;
  if (kind === 'User') {
    return { ...attributes, active: attributes['active'] ?? true };
  }
  if (current === undefined) {
    return attributes;
  }
  const keepsMembers =
    intent === 'replace' && options.groupPutMembers === 'keep' && body['members'] === undefined;
  const members = keepsMembers ? store.membersOf(current.id).map((value) => ({ value })) : [];
  return {
    ...attributes,
    displayName: current.attributes['displayName'],
    ...(members.length > 0 ? { members } : {}),
  };
};
