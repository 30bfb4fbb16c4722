import { isDictionary } from '../combinators';
import { isExactNumber } from '../exact-number';
import { MAX_JSON_DEPTH } from './json';

/**
 * Why a program's value cannot be written as JSON, with the path of the first such place and without its value; undefined when
 * it can. Walks with an explicit stack, so that a cyclic value ends in a message.
 */
export const notJson = (value: unknown): string | undefined => {
  const open: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [
    { value, path: '', depth: 0 },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: part, path, depth } = next;
    if (depth > MAX_JSON_DEPTH) {
      return `nests more than ${MAX_JSON_DEPTH} levels deep, or contains itself`;
    }
    if (typeof part === 'number' && Number.isInteger(part) && !Number.isSafeInteger(part)) {
      return `${path === '' ? 'the value' : path} is a number beyond 2^53, which may have lost digits already; give it as text`;
    }
    if (!isJson(part)) {
      return `${path === '' ? 'the value' : path} must be text, a number, true, false, null, a list or an object`;
    }
    if (typeof part === 'object' && part !== null) {
      for (const key of Object.keys(part).toReversed()) {
        const place = Array.isArray(part) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
        open.push({ value: (part as Readonly<Record<string, unknown>>)[key], path: place, depth: depth + 1 });
      }
    }
  }
  return undefined;
};

const isJson = (value: unknown): boolean => {
  switch (typeof value) {
    case 'undefined':
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return (
        value === null ||
        Array.isArray(value) ||
        isExactNumber(value) ||
        (isDictionary(value) && isPlain(value))
      );
    default:
      return false;
  }
};

// A date, a map or a promise has no own members and would be written as an empty object.
const isPlain = (value: object): boolean => Object.prototype.toString.call(value) === '[object Object]';
