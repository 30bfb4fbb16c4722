import * as E from 'fp-ts/Either';
import { isDictionary } from '../codec/combinators';
import { parseJson } from '../codec/json';
import type { Attributes } from './app-data';
import { parsePath, type AttributePath } from './mapper/path';

/**
 * Converts numeric texts at the given paths to numbers: profiles hold texts, because most attributes are. Other texts stay, so
 * that the vendor reports them. Throws for a path that cannot be parsed.
 */
export const withNumbers = (data: Attributes, paths: readonly string[]): Attributes =>
  paths.map(pathOf).reduce((changed, path) => dictionaryWith(changed, path), data);

const pathOf = (text: string): AttributePath => {
  const parsed = parsePath(text);
  if (E.isLeft(parsed)) {
    throw new Error(`"${text}": ${parsed.left}`);
  }
  return parsed.right;
};

const dictionaryWith = (data: Attributes, [segment, ...below]: AttributePath): Attributes =>
  segment?.kind === 'key' && Object.hasOwn(data, segment.name)
    ? Object.fromEntries(
        Object.entries(data).map(([key, value]) => [
          key,
          key === segment.name ? numberAt(value, below) : value,
        ]),
      )
    : data;

const numberAt = (value: unknown, path: AttributePath): unknown => {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => numberAt(item, path));
  }
  if (isDictionary(value)) {
    return dictionaryWith(value, path);
  }
  return path.length === 0 && typeof value === 'string' && NUMBER.test(value)
    ? E.getOrElse((): unknown => value)(parseJson(value))
    : value;
};

// RFC 8259 section 6.
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
