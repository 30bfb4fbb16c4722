import {
  canonicalHash,
  comparableRecord,
  type Attributes,
  type IAMUserAppData,
  type Instance,
} from '@iam/core';
import type { Profile } from '../config/lifecycle-config';
import { sha256, canonicalText } from '../plan/file/canonical-text';
import type { DesiredAccount, ShownNames, VendorWords } from '../plan/person/vendor-words';
import type { Account } from './account';

type Words = Pick<Instance, 'desired' | 'difference' | 'peopleKeys' | 'profileOf'>;

/** What the planner asks an instance; nothing of it takes a request. */
export const wordsOf = (instance: Words): VendorWords => {
  const mapped = (profile: Profile, change: 'create' | 'update'): DesiredAccount => {
    const { attributes, references } = instance.desired(withIdentity(profile), change);
    return { attributes, references, hash: canonicalHash(withReferences(attributes, references)) };
  };
  // An item is planned with several questions about one profile, and mapping it is most of what they cost.
  let last: { readonly profile: Profile; readonly desired: DesiredAccount } | undefined;
  const updated = (profile: Profile): DesiredAccount => {
    if (last?.profile !== profile) {
      last = { profile, desired: mapped(profile, 'update') };
    }
    return last.desired;
  };
  const [creates, updates] = mapperHash(instance).split(' ');
  return {
    desired: (profile, change) => {
      if (change === 'update') {
        return updated(profile);
      }
      const created = mapped(profile, change);
      // The next plan compares with what an update wants, also of an account that was made by this one.
      return creates === updates ? created : { ...created, hash: updated(profile).hash };
    },
    difference: (account, profile) =>
      Object.fromEntries(
        Object.entries(instance.difference(recordOf(account), withIdentity(profile))).map(
          ([attribute, { from, to }]) => [attribute, [from, to] as const],
        ),
      ),
    names: (profile) => namesShown(instance, updated(profile)),
    peopleKeys: instance.peopleKeys,
    shapesNames: shapesNames(instance, mapped),
    recordHash: (account, profile) =>
      canonicalHash(
        profile === undefined
          ? {
              id: account.vendorId,
              username: account.username,
              email: account.email,
              key: account.employeeId,
            }
          : comparableRecord(account.record, updated(profile).attributes),
      ),
  };
};

const withReferences = (attributes: Attributes, references: DesiredAccount['references']): Attributes =>
  references.length === 0
    ? attributes
    : {
        ...attributes,
        ...Object.fromEntries(
          references.map(({ attribute, from, value }) => [`${attribute} by ${from}`, value]),
        ),
      };

const namesShown = (instance: Words, { attributes }: DesiredAccount): ShownNames => {
  const { username, email } = instance.profileOf({
    id: '',
    username: null,
    email: null,
    active: null,
    details: attributes,
  });
  return { username: textOf(username), email: textOf(email) };
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Longer than handles are, and with a character that they do not have. */
const LONG_NAME = 'probe+of.a.user.name.that.is.kept.as.it.is';

const shapesNames = (
  instance: Words,
  mapped: (profile: Profile, change: 'update') => DesiredAccount,
): boolean => {
  try {
    return namesShown(instance, mapped({ ...PROBE, username: LONG_NAME }, 'update')).username !== LONG_NAME;
  } catch {
    // A mapper may refuse the probe; then names are taken as they are given.
    return false;
  }
};

/** The type of a profile asks for an identifier; a person of a feed always has a key. */
const withIdentity = (profile: Profile): Parameters<Instance['desired']>[0] =>
  profile as Parameters<Instance['desired']>[0];

const recordOf = ({ vendorId, username, email, active, state, record }: Account): IAMUserAppData => ({
  id: vendorId,
  username,
  email,
  active,
  ...(state === undefined ? {} : { state }),
  details: record,
});

/** A profile with a value for every key that mappers know by the neutral name: what they make of it shows when they change. */
const PROBE: Profile = {
  employeeid: 'E0',
  employeenumber: 'N0',
  email: 'probe@example.com',
  username: 'probe',
  givenname: 'Given',
  middlename: 'Middle',
  surname: 'Sur',
  displayname: 'Display',
  title: 'Title',
  department: 'Department',
  division: 'Division',
  organization: 'Organization',
  usertype: 'Type',
  costcenter: 'Center',
  costcentercode: 'Code',
  mobilephone: '+1 555 0100',
  streetaddress: 'Street',
  city: 'City',
  state: 'State',
  zipcode: '00000',
  countryname: 'Country',
  locale: 'en-US',
  preferredlanguage: 'en-US',
  timezone: 'Europe/Berlin',
};

/** What an instance makes of profiles, as a hash: another mapper is another one. */
export const mapperHash = (instance: Pick<Instance, 'desired'>): string =>
  (['create', 'update'] as const)
    .map((change) => {
      try {
        return canonicalHash(instance.desired(withIdentity(PROBE), change).attributes);
      } catch (thrown) {
        // A mapper may refuse the probe; that it does is a property of it too.
        return sha256(canonicalText(thrown instanceof Error ? thrown.message : ''));
      }
    })
    .join(' ');
