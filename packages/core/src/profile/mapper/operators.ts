import * as E from 'fp-ts/Either';
import { jsonText } from '../../codec/json/json-text';
import { isScalar, type ArgumentValue, type Parameters } from './arguments';
import { isAttributes, isList, ownValue } from './attributes';
import { renderTemplateJson, parseMapperJson } from './template-json';
import { type Piece, type Scalar, templateText, isTemplateText } from './template-text';
import { isTooDeep } from './nesting';

type Result = E.Either<string, unknown>;

/** A transformer: takes a value and its arguments, gives the next value. */
export interface Operator {
  readonly parameters: Parameters;
  /** `item`: a list is transformed element by element. `list`: as a whole. */
  readonly over: 'item' | 'list';
  /** `nothing`: also called for absent and null values, which pass through all other operators. */
  readonly sees?: 'nothing';
  /** Receives template text as it is; all other operators receive the rendered text. */
  readonly takesTemplate?: true;
  /** Whether the value, or a complete part of it, may pass unchanged. */
  readonly copies?: true;
  /** Left: why the value cannot be transformed, without the value. */
  readonly apply: (value: unknown, args: Readonly<Record<string, ArgumentValue>>) => Result;
}

export const kindOf = (value: unknown): string =>
  isList(value) ? 'a list' : value === null ? 'null' : typeof value === 'object' ? 'an object' : typeof value;

/** Text, number or boolean as text; the reference casts in the same way and fails for the rest. */
export const toText = (value: unknown): E.Either<string, string> =>
  isScalar(value) ? E.right(String(value)) : E.left(`needs text, found ${kindOf(value)}`);

const onText =
  (change: (text: string, args: Readonly<Record<string, ArgumentValue>>) => unknown): Operator['apply'] =>
  (value, args) =>
    E.map((text: string) => change(text, args))(toText(value));

const listOf = (value: unknown): readonly unknown[] => (isList(value) ? value : [value]);

const isEmptyValue = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (isList(value) && value.length === 0) ||
  (isAttributes(value) && Object.keys(value).length === 0);

const scalarPieces = (value: unknown): E.Either<string, readonly Piece[]> => {
  if (isTemplateText(value)) {
    return E.right(value.pieces);
  }
  if (typeof value === 'object' && value !== null && !isScalar(value)) {
    return E.left(`needs text, found ${kindOf(value)}`);
  }
  return E.right([{ data: value as Scalar, root: true }]);
};

const concat: Operator['apply'] = (value, args) =>
  E.map((pieces: readonly Piece[]) =>
    templateText([...(args['prefix']?.pieces ?? []), ...pieces, ...(args['suffix']?.pieces ?? [])]),
  )(scalarPieces(value));

const fromJson: Operator['apply'] = (value) => {
  if (isTemplateText(value)) {
    return renderTemplateJson(value);
  }
  return typeof value === 'string' && value !== ''
    ? parseMapperJson(value)
    : E.right(value === '' ? undefined : value);
};

const toJson: Operator['apply'] = (value) => {
  if (typeof value === 'string') {
    return E.right(value);
  }
  return isTooDeep(value) ? E.left('the value is nested too deep') : E.right(jsonText(value));
};

/** Counts characters, not UTF-16 code units, so that an emoji is never cut in two. */
const substring = onText((text, args) =>
  [...text].slice(args['from']?.index ?? 0, args['to']?.index ?? undefined).join(''),
);

/** Matches literal text, never a regular expression, so that matching stays linear for any file. */
const replace = onText((text, args) => {
  const parts = text.split(args['toReplace']?.text ?? '');
  const limit = args['limit']?.index ?? parts.length;
  const replaced = parts.slice(0, limit + 1).join(args['replaceWith']?.text ?? '');
  const rest = parts.slice(limit + 1);
  return [replaced, ...rest].join(args['toReplace']?.text ?? '');
});

const joinList: Operator['apply'] = (value, args) => {
  const texts = listOf(value)
    .filter((item) => !isEmptyValue(item))
    .map(toText);
  const bad = texts.find(E.isLeft);
  return (
    bad ??
    E.right(
      texts.flatMap((text) => (E.isRight(text) ? [text.right] : [])).join(args['separator']?.text ?? ','),
    )
  );
};

