import { isJsonObject, type JsonObject } from '../../json-object';
import type { OktaOrg } from '../org/okta-org';
import type { OktaProfile } from '../org/okta-records';
import { validationFailed } from '../request/okta-problem';

export interface OktaAttribute {
  readonly title: string;
  readonly required?: true;
  readonly min?: number;
  readonly max?: number;
}

/** The base attributes of the default user type, in the order of its schema. */
export const BASE_ATTRIBUTES: Readonly<Record<string, OktaAttribute>> = {
  login: { title: 'Username', required: true, min: 5, max: 100 },
  firstName: { title: 'First name', required: true, min: 1, max: 50 },
  lastName: { title: 'Last name', required: true, min: 1, max: 50 },
  middleName: { title: 'Middle name' },
  honorificPrefix: { title: 'Honorific prefix' },
  honorificSuffix: { title: 'Honorific suffix' },
  email: { title: 'Primary email', required: true, min: 5, max: 100 },
  title: { title: 'Title' },
  displayName: { title: 'Display name' },
  nickName: { title: 'Nickname' },
  profileUrl: { title: 'Profile Url' },
  secondEmail: { title: 'Secondary email', max: 100 },
  mobilePhone: { title: 'Mobile phone', max: 100 },
  primaryPhone: { title: 'Primary phone', max: 100 },
  streetAddress: { title: 'Street address', max: 1024 },
  city: { title: 'City', max: 128 },
  state: { title: 'State', max: 128 },
  zipCode: { title: 'Zip code', max: 50 },
  countryCode: { title: 'Country code', max: 2 },
  postalAddress: { title: 'Postal Address', max: 4096 },
  preferredLanguage: { title: 'Preferred language' },
  locale: { title: 'Locale' },
  timezone: { title: 'Time zone' },
  userType: { title: 'User type' },
  employeeNumber: { title: 'Employee number' },
  costCenter: { title: 'Cost center' },
  organization: { title: 'Organization' },
  division: { title: 'Division' },
  department: { title: 'Department' },
  managerId: { title: 'ManagerId' },
  manager: { title: 'Manager' },
};

/** Whether a name is an attribute of the org's users. */
export const isProfileAttribute = ({ settings }: Pick<OktaOrg, 'settings'>, name: string): boolean =>
  Object.hasOwn(BASE_ATTRIBUTES, name) || Object.hasOwn(settings.customAttributes ?? {}, name);

/**
 * The profile after a write. A value of null clears an attribute.
 *
 * @param before the profile that the sent attributes change; empty when they replace it
 * @param id of the user, who may keep a login
 * @throws OktaProblem E0000001
 */
export const writtenProfile = (
  org: OktaOrg,
  sent: unknown,
  before: OktaProfile,
  id: string | undefined,
): OktaProfile => {
  const profile = merged(before, attributesOf(org, sent));
  checkProfile(org, profile);
  checkLogin(org, String(profile['login']), id);
  return profile;
};

const attributesOf = (org: OktaOrg, sent: unknown): JsonObject => {
  if (!isJsonObject(sent)) {
    throw validationFailed('profile', 'profile: The field cannot be left blank');
  }
  const unknown = Object.keys(sent).find((name) => !isProfileAttribute(org, name));
  if (unknown !== undefined && org.settings.unknownProfileKeys === 'reject') {
    const name = unknown.slice(0, 100);
    throw validationFailed(name, `${name}: Property is not defined in the user schema`);
  }
  return Object.fromEntries(Object.entries(sent).filter(([name]) => isProfileAttribute(org, name)));
};

const merged = (before: OktaProfile, sent: JsonObject): OktaProfile =>
  Object.fromEntries(Object.entries({ ...before, ...sent }).filter(([, value]) => value !== null));

const ADDRESS = /^[^\s@]+@[^\s@]+$/;
// Characters that need four bytes in UTF-8: https://developer.okta.com/docs/reference/core-okta-api/#character-sets
const FOUR_BYTES = /[\u{10000}-\u{10FFFF}]/u;

const checkProfile = (org: OktaOrg, profile: OktaProfile): void => {
  const broken = Object.entries(BASE_ATTRIBUTES).flatMap(([name, attribute]) =>
    brokenRule(name, attribute, profile[name]),
  );
  const custom = Object.keys(org.settings.customAttributes ?? {}).filter((name) =>
    FOUR_BYTES.test(JSON.stringify(profile[name] ?? '')),
  );
  const causes = [
    ...broken,
    ...custom.map((name) => `${name}: The field contains invalid characters`),
    ...brokenPattern('email', profile['email'], 'Does not match required pattern'),
    ...(org.settings.loginPattern === 'email'
      ? brokenPattern('login', profile['login'], 'Username must be in the form of an email address')
      : []),
  ];
  const [first] = causes;
  if (first !== undefined) {
    throw validationFailed(first.split(':')[0] ?? '', ...causes);
  }
};

const brokenRule = (
  name: string,
  { required, min, max }: OktaAttribute,
  value: unknown,
): readonly string[] => {
  if (value === undefined || value === '') {
    return required === true ? [`${name}: The field cannot be left blank`] : [];
  }
  if (typeof value !== 'string') {
    return [`${name}: The field must be a string`];
  }
  const length = [...value].length;
  if (FOUR_BYTES.test(value)) {
    return [`${name}: The field contains invalid characters`];
  }
  return length < (min ?? 0) || length > (max ?? Infinity)
    ? [`${name}: The field must be between ${min ?? 0} and ${max} characters long`]
    : [];
};

const brokenPattern = (name: string, value: unknown, text: string): readonly string[] =>
  typeof value === 'string' && value !== '' && !ADDRESS.test(value) ? [`${name}: ${text}`] : [];

/** Logins are unique without case, in every status; addresses are not unique at all. */
const checkLogin = ({ users }: OktaOrg, login: string, id: string | undefined): void => {
  if (users.find(['login', login.toLowerCase()]).filter((user) => user.id !== id).length > 0) {
    throw validationFailed(
      'login',
      'login: An object with this field already exists in the current organization',
    );
  }
};
