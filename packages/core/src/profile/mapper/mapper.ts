import * as E from 'fp-ts/Either';
import { perKeys } from '../../codec/per-keys';
import { isPartOf } from '../attribute-path';
import { type Attributes, isAttributes, setOwnValue } from './attributes';
import type { Expression } from './expression';
import { type MappingType, forType } from './mapping-type';
import { isTooDeep, MAX_NESTING } from './nesting';
import { readPath } from './read-path';
import { type Target, dataWriter } from './target';

export type { Attributes } from './attributes';
export type { MappingType } from './mapping-type';

/** The result of mapping a person's data. */
export interface Mapped {
  readonly data: Record<string, unknown>;
  /** Targets whose value came from a later alternative of a firstOf. */
  readonly derived: readonly string[];
}

/** The target of a rule and the top-level keys that it reads. */
export interface MappedField {
  /** As the mapper's author wrote it: `name.givenName`. */
  readonly target: string;
  readonly from: readonly string[];
  /** The keys of the later alternatives of a firstOf, which count where the first one gives nothing. */
  readonly otherwise: readonly string[];
}

/** Turns a user profile into a vendor's data (outgoing), or a vendor's data into a profile (incoming). */
export interface Mapper {
  readonly name: string;
  readonly direction: 'incoming' | 'outgoing';
  /** Left: a message that names the mapper, the field and the operator, never the value. */
  readonly map: (source: Attributes, type: MappingType) => E.Either<string, Mapped>;
  /** Top-level keys that some rule of this type reads; any other key of a source is lost. */
  readonly sources: (type: MappingType) => ReadonlySet<string>;
  /** Its rules of this type for documentation, in order. */
  readonly fields: (type: MappingType) => readonly MappedField[];
  /**
   * The values of `source` that the rules of an attribute copy unchanged. Any other text of the attribute was composed from a
   * part of a key or from several keys: two people may have it.
   */
  readonly copied: (source: Attributes, attribute: string, type: MappingType) => readonly unknown[];
  /**
   * For each rule with alternatives, its target and the value that its later alternatives give for the person whose present
   * data in the target's vocabulary are `target`. A different present value was set explicitly.
   */
  readonly derivedFrom: (target: Attributes, type: MappingType) => Readonly<Record<string, unknown>>;
}

/** One field: where its value comes from and where it goes. */
export interface Rule {
  readonly target: Target;
  readonly expression: Expression;
  readonly alternatives: { readonly first: Expression; readonly later: Expression } | undefined;
  /** The source key the rule copies, when it does nothing else. */
  readonly plainKey: string | undefined;
}

export interface MapperParts {
  readonly name: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly rules: ReadonlyMap<MappingType, readonly Rule[]>;
}

/** Whether the rule may give something for a source that has none of the keys that it reads. */
const givesWithout = ({ expression }: Rule): boolean => {
  const given = expression.evaluate({});
  return E.isLeft(given) || given.right !== undefined;
};

const mapWith = (
  { name, direction }: MapperParts,
  { giving }: TypeRules,
  source: Attributes,
): E.Either<string, Mapped> => {
  if (!isAttributes(source)) {
    return E.left(`${name}: the data to map must be an object`);
  }
  const data: Record<string, unknown> = {};
  const write = dataWriter(data);
  const derived: string[] = [];
  for (const { target, expression, alternatives } of giving(source)) {
    const first = (alternatives?.first ?? expression).evaluate(source);
    const later = E.isRight(first) && first.right === undefined ? alternatives?.later : undefined;
    const result = later?.evaluate(source) ?? first;
    if (E.isLeft(result)) {
      return E.left(`${name}: ${target.text}: ${result.left}`);
    }
    const value = result.right;
    // Incoming nulls are dropped: null in a vendor's record means unassigned (RFC 7643 section 2.5).
    if (value === undefined || (value === null && direction === 'incoming')) {
      continue;
    }
    if (isTooDeep(value)) {
      return E.left(`${name}: ${target.text}: nested deeper than ${String(MAX_NESTING)} levels`);
    }
    write(target, value);
    if (later !== undefined) {
      derived.push(target.text);
    }
  }
  return E.right({ data, derived });
};

/** The source keys recovered by reading copying rules backwards; a rule without alternatives is stronger evidence. */
const sourceBehind = (rules: readonly Rule[], target: Attributes): Attributes => {
  const source: Record<string, unknown> = {};
  const sure = rules.filter((rule) => rule.alternatives === undefined);
  for (const { plainKey, target: place } of [...sure, ...rules]) {
    if (plainKey === undefined || Object.hasOwn(source, plainKey)) {
      continue;
    }
    const value = readPath(target, place.path);
    if (value !== undefined && value !== null) {
      setOwnValue(source, plainKey, value);
    }
  }
  return source;
};

const derivedWith = (rules: readonly Rule[], target: Attributes): Readonly<Record<string, unknown>> => {
  const source = sourceBehind(rules, target);
  const derived: Record<string, unknown> = {};
  for (const { alternatives, target: place } of rules) {
    const value = alternatives?.later.evaluate(source);
    if (value !== undefined && E.isRight(value) && value.right !== undefined) {
      setOwnValue(derived, place.text, value.right);
    }
  }
  return derived;
};

const fieldOf = ({ target, expression, alternatives }: Rule): MappedField => ({
  target: target.text,
  from: [...new Set((alternatives?.first ?? expression).reads)],
  otherwise: [...new Set(alternatives?.later.reads)],
});

/** The rules of one mapping type, and what is derived from them once. */
interface TypeRules {
  readonly rules: readonly Rule[];
  /** Those that may give something for a source with these keys. */
  readonly giving: (source: Attributes) => readonly Rule[];
  readonly sources: ReadonlySet<string>;
  /** The rules that fill an attribute, by its path. */
  readonly into: Map<string, readonly Rule[]>;
}

const typeRules = (rules: readonly Rule[]): TypeRules => {
  const always = new Set(rules.filter(givesWithout));
  return {
    rules,
    giving: perKeys((keys) => {
      const present = new Set(keys);
      return rules.filter(
        (rule) => always.has(rule) || rule.expression.reads.some((key) => present.has(key)),
      );
    }),
    sources: new Set(rules.flatMap(({ expression }) => expression.reads)),
    into: new Map(),
  };
};

/** A mapper from rules that have been checked. */
export const makeMapper = (parts: MapperParts): Mapper => {
  const byType = new Map<MappingType, TypeRules>();
  const of = (type: MappingType): TypeRules => {
    const known = byType.get(type);
    if (known !== undefined) {
      return known;
    }
    const made = typeRules(forType(parts.rules, type) ?? []);
    byType.set(type, made);
    return made;
  };
  const rulesInto = ({ rules, into }: TypeRules, attribute: string): readonly Rule[] => {
    const known = into.get(attribute);
    if (known !== undefined) {
      return known;
    }
    const found = rules.filter(({ target }) => isPartOf(target.text, attribute));
    into.set(attribute, found);
    return found;
  };
  return {
    name: parts.name,
    direction: parts.direction,
    map: (source, type) => mapWith(parts, of(type), source),
    sources: (type) => of(type).sources,
    fields: (type) => of(type).rules.map(fieldOf),
    copied: (source, attribute, type) =>
      rulesInto(of(type), attribute).flatMap(({ expression }) => expression.copies(source)),
    derivedFrom: (target, type) => derivedWith(of(type).rules, target),
  };
};
