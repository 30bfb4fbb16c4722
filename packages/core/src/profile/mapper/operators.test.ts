import * as E from 'fp-ts/Either';
import { OPERATORS } from './operators';
import { compilePipeline } from './pipeline';

const apply = (operator: string, args: Readonly<Record<string, unknown>>, value: unknown): unknown => {
  const constants = Object.fromEntries(Object.entries(args).map(([key, constant]) => [key, { constant }]));
  const pipeline = compilePipeline([{ operator, args: constants }]);
  if (E.isLeft(pipeline)) {
    throw new Error(pipeline.left.join('\n'));
  }
  const result = pipeline.right.run(value, {});
  if (E.isLeft(result)) {
    throw new Error(result.left);
  }
  return result.right;
};

const EXAMPLES: readonly (readonly [string, Readonly<Record<string, unknown>>, unknown, unknown])[] = [
  ['concat', { prefix: 'a-', suffix: '-z' }, 'm', 'a-m-z'],
  ['concat', { suffix: '!' }, ['a', 'b'], ['a!', 'b!']],
  ['concat', {}, 7, '7'],
  ['ParseJSON', {}, '{"a": [1]}', { a: [1] }],
  ['ParseJSON', {}, { already: 'parsed' }, { already: 'parsed' }],
  ['ParseJSON', {}, '', undefined],
  ['Stringify', {}, { a: [1] }, '{"a":[1]}'],
  ['Stringify', {}, 'text', 'text'],
  ['substring', { from: 0, to: 8 }, 'annabel@example.com', 'annabel@'],
  ['substring', { from: '2' }, 'abcd', 'cd'],
  ['substring', { to: 2 }, '👩🏽é', '👩🏽'],
  ['split', { delimiter: '@' }, 'a@x.com', ['a', 'x.com']],
  ['split', {}, 'a,b', ['a', 'b']],
  ['splitAndTrim', { delimiter: ';' }, 'a ; b', ['a', 'b']],
  ['join', { separator: ' ' }, ['a', '', null, 1], 'a 1'],
  ['join', {}, ['a', 'b'], 'a,b'],
  ['atIndex', { index: '1' }, ['a', 'b'], 'b'],
  ['atIndex', { index: 0 }, 'single', 'single'],
  ['atIndex', { index: 5 }, ['a'], undefined],
  ['first', {}, ['a', 'b'], 'a'],
  ['FirstArrayElement', {}, ['a', 'b'], 'a'],
  ['last', {}, ['a', 'b'], 'b'],
  ['LastArrayElement', {}, [], undefined],
  ['last', {}, ['a', 'b', 'c'], 'c'],
  ['LastArrayElement', {}, ['a', 'b', 'c'], 'c'],
  ['toLowerCase', {}, ['A', 'B'], ['a', 'b']],
  ['toUpperCase', {}, 'straße', 'STRASSE'],
  ['trim', {}, '  a b ', 'a b'],
  ['trim', {}, '   ', undefined],
  ['ParseJSON', {}, '', undefined],
  ['ParseJSON', {}, '7', 7],
  ['ParseJSON', {}, '{"a":[true]}', { a: [true] }],
  ['ParseJSON', {}, 7, 7],
  ['ParseJSON', {}, { a: 1 }, { a: 1 }],
  ['ParseJSON', {}, false, false],
  ['replace', { toReplace: '.', replaceWith: '-' }, 'a.b.c', 'a-b-c'],
  ['replace', { toReplace: '.', replaceWith: '-', limit: 1 }, 'a.b.c', 'a-b.c'],
  ['replace', { toReplace: '(a+)+$' }, 'x(a+)+$', 'x'],
  ['default', { value: 'none' }, undefined, 'none'],
  ['default', { value: 'none' }, null, 'none'],
  ['default', { value: 'none' }, [], 'none'],
  ['default', { value: 'none' }, {}, 'none'],
  ['default', { value: 'none' }, { a: 1 }, { a: 1 }],
  ['default', { value: 'none' }, false, false],
  ['SetIfEmpty', { defaultValue: 'none', applyIfEmpty: 'true' }, '', 'none'],
  ['valueMap', { values: { FTE: 'Employee' } }, 'FTE', 'Employee'],
  ['valueMap', { values: '{"1": "one"}' }, 1, 'one'],
  ['valueMap', { values: { none: null, yes: true } }, 'yes', true],
  ['MapValuesTransformer', { input_values: ['a', 2], mapped_values: ['x', 'y'] }, '2', 'y'],
  ['valueMap', { values: { FTE: 'Employee' } }, 'other', 'other'],
  ['valueMap', { values: { FTE: 'Employee' }, otherwise: 'Guest' }, 'constructor', 'Guest'],
  ['MapValuesTransformer', { input_values: 'a, b', mapped_values: '1,2' }, 'b', '2'],
  ['MapValuesTransformer', { input_values: 'a,b', mapped_values: '1,2' }, 'c', 'c'],
];

