import * as E from 'fp-ts/Either';
import { textOf } from '../../codec/id-text';
import { isAttributes, isList, ownValue } from './attributes';
import { toText } from './operators';

/** A condition on the items of a root. */
export interface Filter {
  readonly needsRight: boolean;
  /** Left: why the two sides cannot be compared, without their values. */
  readonly test: (left: unknown, right: unknown, ignoreCase: boolean) => E.Either<string, boolean>;
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : isList(value) ? value : [value];

const sequence = <A>(parts: readonly E.Either<string, A>[]): E.Either<string, readonly A[]> => {
  const failed = parts.find(E.isLeft);
  return failed ?? E.right(parts.flatMap((part) => (E.isRight(part) ? [part.right] : [])));
};

/** A list on the left passes when one of its items does, as in the reference. */
const anyOf =
  <A>(cast: (value: unknown) => E.Either<string, A>, test: (left: A, right: readonly A[]) => boolean) =>
  (left: unknown, right: unknown, fold: (value: A) => A): E.Either<string, boolean> => {
    const lefts = sequence(listOf(left).map(cast));
    const rights = sequence(listOf(right).map(cast));
    if (E.isLeft(lefts)) {
      return lefts;
    }
    if (E.isLeft(rights)) {
      return rights;
    }
    const folded = rights.right.map(fold);
    return E.right(lefts.right.some((item) => test(fold(item), folded)));
  };

const toNumber = (value: unknown): E.Either<string, number> => {
  const text = textOf(value);
  const number = text !== undefined && text.trim() !== '' ? Number(text) : value;
  return typeof number === 'number' && Number.isFinite(number) ? E.right(number) : E.left('needs a number');
};

const textFilter = (test: (left: string, right: readonly string[]) => boolean): Filter => {
  const any = anyOf(toText, test);
  return {
    needsRight: true,
    test: (left, right, ignoreCase) => any(left, right, (text) => (ignoreCase ? text.toLowerCase() : text)),
  };
};

const numberFilter = (test: (left: number, right: number) => boolean): Filter => {
  const any = anyOf(toNumber, (left, right) => right.some((item) => test(left, item)));
  return { needsRight: true, test: (left, right) => any(left, right, (number) => number) };
};

const listFilter = (filter: Filter): Filter => ({
  needsRight: true,
  test: (left, right, ignoreCase) =>
    filter.test(
      left,
      typeof right === 'string' ? right.split(',').map((item) => item.trim()) : right,
      ignoreCase,
    ),
});

const bareFilter = (test: (left: unknown) => boolean): Filter => ({
  needsRight: false,
  test: (left) => E.right(test(left)),
});

const not = (filter: Filter): Filter => ({
  needsRight: filter.needsRight,
  test: (left, right, ignoreCase) =>
    E.map((passes: boolean) => !passes)(filter.test(left, right, ignoreCase)),
});

const isEqualString = textFilter((left, right) => right.includes(left));
const containsString = textFilter((left, right) => right.some((item) => left.includes(item)));
const startWith = textFilter((left, right) => right.some((item) => left.startsWith(item)));
const endWith = textFilter((left, right) => right.some((item) => left.endsWith(item)));
const inList = listFilter(isEqualString);
const isEqualNumber = numberFilter((left, right) => left === right);
const isExists = bareFilter((left) => left !== undefined);
const isEmpty = bareFilter(
  (left) =>
    left === undefined ||
    left === null ||
    left === '' ||
    (isList(left) && left.length === 0) ||
    (isAttributes(left) && Object.keys(left).length === 0),
);
const isFlag = (flag: boolean): Filter =>
  bareFilter((left) =>
    listOf(left).some(
      (item) => item === flag || (typeof item === 'string' && item.toLowerCase() === String(flag)),
    ),
  );

/** Every filter by the reference's name for it. */
const FILTERS: Readonly<Record<string, Filter>> = {
  isEqualString,
  isNotEqualString: not(isEqualString),
  containsString,
  notContainsString: not(containsString),
  startWith,
  notStartWith: not(startWith),
  endWith,
  notEndWith: not(endWith),
  inList,
  notInList: not(inList),
  in: inList,
  notIn: not(inList),
  isEqualNumber,
  isNotEqualNumber: not(isEqualNumber),
  isEqual: isEqualNumber,
  isNotEqual: not(isEqualNumber),
  greaterThan: numberFilter((left, right) => left > right),
  greaterThanOrEqual: numberFilter((left, right) => left >= right),
  lessThan: numberFilter((left, right) => left < right),
  lessThanOrEqual: numberFilter((left, right) => left <= right),
  isTrue: isFlag(true),
  isFalse: isFlag(false),
  isExists,
  isNotExists: not(isExists),
  isEmpty,
  isNotEmpty: not(isEmpty),
};

export const FILTER_NAMES: readonly string[] = Object.keys(FILTERS);

/** The filter of that name, or undefined. */
export const filterNamed = (name: string): Filter | undefined =>
  ownValue(FILTERS, name) as Filter | undefined;
