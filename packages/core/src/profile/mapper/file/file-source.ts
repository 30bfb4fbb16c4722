import * as E from 'fp-ts/Either';
import type { Argument } from '../arguments';
import { type Attributes, isList } from '../attributes';
import { type Expression, constantExpression, MAX_EXPRESSION_DEPTH } from '../expression';
import { type Condition, parseFilters } from './file-filters';
import {
  parseFilePath,
  pathExpression,
  quotedConstant,
  simpleExpression,
  templateArgument,
} from './file-path';
import { type Report, inside, isBlank, objectWith } from './file-shape';
import { type AttributePath, topLevelKeys } from '../path';
import { type Pipeline, type StepDefinition, compilePipeline } from '../pipeline';
import { readPath } from '../read-path';

/** The right side of an Either; a left one is reported. */
const orReport = <A>(result: E.Either<string, A>, report: Report): A | undefined => {
  if (E.isRight(result)) {
    return result.right;
  }
  report(result.left);
  return undefined;
};

const expressionArgument = ({ evaluate, reads, copies }: Expression): Argument => ({
  read: evaluate,
  reads,
  copies,
});

/** An argument of a transformer or a side of a filter: `{ isContext, value: { simple, complex } }`. */
const parseArgument = (value: unknown, report: Report, depth: number): Argument | undefined => {
  if (isBlank(value)) {
    return { constant: undefined };
  }
  const fields = objectWith(value, ['isContext', 'iscontext', 'value'], report);
  if (fields === undefined) {
    return undefined;
  }
  const isPath = fields['isContext'] ?? fields['iscontext'] ?? false;
  if (typeof isPath !== 'boolean') {
    report('isContext must be true or false');
  }
  if (isBlank(fields['value'])) {
    return { constant: undefined };
  }
  const content = objectWith(fields['value'], ['simple', 'complex'], report);
  if (content === undefined) {
    return undefined;
  }
  const { simple, complex } = content;
  if (!isBlank(complex)) {
    const expression = parseComplex(complex, report, depth + 1);
    return expression === undefined ? undefined : expressionArgument(expression);
  }
  if (simple === undefined || simple === null) {
    return { constant: undefined };
  }
  if (typeof simple !== 'string') {
    report('simple must be text');
    return undefined;
  }
  if (isPath !== true) {
    return orReport(templateArgument(simple), report);
  }
  const path = orReport(parseFilePath(simple), report);
  return path === undefined ? undefined : expressionArgument(pathExpression(path));
};

const parseTransformers = (value: unknown, report: Report, depth: number): Pipeline | undefined => {
  if (!isBlank(value) && !isList(value)) {
    report('transformers must be a list');
    return undefined;
  }
  const steps: StepDefinition[] = [];
  for (const [i, item] of (isList(value) ? value : []).entries()) {
    const at = inside(report, `transformer ${String(i + 1)}`);
    const fields = objectWith(item, ['operator', 'args'], at);
    const operator = fields?.['operator'];
    if (fields === undefined) {
      continue;
    }
    if (typeof operator !== 'string') {
      at('operator must be text');
      continue;
    }
    const given = isBlank(fields['args'])
      ? {}
      : objectWith(fields['args'], Object.keys(fields['args'] ?? {}), at);
    const args = Object.entries(given ?? {}).flatMap(([name, argument]): [string, Argument][] => {
      const parsed = parseArgument(argument, inside(at, `${operator}: ${name}`), depth);
      return parsed === undefined ? [] : [[name, parsed]];
    });
    steps.push({ operator, args: Object.fromEntries(args) });
  }
  const pipeline = compilePipeline(steps);
  if (E.isRight(pipeline)) {
    return pipeline.right;
  }
  for (const problem of pipeline.left) {
    report(problem);
  }
  return undefined;
};

/** The candidates that root and accessor find, one per item, as far as the filters accept them. */
const filtered =
  (root: AttributePath, accessor: AttributePath, condition: Condition): Expression['evaluate'] =>
  (source) => {
    const found = readPath(source, root);
    if (found === undefined) {
      return E.right(undefined);
    }
    const kept: unknown[] = [];
    let isMany = isList(found);
    for (const item of isList(found) ? found : [found]) {
      const inner = accessor.length === 0 ? item : readPath(item, accessor);
      const innerList = accessor.length > 0 && isList(inner) ? inner : undefined;
      isMany = isMany || innerList !== undefined;
      for (const value of innerList ?? [inner]) {
        const passes = condition.test({ item, value, source });
        if (E.isLeft(passes)) {
          return passes;
        }
        if (passes.right && value !== undefined) {
          kept.push(value);
        }
      }
    }
    return E.right(kept.length === 0 ? undefined : isMany ? kept : kept[0]);
  };