describe('transformers', () => {
  it.each(EXAMPLES)('%s %j: %j gives %j', (operator, args, value, result) => {
    expect(apply(operator, args, value)).toEqual(result);
  });

  it('each have an example', () => {
    expect(new Set(EXAMPLES.map(([operator]) => operator))).toEqual(new Set(Object.keys(OPERATORS)));
  });

  it.each(Object.keys(OPERATORS).filter((name) => name !== 'default' && name !== 'SetIfEmpty'))(
    '%s passes absent and null on',
    (name) => {
      const args =
        { atIndex: { index: 0 }, replace: { toReplace: 'x' }, valueMap: { values: {} } }[name] ?? {};
      const lists = name === 'MapValuesTransformer' ? { input_values: 'a', mapped_values: 'b' } : args;
      expect(apply(name, lists, undefined)).toBeUndefined();
      expect(apply(name, lists, null)).toBeNull();
    },
  );

  it.each<[string, Readonly<Record<string, unknown>>, unknown, string]>([
    ['toUpperCase', {}, { a: 'hunter2' }, 'toUpperCase: needs text, found an object'],
    ['concat', {}, { a: 'hunter2' }, 'concat: needs text, found an object'],
    ['join', {}, [['hunter2']], 'join: needs text, found a list'],
    ['ParseJSON', {}, 'hunter2', 'ParseJSON: the text is not JSON'],
    [
      'ParseJSON',
      {},
      '['.repeat(100_000) + ']'.repeat(100_000),
      'ParseJSON: the JSON is nested deeper than 64 levels',
    ],
    ['MapValuesTransformer', { input_values: 'a', mapped_values: 'b,c' }, 'hunter2', 'differ in length'],
  ])('%s %j fails without telling the value', (operator, args, value, message) => {
    expect(() => apply(operator, args, value)).toThrow(message);
    expect(() => apply(operator, args, value)).not.toThrow('hunter2');
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['default', {}, 'default: value must be a value'],
    ['SetIfEmpty', { defaultValue: '' }, 'SetIfEmpty: defaultValue must be a value'],
    ['replace', {}, 'replace: toReplace must be a text'],
    ['replace', { toReplace: {} }, 'replace: toReplace must be a text'],
    ['concat', { prefix: {} }, 'concat: prefix must be a text'],
    ['atIndex', {}, 'atIndex: index must be a whole number from 0'],
    ['atIndex', { index: ' ' }, 'atIndex: index must be a whole number from 0'],
    ['atIndex', { index: -1 }, 'atIndex: index must be a whole number from 0'],
    ['atIndex', { index: 1.5 }, 'atIndex: index must be a whole number from 0'],
    ['valueMap', { values: '[1' }, 'valueMap: values must be an object of plain values'],
    ['valueMap', { values: { a: {} } }, 'valueMap: values must be an object of plain values'],
    ['valueMap', { values: [1] }, 'valueMap: values must be an object of plain values'],
    [
      'MapValuesTransformer',
      { input_values: [{}], mapped_values: 'a' },
      'MapValuesTransformer: input_values must be a list or text with commas',
    ],
    [
      'MapValuesTransformer',
      { input_values: 7, mapped_values: 'a' },
      'MapValuesTransformer: input_values must be a list or text with commas',
    ],
    [
      'MapValuesTransformer',
      { input_values: ['a', {}], mapped_values: 'a,b' },
      'MapValuesTransformer: input_values must be a list or text with commas',
    ],
  ])('%s %j is no transformer', (operator, args, problem) => {
    expect(() => apply(operator, args, 'x')).toThrow(new Error(problem));
  });

  it('replace takes linear time whatever it searches for', () => {
    const text = 'a'.repeat(300_000);
    expect(apply('replace', { toReplace: '(a*)*b', replaceWith: 'x' }, text)).toBe(text);
  });
});
