import type { IAMUserAppData, Attributes } from '../app-data';
import { isAddress, type UserIdentifier } from './identify';
import { isPersonByKey } from './person-key';
import { contradicts, isSameUser } from './same-user';

/** An identifier with its strength as evidence. */
export interface Clue extends UserIdentifier {
  /** `before` for one of `olduserdata` that is not a present one as well: it may belong to another person by now. */
  readonly since: 'now' | 'before';
  /**
   * `given` by the caller. `copied`: it substitutes a missing value (a user name that is the address), so it may find the person
   * but does not contradict a record. `composed` from a part of a value or from several, so that two people may have it; it
   * proves nothing.
   */
  readonly strength: 'given' | 'copied' | 'composed';
}

/** The identity of a profile's person. */
export interface Person {
  /** In the order of `lookupBy`, the present ones first: strongest evidence first. */
  readonly clues: readonly Clue[];
  readonly lookupBy: readonly string[];
  readonly key: {
    readonly attribute: string;
    /** Data with the present and the former key; empty if the key was derived or composed. */
    readonly now: Attributes;
    readonly before: Attributes;
  };
  /** The present and the former email address, whether or not the vendor can be searched by them. */
  readonly emails: readonly string[];
}

/** Whether a record found by an identifier is the profile's person. */
export type Verdict =
  /** The person; `despite` lists stronger attributes in which it differs, overruled by the key. */
  | { readonly tag: 'person'; readonly despite: readonly string[] }
  /** Another person: the attribute contradicts. */
  | { readonly tag: 'other'; readonly attribute: string }
  /** No evidence: found by a composed name, which another person's data may produce as well. */
  | { readonly tag: 'unproven' }
  /** The key proves that a former identifier has passed to another person. */
  | { readonly tag: 'successor' };

/** The evidence that is compared. `unknown`: the record or the profile has no value. */
export interface Evidence {
  readonly foundBy: 'id' | 'key-or-name' | 'composed name';
  readonly since: 'now' | 'before';
  readonly key: 'same' | 'other' | 'unknown';
  /** Whether the former key is known, so that a different one cannot be the former key of the same person. */
  readonly formerKey: 'known' | 'unknown';
  readonly strongerIdentifiers: 'agrees' | 'differs';
  readonly address: 'same' | 'other';
  /** Whether the command writes to or enables the record (`gives`), or reads or disables it (`takes`). */
  readonly command: 'gives' | 'takes';
}

type Ruling = 'person' | 'other by key' | 'other by stronger identifier' | 'unproven' | 'successor';

/** The first matching row decides; evidence that a row does not name is ignored. */
const RULES: readonly (readonly [when: Partial<Evidence>, ruling: Ruling])[] = [
  // An id names one record of the vendor: reading or disabling it addresses that record, whatever else has changed.
  [{ foundBy: 'id', key: 'other', command: 'gives' }, 'other by key'],
  [{ foundBy: 'id' }, 'person'],
  // Two keys are two people, however alike their names; one key is one person, however much those differ.
  [{ key: 'other', since: 'before', formerKey: 'known' }, 'successor'],
  [{ key: 'other' }, 'other by key'],
  [{ key: 'same' }, 'person'],
  // Without a key, a difference in a stronger attribute makes the match a guess.
  [{ strongerIdentifiers: 'differs' }, 'other by stronger identifier'],
  // A composed name may belong to two people; the email address distinguishes them.
  [{ foundBy: 'composed name', address: 'other' }, 'unproven'],
  [{}, 'person'],
];

export const rule = (evidence: Evidence): Ruling =>
  ROWS.find(({ when }) => when.every(({ what, is }) => evidence[what] === is))?.ruling ?? 'unproven';

const ROWS = RULES.map(([when, ruling]) => ({
  when: (Object.keys(when) as (keyof Evidence)[]).map((what) => ({ what, is: when[what] })),
  ruling,
}));

/** Judges a record found by an identifier. */
export const judge = (
  user: IAMUserAppData,
  clue: Clue,
  person: Person,
  command: Evidence['command'],
): Verdict => {
  const { attribute: key, now, before } = person.key;
  const byKey = isPersonByKey(key, user, now, before);
  const strongerAttributes = person.lookupBy.slice(0, person.lookupBy.indexOf(clue.attribute));
  const differing = strongerAttributes.filter(
    (attribute) => attribute !== key && differsIn(user, attribute, person),
  );
  const ruling = rule({
    foundBy: clue.attribute === 'id' ? 'id' : clue.strength === 'composed' ? 'composed name' : 'key-or-name',
    since: clue.since,
    key: byKey === undefined ? 'unknown' : byKey ? 'same' : 'other',
    formerKey: isPersonByKey(key, user, before) === undefined ? 'unknown' : 'known',
    strongerIdentifiers: differing.length > 0 ? 'differs' : 'agrees',
    address: hasAddress(user, person.emails) ? 'same' : 'other',
    command,
  });
  switch (ruling) {
    case 'person':
      return { tag: 'person', despite: differing };
    case 'successor':
      return { tag: 'successor' };
    case 'other by key':
      return { tag: 'other', attribute: key };
    case 'other by stronger identifier':
      return { tag: 'other', attribute: differing[0] ?? clue.attribute };
    case 'unproven':
      return { tag: 'unproven' };
  }
};

/** Attributes in which a record contradicts the profile: it has a value that is neither a present nor a former one. */
export const differencesFrom = (user: IAMUserAppData, person: Person): readonly string[] =>
  [
    ...person.lookupBy,
    // The address is evidence even where the vendor cannot be searched by it.
    ...(person.lookupBy.some(isAddress) ? [] : ['email']),
  ].filter((attribute) => differsIn(user, attribute, person));

const differsIn = (user: IAMUserAppData, attribute: string, { clues, emails }: Person): boolean => {
  const identifiers = clues.filter((clue) => clue.attribute === attribute);
  if (identifiers.length === 0 && attribute === 'email') {
    return emails.length > 0 && emails.every((value) => contradicts(user, { attribute, value }));
  }
  return (
    identifiers.some(({ strength }) => strength === 'given') &&
    identifiers.every((clue) => contradicts(user, clue))
  );
};

const hasAddress = (user: IAMUserAppData, emails: readonly string[]): boolean =>
  emails.some((value) => ['email', 'emails'].some((attribute) => isSameUser(user, { attribute, value })));
