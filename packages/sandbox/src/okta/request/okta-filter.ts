import { isJsonObject, type JsonObject } from '../../json-object';
import {
  parseFilter,
  type Comparison,
  type FilterNode,
  type FilterValue,
} from '../../scim/filter/filter-parser';
import { shortest, type RecordList } from '../../records/record-list';
import { ScimProblem } from '../../scim/scim-problem';
import { invalidSearch } from './okta-problem';

/** What an endpoint's expressions may say. Names are compared with case, operators without. */
export interface OktaLanguage {
  /** The operators that a property can be compared with; none: the property cannot be asked for. */
  readonly operators: (property: string) => readonly (Comparison | 'pr')[];
  /** Whether values are compared with case. Diacritics count in any case. */
  readonly caseExact: boolean;
  readonly not?: boolean;
}

export const EQUAL = ['eq'] as const;
export const ORDER = ['eq', 'gt', 'ge', 'lt', 'le'] as const;

/**
 * Reads a `filter` or `search`. The grammar is that of SCIM, literals are JSON strings.
 * https://developer.okta.com/docs/reference/core-okta-api/#filter
 *
 * @throws OktaProblem E0000031
 */
const readOktaFilter = (text: string, language: OktaLanguage): FilterNode => {
  const filter = parsed(text);
  if (!isSayable(filter, language)) {
    throw invalidSearch();
  }
  return filter;
};

const parsed = (text: string): FilterNode => {
  try {
    return parseFilter(text);
  } catch (error) {
    throw error instanceof ScimProblem ? invalidSearch() : error;
  }
};

const isSayable = (node: FilterNode, language: OktaLanguage): boolean => {
  switch (node.kind) {
    case 'and':
    case 'or':
      return isSayable(node.left, language) && isSayable(node.right, language);
    case 'not':
      return language.not === true && isSayable(node.inner, language);
    case 'within':
      return false;
    case 'present':
      return language.operators(node.path).includes('pr');
    case 'compare':
      return node.value !== null && language.operators(node.path).includes(node.operator);
  }
};

/** Records that can be asked for. */
export interface OktaSource<R> {
  readonly all: RecordList<R>;
  /** At least all records with that value of a property, by its `searchKeys`; undefined when no index tells. */
  readonly having?: (property: string, key: string) => RecordList<R> | undefined;
}

/** The records that an expression asks for; all of them without one. */
export const oktaMatches = <R>(
  { all, having }: OktaSource<R>,
  text: string | undefined,
  language: OktaLanguage,
  factsOf: (record: R) => JsonObject,
): RecordList<R> => {
  if (text === undefined) {
    return all;
  }
  const filter = readOktaFilter(text, language);
  const found = shortest(
    equalities(filter)
      .map(([property, value]) => having?.(property, keyOf(value)))
      .filter((list) => list !== undefined),
  );
  return (found ?? all).filter((record) => matchesOktaFilter(filter, factsOf(record), language));
};

/** What every record that a filter asks for must be equal to. */
const equalities = (node: FilterNode): readonly (readonly [property: string, value: FilterValue])[] => {
  if (node.kind === 'and') {
    return [...equalities(node.left), ...equalities(node.right)];
  }
  return node.kind === 'compare' && node.operator === 'eq' ? [[node.path, node.value]] : [];
};

/** What values are indexed by: whichever are equal have the same key, with and without case. */
const keyOf = (value: unknown): string => String(rank(value, false));

/** The keys of a property of a record. */
export const searchKeys = (record: object, property: string): readonly string[] =>
  valuesAt(record as JsonObject, property).map(keyOf);

/** The values that an expression compares a property with; none when it cannot be read. */
export const comparedWith = (text: string | undefined, property: string): readonly string[] => {
  const valuesIn = (node: FilterNode): readonly string[] => {
    switch (node.kind) {
      case 'and':
      case 'or':
        return [...valuesIn(node.left), ...valuesIn(node.right)];
      case 'not':
      case 'within':
        return valuesIn(node.inner);
      case 'compare':
        return node.path === property ? [String(node.value)] : [];
      case 'present':
        return [];
    }
  };
  return text === undefined ? [] : valuesIn(parsed(text));
};

/** Whether a record is what the filter asks for. A property with several values matches by any of them. */
const matchesOktaFilter = (node: FilterNode, record: JsonObject, language: OktaLanguage): boolean => {
  switch (node.kind) {
    case 'and':
      return (
        matchesOktaFilter(node.left, record, language) && matchesOktaFilter(node.right, record, language)
      );
    case 'or':
      return (
        matchesOktaFilter(node.left, record, language) || matchesOktaFilter(node.right, record, language)
      );
    case 'not':
      return !matchesOktaFilter(node.inner, record, language);
    case 'within':
      return false;
    case 'present':
      return valuesAt(record, node.path).length > 0;
    case 'compare':
      return valuesAt(record, node.path).some((value) =>
        compares(value, node.operator, node.value, language.caseExact),
      );
  }
};

/** The values at a dotted path, through lists; without null. */
export const valuesAt = (record: JsonObject, path: string): readonly unknown[] =>
  path
    .split('.')
    .reduce<readonly unknown[]>(
      (found, name) =>
        found
          .flatMap((value) => (isJsonObject(value) && Object.hasOwn(value, name) ? [value[name]] : []))
          .flat(),
      [record],
    )
    .filter((value) => value !== null && value !== undefined);

const ISO_DATE = /^\d{4}-\d{2}-\d{2}T/;

/** A value that can be put in order: dates by time. */
const rank = (value: unknown, caseExact: boolean): string | number => {
  if (typeof value === 'number') {
    return value;
  }
  const text = String(value);
  if (ISO_DATE.test(text) && !Number.isNaN(Date.parse(text))) {
    return Date.parse(text);
  }
  return caseExact ? text : text.toLowerCase();
};

const compares = (value: unknown, operator: Comparison, wanted: FilterValue, caseExact: boolean): boolean => {
  const [mine, other] = [rank(value, caseExact), rank(wanted, caseExact)];
  switch (operator) {
    case 'eq':
      return mine === other;
    case 'ne':
      return mine !== other;
    case 'co':
      return String(mine).includes(String(other));
    case 'sw':
      return String(mine).startsWith(String(other));
    case 'ew':
      return String(mine).endsWith(String(other));
    case 'gt':
      return mine > other;
    case 'ge':
      return mine >= other;
    case 'lt':
      return mine < other;
    case 'le':
      return mine <= other;
  }
};