const defaultIfEmpty =
  (name: string): Operator['apply'] =>
  (value, args) =>
    E.right(isEmptyValue(value) ? args[name]?.value : value);

const valueMap: Operator['apply'] = (value, args) =>
  E.map(
    (text: string): unknown =>
      ownValue(args['values']?.table ?? {}, text) ?? args['otherwise']?.value ?? value,
  )(toText(value));

const mapByLists: Operator['apply'] = (value, args) => {
  const from = args['input_values']?.list ?? [];
  const to = args['mapped_values']?.list ?? [];
  if (from.length !== to.length) {
    return E.left('input_values and mapped_values differ in length');
  }
  return E.map((text: string): unknown => to[from.indexOf(text)] ?? value)(toText(value));
};

const split: Operator['apply'] = onText((text, args) => text.split(args['delimiter']?.text ?? ','));

const first: Operator = {
  parameters: {},
  over: 'list',
  copies: true,
  apply: (value) => E.right(listOf(value)[0]),
};
const last: Operator = {
  parameters: {},
  over: 'list',
  copies: true,
  apply: (value) => E.right(listOf(value).at(-1)),
};

/** Every transformer by name. Names with a capital letter are those of the reference's scripts. */
export const OPERATORS = {
  concat: {
    parameters: { prefix: 'pieces', suffix: 'pieces' },
    over: 'item',
    sees: 'nothing',
    takesTemplate: true,
    copies: true,
    apply: concat,
  },
  ParseJSON: {
    parameters: {},
    over: 'item',
    sees: 'nothing',
    takesTemplate: true,
    copies: true,
    apply: fromJson,
  },
  Stringify: { parameters: {}, over: 'list', apply: toJson },
  substring: { parameters: { from: 'index', to: 'index' }, over: 'item', apply: substring },
  split: { parameters: { delimiter: 'text' }, over: 'item', apply: split },
  splitAndTrim: {
    parameters: { delimiter: 'text' },
    over: 'item',
    apply: onText((text, args) => text.split(args['delimiter']?.text ?? ',').map((part) => part.trim())),
  },
  join: { parameters: { separator: 'text' }, over: 'list', apply: joinList },
  atIndex: {
    parameters: { index: 'index!' },
    over: 'list',
    copies: true,
    apply: (value, args) => E.right(listOf(value)[args['index']?.index ?? 0]),
  },
  first,
  FirstArrayElement: first,
  last,
  LastArrayElement: last,
  toLowerCase: { parameters: {}, over: 'item', copies: true, apply: onText((text) => text.toLowerCase()) },
  toUpperCase: { parameters: {}, over: 'item', copies: true, apply: onText((text) => text.toUpperCase()) },
  trim: { parameters: {}, over: 'item', copies: true, apply: onText((text) => text.trim()) },
  replace: {
    parameters: { toReplace: 'text!', replaceWith: 'text', limit: 'index' },
    over: 'item',
    apply: replace,
  },
  default: {
    parameters: { value: 'value!' },
    over: 'list',
    sees: 'nothing',
    copies: true,
    apply: defaultIfEmpty('value'),
  },
  SetIfEmpty: {
    parameters: { defaultValue: 'value!', applyIfEmpty: 'value' },
    over: 'list',
    sees: 'nothing',
    copies: true,
    apply: defaultIfEmpty('defaultValue'),
  },
  valueMap: { parameters: { values: 'table!', otherwise: 'value' }, over: 'item', apply: valueMap },
  MapValuesTransformer: {
    parameters: { input_values: 'list!', mapped_values: 'list!' },
    over: 'item',
    apply: mapByLists,
  },
} as const satisfies Readonly<Record<string, Operator>>;

export type OperatorName = keyof typeof OPERATORS;

/** The operator of that name, or undefined. */
export const operatorNamed = (name: string): Operator | undefined =>
  ownValue(OPERATORS, name) as Operator | undefined;
