import * as E from 'fp-ts/Either';
import { type Mapper, type Rule, makeMapper } from './mapper';
import type { MappingType } from './mapping-type';
import { type Source, compileSource } from './source';
import { type Target, literalTarget, parseTarget, targetConflicts } from './target';

/** A mapper as its author writes it: data only. */
export interface MapperDefinition {
  /** Shown in messages, and the name an instance picks the mapper by. */
  readonly name: string;
  readonly direction: 'incoming' | 'outgoing';
  /**
   * Target to source. An outgoing target is a path that is built as structure (`name.givenName`,
   * `emails[primary work].value`); an incoming one is a label and taken as it is (`Given Name`).
   */
  readonly fields: Readonly<Record<string, Source>>;
  /** What differs when an existing user is updated, enabled or disabled; null leaves a field out. */
  readonly update?: Readonly<Record<string, Source | null>>;
}

const compileFields = (
  direction: MapperDefinition['direction'],
  fields: Readonly<Record<string, Source>>,
): E.Either<readonly string[], readonly Rule[]> => {
  const problems: string[] = [];
  const rules: Rule[] = [];
  for (const [text, source] of Object.entries(fields)) {
    const target: E.Either<string, Target> =
      direction === 'incoming' ? E.right(literalTarget(text)) : parseTarget(text);
    const compiled = compileSource(source);
    if (E.isLeft(target)) {
      problems.push(`${text}: ${target.left}`);
    }
    if (E.isLeft(compiled)) {
      problems.push(...compiled.left.map((problem) => `${text}: ${problem}`));
    }
    if (E.isRight(target) && E.isRight(compiled)) {
      const { alternatives, plainKey, ...expression } = compiled.right;
      rules.push({ target: target.right, expression, alternatives, plainKey });
    }
  }
  problems.push(...targetConflicts(rules.map((rule) => rule.target)));
  return problems.length > 0 ? E.left(problems) : E.right(rules);
};

const withChanges = (
  fields: Readonly<Record<string, Source>>,
  changes: Readonly<Record<string, Source | null>>,
): Readonly<Record<string, Source>> =>
  Object.fromEntries(
    Object.entries({ ...fields, ...changes }).filter((entry): entry is [string, Source] => entry[1] !== null),
  );

/**
 * Makes a mapper. Throws an Error for an author's mistake (a path that cannot be parsed, an unknown operator, two fields
 * that overwrite each other), naming the mapper and every field concerned.
 */
export const defineMapper = (definition: MapperDefinition): Mapper => {
  const { name, direction, fields, update } = definition;
  const onCreate = compileFields(direction, fields);
  const onUpdate = update === undefined ? onCreate : compileFields(direction, withChanges(fields, update));
  if (E.isLeft(onCreate) || E.isLeft(onUpdate)) {
    const problems = [onCreate, onUpdate].flatMap((rules) => (E.isLeft(rules) ? rules.left : []));
    throw new Error([...new Set(problems)].map((problem) => `mapper "${name}": ${problem}`).join('\n'));
  }
  const rules: ReadonlyMap<MappingType, readonly Rule[]> = new Map<MappingType, readonly Rule[]>([
    ['User Profile', onCreate.right],
    ['User Profile - Create', onCreate.right],
    ['User Profile - Update', onUpdate.right],
  ]);
  return makeMapper({ name, direction, rules });
};
