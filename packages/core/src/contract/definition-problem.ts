import * as E from 'fp-ts/Either';
import { parsePath, type AttributePath } from '../profile/mapper/path';
import type { AttributeReference, AttributeReferences } from './attribute-reference';

/** The parts of a definition that name attributes. */
interface NamedAttributes {
  readonly lookupBy: readonly string[];
  readonly externalIdAttribute?: string;
  readonly attributes: readonly string[];
  readonly requiredAttributes?: readonly string[];
  readonly singleValued?: readonly string[];
  readonly notShown?: readonly string[];
  readonly numberAttributes?: readonly string[];
  readonly references?: AttributeReferences<never>;
}

/** Why paths of a kind cannot be such; undefined where they can. */
type Rule = (path: AttributePath, text: string) => string | undefined;

/** What of a definition cannot work, as a sentence that names the key, the path and the reason; undefined when nothing is seen. */
export const definitionProblem = (definition: NamedAttributes): string | undefined =>
  pathProblems(definition)[0] ?? twiceProblem(definition.lookupBy) ?? referenceProblems(definition)[0];

const pathProblems = (definition: NamedAttributes): readonly string[] => [
  ...inKey('lookupBy', definition.lookupBy, identifier),
  ...inKey('externalIdAttribute', [definition.externalIdAttribute ?? 'externalId'], identifier),
  ...inKey('attributes', definition.attributes, keysOnly),
  ...inKey('requiredAttributes', definition.requiredAttributes ?? [], byType),
  ...inKey('singleValued', definition.singleValued ?? [], keysOnly),
  ...inKey('notShown', definition.notShown ?? [], keysOnly),
  ...inKey('numberAttributes', definition.numberAttributes ?? [], keysOnly),
  ...inKey('references', Object.keys(definition.references ?? {}), keysOnly),
];

const inKey = (key: string, paths: readonly string[], rule: Rule): readonly string[] =>
  paths.flatMap((text) => {
    const parsed = parsePath(text);
    const why = E.isLeft(parsed) ? parsed.left : rule(parsed.right, text);
    return why === undefined ? [] : [`${key} cannot have ${JSON.stringify(text)}: ${why}`];
  });

/** The order of a list means nothing (RFC 7643 section 2.4), so a position names another value at the next read. */
const byType: Rule = (path) =>
  path.some(({ kind }) => kind === 'index' || kind === 'range')
    ? 'the order of a list may change; choose an element by [primary] or by its type, such as [work]'
    : undefined;

/** What is compared and written whole. */
const keysOnly: Rule = (path, text) =>
  path.some(({ kind }) => kind !== 'key')
    ? `a list is written as a whole; name the list, ${JSON.stringify(text.slice(0, text.indexOf('[')))}, or a key of all its elements`
    : undefined;

const identifier: Rule = (path, text) => {
  if (path.at(-1)?.kind === 'element') {
    return `an element of a list is an object; name its value, ${JSON.stringify(`${text}.value`)}`;
  }
  return path.length === 1 && /^urn:/i.test(text)
    ? `a URN is one key, that of a whole schema, which is an object; set the attribute off by a dot, ${JSON.stringify(text.replace(/:([^:]*)$/, '.$1'))}`
    : byType(path, text);
};

const twiceProblem = (lookupBy: readonly string[]): string | undefined => {
  const twice = lookupBy.find((attribute, index) => lookupBy.indexOf(attribute) !== index);
  return twice === undefined
    ? undefined
    : `lookupBy cannot have ${JSON.stringify(twice)} twice: each attribute is asked for once`;
};

const referenceProblems = ({ references = {}, lookupBy }: NamedAttributes): readonly string[] =>
  Object.entries(references).flatMap(([attribute, some]) =>
    ('from' in some ? [some] : some).flatMap((reference) => {
      const why = referenceProblem(reference, lookupBy);
      return why === undefined ? [] : [`references cannot have ${JSON.stringify(attribute)}: ${why}`];
    }),
  );

const referenceProblem = (
  { from, lookupBy, find }: AttributeReference<never>,
  known: readonly string[],
): string | undefined => {
  const key = parsePath(from);
  if (E.isLeft(key)) {
    return `from is ${JSON.stringify(from)}, and ${key.left}`;
  }
  if ((lookupBy === undefined) === (find === undefined)) {
    return 'it needs lookupBy, where the record is a user, or find, and not both';
  }
  return lookupBy === undefined || known.includes(lookupBy)
    ? undefined
    : `getUser is not asked by ${JSON.stringify(lookupBy)}, because the lookupBy of the definition does not name it`;
};
