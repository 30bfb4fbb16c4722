import * as E from 'fp-ts/Either';
import { textOf, type TextValue } from '../../codec/id-text';
import { type Attributes, isAttributes, isList } from './attributes';
import { parseMapperJson } from './template-json';
import type { Piece, Scalar } from './template-text';

/** The kind of argument that an operator expects; `!` marks a required one. */
export type ParameterKind = 'text' | 'index' | 'value' | 'table' | 'list' | 'pieces';
export type Parameters = Readonly<Record<string, ParameterKind | `${ParameterKind}!`>>;

/** One argument of one step for its operator. Only the field of its parameter's kind is set. */
export interface ArgumentValue {
  readonly value?: unknown;
  readonly text?: string;
  readonly index?: number;
  readonly table?: Attributes;
  readonly list?: readonly string[];
  readonly pieces?: readonly Piece[];
}

/** Where an argument comes from: written in the mapper, or read from the person's data. */
export type Argument =
  | { readonly constant: unknown }
  | {
      readonly read: (source: Attributes) => E.Either<string, unknown>;
      readonly reads: readonly string[];
      /** The values that it copies unchanged; absent when it composes a text. */
      readonly copies?: (source: Attributes) => readonly unknown[];
      /** For text with ${…} inside: its parts. */
      readonly pieces?: (source: Attributes) => E.Either<string, readonly Piece[]>;
    };

/** Values that can be rendered in a text: text, a number or a boolean. */
export const isScalar = (value: unknown): value is TextValue | boolean =>
  textOf(value) !== undefined || typeof value === 'boolean';

const toList = (value: unknown): readonly string[] | undefined => {
  if (typeof value === 'string') {
    return value.split(',').map((part) => part.trim());
  }
  return isList(value) && value.every(isScalar) ? value.map(String) : undefined;
};

const toTable = (value: unknown): Attributes | undefined => {
  const parsed =
    typeof value === 'string' ? E.getOrElse((): unknown => undefined)(parseMapperJson(value)) : value;
  return isAttributes(parsed) && Object.values(parsed).every((entry) => entry === null || isScalar(entry))
    ? parsed
    : undefined;
};

const toIndex = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};

const EXPECTED: Readonly<Record<ParameterKind, string>> = {
  text: 'a text',
  index: 'a whole number from 0',
  value: 'a value',
  table: 'an object of plain values',
  list: 'a list or text with commas',
  pieces: 'a text',
};

/** Converts a value to its parameter's kind. Left: what was expected. Accepts an absent value unless it is required. */
export const toArgument = (
  kind: Parameters[string],
  value: unknown,
  origin: 'constant' | 'data',
): E.Either<string, ArgumentValue> => {
  const required = kind.endsWith('!');
  const plain = kind.replace('!', '') as ParameterKind;
  const wrong: E.Either<string, ArgumentValue> = E.left(`must be ${EXPECTED[plain]}`);
  const given = <A>(
    found: A | undefined,
    make: (found: A) => ArgumentValue,
  ): E.Either<string, ArgumentValue> => (found === undefined ? wrong : E.right(make(found)));
  if (value === undefined || value === null || (value === '' && required)) {
    if (required && !(plain === 'value' && origin === 'data')) {
      return wrong;
    }
    return E.right(origin === 'data' && plain === 'pieces' ? { pieces: [{ data: value as Scalar }] } : {});
  }
  if (plain === 'value') {
    return E.right({ value });
  }
  if (plain === 'index') {
    return given(toIndex(value), (index) => ({ index }));
  }
  if (plain === 'table') {
    return given(toTable(value), (table) => ({ table }));
  }
  if (plain === 'list') {
    return given(toList(value), (list) => ({ list }));
  }
  const scalar = isScalar(value) ? value : undefined;
  if (plain === 'text') {
    return given(scalar, (found) => ({ text: String(found) }));
  }
  return given(scalar, (found) => ({
    pieces: [origin === 'constant' ? { literal: String(found) } : { data: found }],
  }));
};
