import * as E from 'fp-ts/Either';
import { isDictionary } from '../codec/combinators';
import { withNumbersAsTexts } from '../codec/json/number-texts';
import { perObject } from '../codec/per-object';
import { noIdentifierIn, translate } from '../commands/user/find/lookup-keys';
import { recordOf } from '../commands/user/user-command';
import { wantedChanges } from '../commands/user/wanted-changes';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import { hasAt, keysOf, valueAt, withoutValueAt } from '../profile/attribute-path';
import { attributeChanges, type AttributeChanges } from '../profile/changes/attribute-changes';
import type { IAMUserProfile } from '../profile/iam-user-profile';
import { isIdentified } from '../profile/identity/identify';
import type { Mapper, MappingType } from '../profile/mapper/mapper';
import type { OutgoingData } from '../profile/outgoing';
import { withoutSecretAttributes } from '../profile/secret-attributes';
import type { RunParts } from './run';

/** How a person should be at the application. */
export interface DesiredState {
  /** In the vendor's words, without passwords. Null clears an attribute; what is absent is left as it is. */
  readonly attributes: Attributes;
  readonly warnings: readonly string[];
  /**
   * What no record shows as the profile has it, and so is not in `attributes`: what is looked up when it is written, because the vendor
   * wants the id of another record, and what the vendor never shows.
   */
  readonly references: readonly DesiredReference[];
}

export interface DesiredReference {
  /** Path of the attribute in the vendor's words. */
  readonly attribute: string;
  /** The key of the profile that names the other record, such as `manageremailaddress`, or has the value, with what it has. */
  readonly from: string;
  readonly value: unknown;
  /** Whether another record is meant that is a person's; else it is of another kind, such as a department, or there is none. */
  readonly isPerson: boolean;
}

/**
 * What an instance knows of profiles and records without a request, for programs that compare lists with people. All of it throws an
 * IAMError (`invalid-input`) for a profile that cannot be mapped, and (`defect`) for a record that cannot.
 */
export interface DesiredStates {
  /**
   * The profile as the outgoing mapper translates it, for an update unless `create` is asked for: then a profile without an identifier of this
   * vendor is refused, as `iam-create-user` refuses it. What a profile refers to by an address or
   * a key of another record (a manager) is looked up when it is written; here a warning names it.
   */
  readonly desired: (profile: IAMUserProfile, change?: 'create' | 'update') => DesiredState;
  /**
   * What `iam-update-user` would change of a record that was read or listed; empty when nothing. Left out are whether the person can sign
   * in, passwords, which no record shows, and references, as in `desired`.
   */
  readonly difference: (record: IAMUserAppData, profile: IAMUserProfile) => AttributeChanges;
  /** The keys of a profile that name another person, such as `manageremailaddress`: what `desired` has as references to people. */
  readonly peopleKeys: readonly string[];
  /** A record in the words of a profile (`email`, `username`, `employeeid`), by the incoming mapper. */
  readonly profileOf: (record: IAMUserAppData) => Attributes;
}

export const desiredStates = ({
  integration,
  mappers,
}: Pick<RunParts, 'integration' | 'mappers'>): DesiredStates => {
  const command = { integration, mappers };
  const references = Object.entries(integration.references).flatMap(([attribute, some]) =>
    some.map((one) => ({
      attribute,
      at: keysOf(attribute),
      from: one.from,
      keys: keysOf(one.from),
      isPerson: one.lookupBy !== undefined,
    })),
  );
  /** What a mapper has for the attribute of a reference counts only where the profile says nothing of the record that is meant. */
  const withoutReferenced = (data: Attributes, profile: Attributes): Attributes => {
    let left = data;
    for (const { at, from } of references) {
      if (hasAt(left, at) && isPresent(valueAt(profile, from))) {
        left = withoutValueAt(left, at);
      }
    }
    return left;
  };
  const notShown = integration.notShown.map((path) => ({ path, keys: keysOf(path) }));
  const withoutNotShown = (data: Attributes): Attributes =>
    notShown.reduce((left, { keys }) => withoutValueAt(left, keys), data);
  const notShownIn = (data: Attributes): readonly DesiredReference[] =>
    notShown
      .filter(({ keys }) => hasAt(data, keys))
      .map(({ path }) => ({
        attribute: path,
        from: sourcesOf(mappers.outgoing)[path] ?? path,
        value: valueAt(data, path) ?? null,
        isPerson: false,
      }));
  const mapped = (profile: Attributes, type: MappingType): OutgoingData => {
    const outgoing = translate(command, withNumbersAsTexts(profile), type);
    if (E.isLeft(outgoing)) {
      throw new IAMError(outgoing.left);
    }
    return outgoing.right;
  };
  return {
    desired: (profile, change = 'update') => {
      const type = change === 'create' ? 'User Profile - Create' : 'User Profile - Update';
      const { data, warnings } = mapped(profile, type);
      if (change === 'create' && !isIdentified(integration.lookupBy, profile, data)) {
        throw new IAMError(noIdentifierIn({ ...command, profile }, type));
      }
      const attributes = withoutNotShown(withoutReferenced(withoutSecretAttributes(data), profile));
      const named = references.filter(({ keys }) => hasAt(profile, keys));
      const hidden = notShownIn(data);
      // Nearly everybody: nothing is copied.
      if (named.length === 0 && hidden.length === 0) {
        return { attributes, references: NO_REFERENCES, warnings };
      }
      return {
        attributes,
        references: [
          ...named.map(({ attribute, from, isPerson }) => ({
            attribute,
            from,
            value: valueAt(profile, from),
            isPerson,
          })),
          ...hidden,
        ],
        warnings: [
          ...warnings,
          ...named.map(({ attribute, from }) => `${attribute} is looked up by ${from} when it is written.`),
        ],
      };
    },
    difference: (record, profile) => {
      const type = 'User Profile - Update';
      const { olduserdata } = profile;
      const old = isDictionary(olduserdata) ? mapped(olduserdata, type) : undefined;
      const changes = wantedChanges(command, record, mapped(profile, type), old?.data);
      return attributeChanges(
        recordOf(command, record),
        withoutNotShown(withoutReferenced(withoutSecretAttributes(changes), profile)),
      );
    },
    peopleKeys: [...new Set(references.filter(({ isPerson }) => isPerson).map(({ from }) => from))],
    profileOf: (record) => {
      const read = mappers.incoming.map(recordOf(command, record), 'User Profile');
      if (E.isLeft(read)) {
        throw new IAMError(failure('defect', read.left, { next: 'Correct the incoming mapper.' }));
      }
      const { username, email } = record;
      // From entries, because a second spread into one object takes many times as long, and whole lists are read by this.
      return Object.fromEntries([
        ...(username === null ? [] : [['username', username] as const]),
        ...(email === null ? [] : [['email', email] as const]),
        ...Object.entries(read.right.data).map(([label, value]) => [keyOf(label), value] as const),
      ]);
    },
  };
};

/** The first key of a profile that an update makes each target from; asked for every person of a plan. */
const sourcesOf = perObject((mapper: Mapper): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(mapper.fields('User Profile - Update').map(({ target, from }) => [target, from[0]])),
);

const isPresent = (value: unknown): boolean => value !== undefined && value !== null;

const NO_REFERENCES: readonly DesiredReference[] = [];

/** The key of a profile is the label of the incoming mapper in small letters without spaces. */
const keyOf = (label: string): string => label.toLowerCase().replaceAll(' ', '');
