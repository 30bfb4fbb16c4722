import { isJsonObject } from '../json-object';
import { ENTERPRISE_URN } from '../scim/attribute-table';
import { invalidValue } from '../scim/scim-problem';
import type { Incoming } from '../scim/scim-face';
import { valuesAt } from '../scim/attribute-values';
import type { AwsSettings } from './aws-options';

const REQUIRED = ['userName', 'displayName', 'name.givenName', 'name.familyName'];
const SINGLE = ['emails', 'phoneNumbers', 'addresses', 'roles'];
const NAME_PATTERN = /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+$/u;
const FORBIDDEN = /[<>;:%]/;
const RESERVED = ['administrator', 'awsadministrators'];
const MAX_MEMBERS = 100;

/**
 * AWS's validation of a user or group before it is stored.
 * Sources: the pages of CreateUser, PutUser, CreateGroup and "Limitations" of the SCIM developer guide; the texts are
 * those CloudTrail shows. @throws ScimProblem 400
 */
export const checkAwsFields = (incoming: Incoming, settings: AwsSettings): void => {
  const [unknown] = incoming.unknown;
  // Even with an empty list as its value: `"photos": []` was seen to fail.
  if (unknown !== undefined) {
    throw invalidValue(`Unsupported attribute ${unknown.slice(0, 100)}`);
  }
  for (const [path, value] of strings(incoming.attributes)) {
    checkText(path, value, settings);
  }
  if (incoming.kind === 'User') {
    checkUser(incoming, settings);
  } else {
    checkGroup(incoming, settings);
  }
};

const checkUser = (incoming: Incoming, settings: AwsSettings): void => {
  const { attributes } = incoming;
  for (const path of REQUIRED) {
    // People made in the console may lack names; a PATCH of something else does not ask for them.
    const was = incoming.intent !== 'patch' || valuesAt(incoming.current?.attributes ?? {}, path).length > 0;
    if (was && valuesAt(attributes, path).length === 0) {
      throw invalidValue(`Missing required attribute ${path}`);
    }
  }
  for (const name of SINGLE) {
    const list = attributes[name];
    if (Array.isArray(list) && list.length > 1) {
      throw invalidValue(`List attribute ${name} exceeds allowed limit of 1`);
    }
  }
  const [email] = Array.isArray(attributes['emails']) ? (attributes['emails'] as readonly unknown[]) : [];
  if (email !== undefined && !(isJsonObject(email) && email['primary'] === true)) {
    throw invalidValue('The email must be the primary one');
  }
  if (changes(incoming, 'userName')) {
    checkUserName(incoming, settings);
  }
};

const changes = (incoming: Incoming, name: string): boolean =>
  incoming.attributes[name] !== incoming.current?.attributes[name];

const checkUserName = ({ attributes, intent }: Incoming, settings: AwsSettings): void => {
  const userName = String(attributes['userName'] ?? '');
  const rejectsBlanks =
    settings.userNameBlanks === 'reject' ||
    (settings.userNameBlanks === 'as-documented' && intent === 'create');
  if (rejectsBlanks && /\s/.test(userName)) {
    throw violation('userName');
  }
  if ([...userName].length > 128) {
    throw tooLong('userName', 128);
  }
  checkReserved(userName, settings);
};

const checkGroup = ({ attributes, intent }: Incoming, settings: AwsSettings): void => {
  if (attributes['displayName'] === undefined) {
    throw invalidValue('Missing required attribute displayName');
  }
  checkReserved(String(attributes['displayName']), settings);
  const members = Array.isArray(attributes['members']) ? (attributes['members'] as readonly unknown[]) : [];
  if (intent === 'create' && members.length > MAX_MEMBERS) {
    throw invalidValue(`List attribute members exceeds allowed limit of ${MAX_MEMBERS}`);
  }
  // There are no nested groups in the product.
  if (
    members.some(
      (member) => isJsonObject(member) && String(member['type'] ?? 'User').toLowerCase() !== 'user',
    )
  ) {
    throw invalidValue('Only users can be members');
  }
};

const checkReserved = (name: string, settings: AwsSettings): void => {
  if (settings.reservedNames && RESERVED.includes(name.toLowerCase())) {
    throw invalidValue(`Reserved name ${name}`);
  }
};

const checkText = (path: string, value: string, settings: AwsSettings): void => {
  if (value === '') {
    throw invalidValue(
      `1 validation error detected: Value at '${path}' failed to satisfy constraint: ` +
        'Member must have length greater than or equal to 1',
    );
  }
  if (!NAME_PATTERN.test(value)) {
    throw violation(path);
  }
  if ([...value].length > 1024) {
    throw tooLong(path, 1024);
  }
  const { forbiddenCharacters } = settings;
  const isUrl = path === 'profileUrl' || path.endsWith('$ref');
  const applies = forbiddenCharacters === 'all' ? !isUrl : forbiddenCharacters === path;
  if (applies && FORBIDDEN.test(value)) {
    throw violation(path);
  }
};

const violation = (path: string): Error =>
  invalidValue(
    `1 validation error detected: Value at '${path}' failed to satisfy constraint: ` +
      'Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+',
  );

const tooLong = (path: string, limit: number): Error =>
  invalidValue(
    `1 validation error detected: Value at '${path}' failed to satisfy constraint: ` +
      `Member must have length less than or equal to ${limit}`,
  );

/** Every string of a resource with its path; lists are not counted in the path. */
const strings = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') {
    return [[path, value]];
  }
  if (Array.isArray(value)) {
    return (value as readonly unknown[]).flatMap((one) => strings(one, path));
  }
  if (!isJsonObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    strings(inner, path === '' || path === ENTERPRISE_URN ? name : `${path}.${name}`),
  );
};
