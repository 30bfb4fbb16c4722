import * as E from 'fp-ts/Either';
import { type Argument, type ArgumentValue, type Parameters, toArgument } from './arguments';
import { type Attributes, isList, ownValue } from './attributes';
import { renderTemplateText, isTemplateText } from './template-text';
import { type Operator, OPERATORS, operatorNamed } from './operators';

/** A transformer with its arguments as an author wrote them. */
export interface StepDefinition {
  readonly operator: string;
  readonly args: Readonly<Record<string, Argument>>;
}

/** Transformers, checked and ready to run one after the other. */
export interface Pipeline {
  readonly run: (value: unknown, source: Attributes) => E.Either<string, unknown>;
  /** Top-level keys that arguments read. */
  readonly reads: readonly string[];
  /** The values that it may copy unchanged for the input `start`. */
  readonly copies: (start: readonly unknown[], source: Attributes) => readonly unknown[];
}

type Args = Readonly<Record<string, ArgumentValue>>;

interface CompiledStep {
  readonly name: string;
  readonly operator: Operator;
  readonly fixed: Args;
  readonly dynamic: readonly DynamicArgument[];
}

/** An argument that is read from the person's data. */
interface DynamicArgument {
  readonly key: string;
  readonly kind: Parameters[string];
  readonly argument: Exclude<Argument, { constant: unknown }>;
}

const plainValue = (value: unknown): unknown => (isTemplateText(value) ? renderTemplateText(value) : value);

/** Compiles one step. Left: what is wrong with it. */
const compileStep = ({ operator: name, args }: StepDefinition): E.Either<readonly string[], CompiledStep> => {
  const operator = operatorNamed(name);
  if (operator === undefined) {
    return E.left([`unknown operator "${name}" (known: ${Object.keys(OPERATORS).join(', ')})`]);
  }
  const { parameters } = operator;
  const problems = Object.keys(args)
    .filter((key) => ownValue(parameters, key) === undefined)
    .map((key) => `${name} has no argument "${key}"`);
  const fixed: Record<string, ArgumentValue> = {};
  const dynamic: DynamicArgument[] = [];
  for (const [key, kind] of Object.entries(parameters)) {
    const argument = ownValue(args, key) as Argument | undefined;
    if (argument !== undefined && 'read' in argument) {
      dynamic.push({ key, kind, argument });
      continue;
    }
    const value = toArgument(kind, argument?.constant, 'constant');
    if (E.isRight(value)) {
      fixed[key] = value.right;
    } else {
      problems.push(`${name}: ${key} ${value.left}`);
    }
  }
  return problems.length > 0 ? E.left(problems) : E.right({ name, operator, fixed, dynamic });
};

const argumentsOf = (step: CompiledStep, source: Attributes): E.Either<string, Args> => {
  const args: Record<string, ArgumentValue> = { ...step.fixed };
  for (const { key, kind, argument } of step.dynamic) {
    if (kind === 'pieces' && argument.pieces !== undefined) {
      const pieces = argument.pieces(source);
      if (E.isLeft(pieces)) {
        return pieces;
      }
      args[key] = { pieces: pieces.right };
      continue;
    }
    const value = argument.read(source);
    if (E.isLeft(value)) {
      return value;
    }
    const converted = toArgument(kind, value.right, 'data');
    if (E.isLeft(converted)) {
      return E.left(`${key} ${converted.left}`);
    }
    args[key] = converted.right;
  }
  return E.right(args);
};

const applyTo = (step: CompiledStep, value: unknown, args: Args): E.Either<string, unknown> => {
  const input = step.operator.takesTemplate === true ? value : plainValue(value);
  const nothing = input === undefined || input === null;
  return nothing && step.operator.sees !== 'nothing' ? E.right(input) : step.operator.apply(input, args);
};

const runStep = (step: CompiledStep, value: unknown, source: Attributes): E.Either<string, unknown> => {
  const args = argumentsOf(step, source);
  if (E.isLeft(args)) {
    return args;
  }
  if (step.operator.over === 'list' || !isList(value)) {
    return applyTo(step, isList(value) ? value.map(plainValue) : value, args.right);
  }
  const items: unknown[] = [];
  for (const item of value) {
    const result = applyTo(step, item, args.right);
    if (E.isLeft(result)) {
      return result;
    }
    if (result.right !== undefined) {
      items.push(result.right);
    }
  }
  return E.right(items);
};

/** Whether a step may return its value unchanged, or an argument's value in its place. */
const mayCopy = ({ operator, dynamic }: CompiledStep): boolean =>
  operator.copies === true && dynamic.every(({ kind }) => kind.replace('!', '') === 'value');

/** Checks the steps. Left: everything that is wrong with them. */
export const compilePipeline = (
  definitions: readonly StepDefinition[],
): E.Either<readonly string[], Pipeline> => {
  const compiled = definitions.map(compileStep);
  const problems = compiled.flatMap((step) => (E.isLeft(step) ? step.left : []));
  if (problems.length > 0) {
    return E.left(problems);
  }
  const steps = compiled.flatMap((step) => (E.isRight(step) ? [step.right] : []));
  return E.right({
    reads: steps.flatMap((step) => step.dynamic.flatMap(({ argument }) => argument.reads)),
    copies: (start, source) =>
      steps.every(mayCopy)
        ? [
            ...start,
            ...steps.flatMap(({ dynamic }) =>
              dynamic.flatMap(({ argument }) => argument.copies?.(source) ?? []),
            ),
          ]
        : [],
    run: (start, source) => {
      let value = start;
      for (const step of steps) {
        const next = runStep(step, value, source);
        if (E.isLeft(next)) {
          return E.left(`${step.name}: ${next.left}`);
        }
        value = next.right;
      }
      const end = isList(value)
        ? value.map(plainValue).filter((item) => item !== undefined)
        : plainValue(value);
      const nothingLeft = end === '' || (steps.length > 0 && isList(end) && end.length === 0);
      return E.right(nothingLeft ? undefined : end);
    },
  });
};
