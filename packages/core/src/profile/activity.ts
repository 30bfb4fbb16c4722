import * as E from 'fp-ts/Either';
import { readBoolean } from '../codec/boolean-text';
import { isDictionary } from '../codec/combinators';
import { perKeys } from '../codec/per-keys';
import { perText } from '../codec/per-text';
import type { Attributes } from './app-data';
import { failure, type Failure } from '../errors/failure';
import type { Mapper, MappingType } from './mapper/mapper';
import { isReadBy } from './mapper/read-keys';

/**
 * Whether a key names the activity of a person, however it is spelled: `active`, `Active`, `is_active`, `IsActive`,
 * `urn:ietf:params:scim:schemas:core:2.0:User:active`. The commands own activity: such a key is never written as it is.
 */
export const isActivityKey = perText((key) => folded(key) === 'active');

/** A value with the name that messages have for it, its key, and the key around it when it is inside a schema's object. */
interface Entry {
  readonly label: string;
  readonly key: string;
  readonly value: unknown;
  readonly around?: string;
}

/** The values that state activity: under a key of their own, or one inside the object of a schema or of the account. */
export const activityIn = (data: Attributes): readonly Entry[] =>
  holdsActivity(data) ? entriesOf(data).filter(({ key }) => isActivityKey(key)) : NO_ENTRIES;

const NO_ENTRIES: readonly Entry[] = [];

/** Nearly all data have none, and are not listed to find that out. */
const holdsActivity = (data: Attributes): boolean => {
  const { activity, around } = named(data);
  return (
    activity ||
    around.some((key) => {
      const value = data[key];
      return isDictionary(value) && named(value).activity;
    })
  );
};

/** Whether activity is one of the keys, and those of objects that may have it inside. */
const named = perKeys((keys) => ({
  activity: keys.some(isActivityKey),
  around: keys.filter(isAboutPerson),
}));

/** Data without what `activityIn` finds. */
export const withoutActivity = (data: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(data).flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
      if (isActivityKey(key)) {
        return [];
      }
      if (!isDictionary(value) || !isAboutPerson(key)) {
        return [[key, value]];
      }
      const rest = Object.entries(value).filter(([inner]) => !isActivityKey(inner));
      // Removes an object that becomes empty: writing it would be a change.
      return rest.length === 0 && Object.keys(value).length > 0 ? [] : [[key, Object.fromEntries(rest)]];
    }),
  );

const entriesOf = (data: Attributes): readonly Entry[] => {
  const entries: Entry[] = [];
  for (const key of Object.keys(data)) {
    const value = data[key];
    entries.push({ label: key, key, value });
    if (isDictionary(value) && isAboutPerson(key)) {
      for (const inner of Object.keys(value)) {
        entries.push({ label: `${key}.${inner}`, key: inner, value: value[inner], around: key });
      }
    }
  }
  return entries;
};

/** The object of a schema (RFC 7643 section 3.3), `user`, `account` and `profile` are about the person; `manager` is about another one. */
export const isAboutPerson = perText((key) => /^(?:urn:|profile$)/i.test(key) || folded(key) === '');

/**
 * The activity that a profile requests: true, false, or undefined when it names none. Left: an unreadable value, or two that
 * contradict each other, because ignoring them would enable a leaver. Includes the vendor's activity that the outgoing mapper
 * fills from a key of another name. Ignores `olduserdata`, which describes the former state.
 */
export const readActivity = (
  profile: Attributes,
  mapper: Mapper,
  type: MappingType,
): E.Either<Failure, boolean | undefined> => {
  const statements = [...statementsOf(profile, mapper), ...mappedStatements(profile, mapper, type)];
  const unreadable = statements.find(({ active }) => active === undefined);
  if (unreadable !== undefined) {
    return E.left(refusal(`${unreadable.by} reads neither as true nor as false`));
  }
  const [first] = statements;
  const other = statements.find(({ active }) => active !== first?.active);
  return other === undefined
    ? E.right(first?.active)
    : E.left(refusal(`${first?.by ?? ''} and ${other.by} contradict each other`));
};

/** One statement about activity; `active` is undefined when it cannot be read. */
interface ActivityStatement {
  readonly by: string;
  readonly active: boolean | undefined;
}

/** Synonyms of activity, and the activity that true means. A mapper rule that reads one of these keys takes precedence. */
const SYNONYMS: ReadonlyMap<string, boolean> = new Map([
  ['enabled', true],
  ['inactive', false],
  ['disabled', false],
  ['deactivated', false],
  ['suspended', false],
]);

const statementsOf = (profile: Attributes, mapper: Mapper): readonly ActivityStatement[] =>
  entriesOf(profile).flatMap((entry) => {
    const by = `user-profile: ${entry.label}`;
    const word = folded(entry.key);
    if (word === 'active') {
      return [{ by, active: readBoolean(entry.value) }];
    }
    if (isReadBy(mapper, entry.around ?? entry.key)) {
      return [];
    }
    const meaning = SYNONYMS.get(word);
    if (meaning !== undefined) {
      const read = readBoolean(entry.value);
      return [{ by, active: read === undefined ? undefined : read === meaning }];
    }
    // A status may mean something else (marital status), so it counts only when its value is a word for activity.
    const state = word === 'status' && typeof entry.value === 'string' ? folded(entry.value) : '';
    const active = state === 'active' || SYNONYMS.get(state);
    return active === undefined ? [] : [{ by, active }];
  });

const mappedStatements = (
  profile: Attributes,
  mapper: Mapper,
  type: MappingType,
): readonly ActivityStatement[] => {
  // Skips the mapping for the many mappers without such a rule.
  if (!mapper.fields(type).some(({ target }) => mayHoldActivity(target))) {
    return [];
  }
  const mapped = mapper.map(profile, type);
  return activityIn(E.isRight(mapped) ? mapped.right.data : {}).map(({ label, value }) => ({
    by: `the ${label} of the outgoing mapper`,
    active: readBoolean(value),
  }));
};

/**
 * Whether a rule with this target may fill what `activityIn` finds: under a name with `active` in it, or within the whole object of a
 * schema or of the account. Says yes too often rather than too seldom, because the mapped data are looked at then.
 */
const mayHoldActivity = (target: string): boolean =>
  lettersOf(target).includes('active') || (isAboutPerson(target) && !INSIDE_SCHEMA.test(target));

/** An attribute within the object of a schema: `urn:…:User.department`, but not a version number, as in `urn:…:1.0`. */
const INSIDE_SCHEMA = /:[^:.\d][^:.]*\.[^:]+$/;

/** Without case and separators. */
const lettersOf = (key: string): string =>
  /^[a-z]+$/i.test(key)
    ? key.toLowerCase()
    : key
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, '');

/** A key normalised for comparison, without case, separators, the URN before it, `is`, `user` and `account`. */
const folded = (key: string): string =>
  lettersOf(key.slice(key.lastIndexOf(':') + 1))
    .replace(/^(?:is|user|account|login)+/, '')
    .replace(/(?<=.)(?:user|account|flag|status){1,3}$/, '');

const refusal = (what: string): Failure =>
  failure('invalid-input', `${what}; whether the user may sign in is not guessed.`, {
    next: 'Say true or false, or leave the key out; nothing was sent.',
  });
