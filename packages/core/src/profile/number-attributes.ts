import * as E from 'fp-ts/Either';
import { parseJson } from '../codec/json/json';
import type { Attributes } from './app-data';
import { changedAt, keysOf } from './attribute-path';

/**
 * Converts numeric texts at the given paths to numbers: profiles hold texts, because most attributes are. Other texts stay, so
 * that the vendor reports them. Throws for a path that cannot be parsed.
 */
export const withNumbers = (data: Attributes, paths: readonly string[]): Attributes =>
  paths.reduce((changed, path) => changedAt(changed, keysOf(path), numberOf), data);

const numberOf = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(numberOf);
  }
  return typeof value === 'string' && NUMBER.test(value)
    ? E.getOrElse((): unknown => value)(parseJson(value))
    : value;
};

// RFC 8259 section 6.
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
