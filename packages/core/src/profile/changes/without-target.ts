import * as E from 'fp-ts/Either';
import { isDictionary } from '../../codec/combinators';
import type { Attributes } from '../app-data';
import { parsePath, type AttributePath } from '../mapper/path';

/**
 * The data without the value at a mapper's target, such as `name.formatted` or `emails[work].value`; what holds nothing
 * else goes with it. Throws for a path that cannot be parsed: paths come from mappers, where they were checked.
 */
export const withoutTarget = (data: Attributes, target: string): Attributes => {
  const parsed = parsePath(target);
  if (E.isLeft(parsed)) {
    throw new Error(`"${target}": ${parsed.left}`);
  }
  const rest = prune(data, parsed.right);
  return isDictionary(rest) ? rest : {};
};

/** Undefined when no value remains. */
const prune = (value: unknown, [segment, ...below]: AttributePath): unknown => {
  if (segment === undefined) {
    return undefined;
  }
  if (segment.kind !== 'key') {
    return pruneElements(value, segment.kind === 'element' ? segment.type : undefined, below);
  }
  if (!isDictionary(value) || !Object.hasOwn(value, segment.name)) {
    return value;
  }
  const kept = prune(value[segment.name], below);
  const rest = Object.entries(value).flatMap(([key, member]): readonly (readonly [string, unknown])[] =>
    key !== segment.name ? [[key, member]] : kept === undefined ? [] : [[key, kept]],
  );
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
};

/** A mapper builds one element of a type, so the type tells which one is meant. */
const pruneElements = (value: unknown, type: string | undefined, below: AttributePath): unknown => {
  if (!Array.isArray(value)) {
    return value;
  }
  const items = (value as readonly unknown[])
    .map((item) => (isDictionary(item) && item['type'] === type ? prune(item, below) : item))
    .filter(
      (item) =>
        item !== undefined && !(isDictionary(item) && Object.keys(item).every((key) => LABELS.has(key))),
    );
  return items.length === 0 ? undefined : items;
};

// Fields with which a mapper labels a value.
const LABELS: ReadonlySet<string> = new Set(['type', 'primary']);
