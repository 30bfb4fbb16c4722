import * as E from 'fp-ts/Either';
import type { Argument } from '../arguments';
import { type Attributes, isAttributes, isList } from '../attributes';
import { parseFilePath } from './file-path';
import { type Report, inside, isBlank, objectWith } from './file-shape';
import { type Filter, FILTER_NAMES, filterNamed } from '../filters';
import type { AttributePath } from '../path';
import { readPath } from '../read-path';

/** The input of a filter: an item of the root, the value that the accessor found in it, and the whole data. */
export interface Candidate {
  readonly item: unknown;
  readonly value: unknown;
  readonly source: Attributes;
}

export interface Condition {
  readonly test: (candidate: Candidate) => E.Either<string, boolean>;
  readonly reads: readonly string[];
}

const startsWith = (path: AttributePath, start: AttributePath): boolean =>
  start.every((segment, i) => JSON.stringify(segment) === JSON.stringify(path[i]));

interface Left {
  readonly read: (candidate: Candidate) => E.Either<string, unknown>;
  readonly reads: readonly string[];
}

/** A left side below the root is read from each item, any other one from the whole data. */
const leftSide = (
  left: unknown,
  root: AttributePath,
  accessor: AttributePath,
  argument: ReadArgument,
  report: Report,
): Left | undefined => {
  if (isBlank(left)) {
    report('is missing');
    return undefined;
  }
  const simple = isAttributes(left) && isAttributes(left['value']) ? left['value']['simple'] : undefined;
  const isPath = isAttributes(left) && (left['isContext'] === true || left['iscontext'] === true);
  if (typeof simple === 'string' && (isPath || (simple.startsWith('${') && simple.endsWith('}')))) {
    const parsed = parseFilePath(simple);
    if (E.isLeft(parsed)) {
      report(parsed.left);
      return undefined;
    }
    const path = parsed.right;
    const full = [...root, ...accessor];
    if (startsWith(path, full)) {
      const below = path.slice(full.length);
      return { read: ({ value }) => E.right(readPath(value, below)), reads: [] };
    }
    if (startsWith(path, root)) {
      const below = path.slice(root.length);
      return { read: ({ item }) => E.right(readPath(item, below)), reads: [] };
    }
  }
  const found = argument(left, report);
  if (found === undefined) {
    return undefined;
  }
  if ('constant' in found) {
    return { read: () => E.right(found.constant), reads: [] };
  }
  return { read: ({ source }) => found.read(source), reads: found.reads };
};

type ReadArgument = (value: unknown, report: Report) => Argument | undefined;

const parseFilter = (
  value: unknown,
  root: AttributePath,
  accessor: AttributePath,
  argument: ReadArgument,
  report: Report,
): Condition | undefined => {
  const fields = objectWith(value, ['operator', 'left', 'right', 'ignorecase', 'ignoreCase'], report);
  if (fields === undefined) {
    return undefined;
  }
  const name = fields['operator'];
  const filter: Filter | undefined = typeof name === 'string' ? filterNamed(name) : undefined;
  if (filter === undefined) {
    report(`unknown filter "${String(name)}" (known: ${FILTER_NAMES.join(', ')})`);
  }
  const ignoreCase = fields['ignorecase'] ?? fields['ignoreCase'] ?? false;
  if (typeof ignoreCase !== 'boolean') {
    report('ignorecase must be true or false');
  }
  const left = leftSide(fields['left'], root, accessor, argument, inside(report, 'left'));
  const right =
    filter?.needsRight === true ? argument(fields['right'], inside(report, 'right')) : { constant: null };
  if (filter?.needsRight === true && right !== undefined && 'constant' in right && isBlank(right.constant)) {
    report(`${String(name)} needs a right side`);
  }
  if (filter === undefined || left === undefined || right === undefined) {
    return undefined;
  }
  return {
    reads: [...left.reads, ...('reads' in right ? right.reads : [])],
    test: (candidate) => {
      const a = left.read(candidate);
      const b = 'constant' in right ? E.right(right.constant) : right.read(candidate.source);
      if (E.isLeft(a)) {
        return a;
      }
      if (E.isLeft(b)) {
        return b;
      }
      return E.mapLeft((why: string) => `${String(name)}: ${why}`)(
        filter.test(a.right, b.right, ignoreCase === true),
      );
    },
  };
};

/** True when one condition of every group holds. */
const everyGroup =
  (groups: readonly (readonly Condition[])[]): Condition['test'] =>
  (candidate) => {
    for (const group of groups) {
      let passes = false;
      for (const condition of group) {
        const result = condition.test(candidate);
        if (E.isLeft(result)) {
          return result;
        }
        passes = passes || result.right;
      }
      if (!passes) {
        return E.right(false);
      }
    }
    return E.right(true);
  };

/** The filters of a complex source: a list (all must hold) of lists (one of them must). */
export const parseFilters = (
  value: unknown,
  root: AttributePath,
  accessor: AttributePath,
  argument: ReadArgument,
  report: Report,
): Condition | undefined => {
  if (isBlank(value) || (isList(value) && value.length === 0)) {
    return undefined;
  }
  if (!isList(value) || !value.every((group) => isList(group) && group.length > 0)) {
    report('filters must be a list of lists');
    return undefined;
  }
  const groups = (value as readonly (readonly unknown[])[]).map((group, i) =>
    group.flatMap(
      (filter, j) =>
        parseFilter(
          filter,
          root,
          accessor,
          argument,
          inside(report, `filter ${String(i + 1)}.${String(j + 1)}`),
        ) ?? [],
    ),
  );
  return {
    test: everyGroup(groups),
    reads: groups.flatMap((group) => group.flatMap((filter) => filter.reads)),
  };
};
