import * as E from 'fp-ts/Either';
import { readBoolean } from '../codec/boolean-text';
import type { Attributes } from './app-data';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import type { Mapper, MappingType } from './mapper/mapper';
import { MAPPING_TYPES } from './mapper/mapping-type';

/**
 * Whether a key names the activity of a person, however it is spelled: `active`, `Active`, `is_active`, `IsActive`,
 * `urn:ietf:params:scim:schemas:core:2.0:User:active`. The commands own activity: such a key is never written as it is.
 */
export const isActivityKey = (key: string): boolean => folded(key) === 'active';

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
  const told = [...statementsOf(profile, mapper), ...mappedStatements(profile, mapper, type)];
  const unreadable = told.find(({ active }) => active === undefined);
  if (unreadable !== undefined) {
    return E.left(refusal(`${unreadable.by} reads neither as true nor as false`));
  }
  const [first] = told;
  const other = told.find(({ active }) => active !== first?.active);
  return other === undefined
    ? E.right(first?.active)
    : E.left(refusal(`${first?.by ?? ''} and ${other.by} contradict each other`));
};

/** One statement about activity; `active` is undefined when it cannot be read. */
interface ActivityStatement {
  readonly by: string;
  readonly active: boolean | undefined;
}

/** Other words for activity, and what true means for them. A mapper rule that reads one of these keys knows better what it is. */
const SYNONYMS: ReadonlyMap<string, boolean> = new Map([
  ['enabled', true],
  ['inactive', false],
  ['disabled', false],
  ['deactivated', false],
  ['suspended', false],
]);

const statementsOf = (profile: Attributes, mapper: Mapper): readonly ActivityStatement[] =>
  Object.entries(profile).flatMap(([key, value]) => {
    const meaning = meaningOf(key, mapper);
    if (meaning === undefined) {
      return [];
    }
    const read = readBoolean(value);
    return [{ by: `user-profile: ${key}`, active: read === undefined ? undefined : read === meaning }];
  });

/** What true means under this key; undefined when the key says nothing about signing in. */
const meaningOf = (key: string, mapper: Mapper): boolean | undefined => {
  const word = folded(key);
  if (word === 'active') {
    return true;
  }
  const meaning = SYNONYMS.get(word);
  return meaning === undefined || MAPPING_TYPES.some((type) => mapper.sources(type).has(key))
    ? undefined
    : meaning;
};

const mappedStatements = (
  profile: Attributes,
  mapper: Mapper,
  type: MappingType,
): readonly ActivityStatement[] => {
  // A quick test before the mapping: hardly any mapper has such a rule.
  if (!mapper.fields(type).some(({ target }) => isActivityKey(target))) {
    return [];
  }
  const mapped = mapper.map(profile, type);
  return Object.entries(E.isRight(mapped) ? mapped.right.data : {})
    .filter(([key]) => isActivityKey(key))
    .map(([key, value]) => ({ by: `the ${key} of the outgoing mapper`, active: readBoolean(value) }));
};

/** A key normalised for comparison, without case, separators, the URN before it, `is`, `user` and `account`. */
const folded = (key: string): string => {
  const letters = /^[a-z]+$/.test(key)
    ? key
    : key
        .slice(key.lastIndexOf(':') + 1)
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, '');
  return letters.replace(/^(?:is|user|account)+/, '');
};

const refusal = (what: string): Failure =>
  failure('invalid-input', `${what}; whether the user may sign in is not guessed.`, {
    next: 'Say true or false, or leave the key out; nothing was sent.',
  });