const rootAndAccessor = (
  fields: Attributes,
  report: Report,
): { readonly root: AttributePath; readonly accessor: AttributePath } | undefined => {
  const { root, accessor } = fields;
  if (typeof root !== 'string' || root === '') {
    report('complex needs a root');
    return undefined;
  }
  if (!isBlank(accessor) && typeof accessor !== 'string') {
    report('accessor must be text');
  }
  const rootPath = orReport(parseFilePath(root), inside(report, 'root'));
  const accessorPath =
    typeof accessor === 'string' && accessor !== ''
      ? orReport(parseFilePath(accessor), inside(report, 'accessor'))
      : [];
  return rootPath === undefined || accessorPath === undefined
    ? undefined
    : { root: rootPath, accessor: accessorPath };
};

/** Root, accessor, filters and transformers of a field, in this order. */
const parseComplex = (value: unknown, report: Report, depth: number): Expression | undefined => {
  if (depth > MAX_EXPRESSION_DEPTH) {
    report('arguments stand too deep inside each other');
    return undefined;
  }
  const fields = objectWith(value, ['root', 'accessor', 'filters', 'transformers'], report);
  if (fields === undefined) {
    return undefined;
  }
  const pipeline = parseTransformers(fields['transformers'], report, depth);
  const constant = typeof fields['root'] === 'string' ? quotedConstant(fields['root']) : undefined;
  if (constant !== undefined) {
    return pipeline === undefined ? undefined : withPipeline(constantExpression(constant), pipeline);
  }
  const paths = rootAndAccessor(fields, report);
  const { root = [], accessor = [] } = paths ?? {};
  const argument = (side: unknown, at: Report): Argument | undefined => parseArgument(side, at, depth);
  const condition = parseFilters(fields['filters'], root, accessor, argument, report);
  if (paths === undefined || pipeline === undefined) {
    return undefined;
  }
  const start: Expression =
    condition === undefined
      ? pathExpression([...root, ...accessor])
      : {
          evaluate: filtered(root, accessor, condition),
          reads: [...topLevelKeys(root), ...condition.reads],
          copies: pathExpression([...root, ...accessor]).copies,
        };
  return withPipeline(start, pipeline);
};

const withPipeline = (start: Expression, pipeline: Pipeline): Expression => ({
  reads: [...start.reads, ...pipeline.reads],
  evaluate: (source) => E.chain((value: unknown) => pipeline.run(value, source))(start.evaluate(source)),
  copies: (source) => pipeline.copies(start.copies(source), source),
});

/** The reference gives one element instead of a list of one. */
const unwrapped = (expression: Expression): Expression => ({
  reads: expression.reads,
  copies: expression.copies,
  evaluate: (source) =>
    E.map((value: unknown) => (isList(value) && value.length === 1 ? value[0] : value))(
      expression.evaluate(source),
    ),
});

/** The source of one field of a mapper file. Everything that is wrong with it is reported. */
export const parseFieldSource = (value: unknown, report: Report): Expression | undefined => {
  const fields = objectWith(value, ['simple', 'complex'], report);
  if (fields === undefined) {
    return undefined;
  }
  const { simple, complex } = fields;
  if (!isBlank(simple) && !isBlank(complex)) {
    report('has a simple and a complex source');
    return undefined;
  }
  if (!isBlank(simple) && typeof simple !== 'string') {
    report('simple must be text');
    return undefined;
  }
  if (typeof simple === 'string' && simple !== '') {
    const expression = orReport(simpleExpression(simple), report);
    return expression === undefined ? undefined : unwrapped(expression);
  }
  if (isBlank(complex)) {
    report('has no source: neither simple nor complex');
    return undefined;
  }
  const expression = parseComplex(complex, report, 0);
  return expression === undefined ? undefined : unwrapped(expression);
};
