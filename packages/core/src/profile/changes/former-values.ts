import { isDictionary } from '../../codec/combinators';
import type { Attributes } from '../app-data';
import { keysOf, withValueAt } from '../attribute-path';
import { withoutSecretAttributes } from '../secret-attributes';
import type { AttributeChanges } from './attribute-changes';

/**
 * The values before some changes, as a profile in the vendor's own words: written with `iam-update-user`, it takes the changes back. What
 * had no value is null, also inside lists, whose elements are changed one by one. Left out are who may sign in, which commands of their own
 * decide, and secrets, which no record shows.
 */
export const formerValues = (changes: AttributeChanges): Attributes =>
  withoutSecretAttributes(
    Object.entries(changes)
      .filter(([path]) => !OF_THE_ACCOUNT.has(path))
      .reduce<Attributes>(
        (all, [path, { from, to }]) => withValueAt(all, keysOf(path), clearing(from, to)),
        {},
      ),
  );

/** What changes say about the account as a whole. */
const OF_THE_ACCOUNT: ReadonlySet<string> = new Set(['active', 'deleted']);

/** A former value that leaves nothing of the later one behind. */
const clearing = (from: unknown, to: unknown): unknown => {
  if (isNothing(from)) {
    return null;
  }
  if (isLink(from)) {
    return from['value'];
  }
  if (Array.isArray(from) && from.every(isDictionary)) {
    return elements(from, Array.isArray(to) ? to.filter(isDictionary) : []);
  }
  return isDictionary(from) && isDictionary(to) ? withNulls(from, to) : from;
};

/** A reference as ServiceNow's records show it (Table API, `sysparm_exclude_reference_link`); its value alone is written. */
const isLink = (value: unknown): value is Attributes =>
  isDictionary(value) && Object.keys(value).sort().join() === 'link,value';

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * Elements are told apart by their types (RFC 7643 section 2.4), so one whose type was not there before is to go. A vendor whose records do
 * not show types has one element, and it is the same one.
 */
const elements = (from: readonly Attributes[], to: readonly Attributes[]): readonly Attributes[] => {
  const [only, later] = [from[0], to[0]];
  if (from.length === 1 && to.length === 1 && only && later && !('type' in only && 'type' in later)) {
    const { type } = { ...later, ...only };
    return [{ ...withNulls(only, later), ...(type === undefined ? {} : { type }) }];
  }
  const byType = new Map(to.map((element) => [element['type'], element]));
  const former = new Set(from.map(({ type }) => type));
  return [
    ...from.map((element) => withNulls(element, byType.get(element['type']) ?? {})),
    ...to.filter(({ type }) => type !== undefined && !former.has(type)).map(emptied),
  ];
};

const withNulls = (from: Attributes, to: Attributes): Attributes => ({
  ...Object.fromEntries(Object.keys(to).map((key) => [key, null])),
  ...from,
});

const emptied = ({ type, ...element }: Attributes): Attributes => ({
  type,
  ...Object.fromEntries(
    Object.keys(element)
      .filter((key) => key !== 'primary')
      .map((key) => [key, null]),
  ),
});
