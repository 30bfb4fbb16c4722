import * as E from 'fp-ts/Either';
import { dictionaryOf, isDictionary } from '../codec/combinators';
import { isExactNumber } from '../codec/exact-number';
import { duplicateKey } from '../codec/json/duplicate-key';
import { idText } from '../codec/id-text';
import { describeJsonProblem, parseJson } from '../codec/json/json';
import { notJson } from '../codec/json/not-json';
import type { Attributes } from '../profile/app-data';
import { paddingProblem } from '../profile/identity/padding-problem';
import { nameOf } from '../profile/user-profile';
import { readSwitch, type ArgumentSpec } from '../contract/argument';
import type { ExtraCommand } from '../contract/extra-command';
import { COMMANDS, isCommandName, type CommonArgument } from './command';
import { readExtraArgument } from './extra/read-extra-argument';

/** The arguments of a command after reading, whatever form they came in. */
export interface CommandArguments {
  /** One of the common commands, or an extra command of the integration. */
  readonly command: string;
  readonly userProfile: Attributes;
  readonly allowEnable: boolean;
  readonly scim: Attributes;
  readonly memberIdsToAdd: readonly string[];
  readonly memberIdsToDelete: readonly string[];
  readonly includeMembers: boolean;
  /** The same by their documented names, those that were given: what `runByName` takes, with nothing left to parse. */
  readonly values: Attributes;
}

/** All problems of a call, found before any instance is used. Nothing was sent. */
export type ArgumentProblems = readonly string[];

/**
 * Reads a call: the command's name and its arguments by their documented names, as JSON text or as values. Left: every
 * problem at once, naming the argument and never its value. `extras` are the commands that the integration has besides.
 */
export const readArguments = (
  command: string,
  given: Readonly<Record<string, unknown>>,
  extras: readonly ExtraCommand[] = [],
): E.Either<ArgumentProblems, CommandArguments> => {
  const known = argumentsOf(command, extras);
  if (known === undefined) {
    const names = [...Object.keys(COMMANDS), ...extras.map(({ name }) => name)];
    return E.left([`${JSON.stringify(command)} is not a command; the commands are ${names.join(', ')}`]);
  }
  const problems: string[] = Object.keys(given)
    .filter((name) => given[name] !== undefined && !known.some((argument) => argument.name === name))
    .map(
      (name) =>
        `${JSON.stringify(name)} is not an argument of ${command} (${known.map((argument) => argument.name).join(', ') || 'it has none'})`,
    );
  const entries: (readonly [name: string, value: unknown])[] = [];
  for (const { name, read } of known) {
    const value = read(given[name]);
    if (E.isLeft(value)) {
      problems.push(`${name}: ${value.left}`);
    } else if (value.right !== undefined) {
      entries.push([name, value.right]);
    }
  }
  if (problems.length > 0) {
    return E.left(problems);
  }
  const values: Attributes = Object.fromEntries(entries);
  return E.right({
    command,
    userProfile: dictionaryOf(values['user-profile']),
    allowEnable: values['allow-enable'] !== false,
    scim: dictionaryOf(values['scim']),
    memberIdsToAdd: listOr(values['memberIdsToAdd']),
    memberIdsToDelete: listOr(values['memberIdsToDelete']),
    includeMembers: values['includeMembers'] === true,
    values,
  });
};

interface KnownArgument {
  readonly name: string;
  readonly read: (given: unknown) => E.Either<string, unknown>;
}

/** How the arguments of a command are read; undefined for what is no command. */
const argumentsOf = (
  command: string,
  extras: readonly ExtraCommand[],
): readonly KnownArgument[] | undefined => {
  const common = COMMON_ARGUMENTS.get(command);
  if (common !== undefined) {
    return common;
  }
  const extra = extras.find(({ name }) => name === command);
  return extra?.arguments.map(({ name }) => ({
    name,
    read: (given) => readExtraArgument(extra, name, given),
  }));
};

/** How the arguments of the common commands are read, by command. */
const COMMON_ARGUMENTS: ReadonlyMap<string, readonly KnownArgument[]> = new Map(
  Object.values(COMMANDS).map(({ name, arguments: specs }) => [
    name,
    specs.map((spec: CommonArgument): KnownArgument => ({
      name: spec.name,
      read: (given) => readArgument(spec, given),
    })),
  ]),
);

/** The user or group of a call as its caller named it; '' for commands without one. */
export const whoIsNamed = ({ command, userProfile, scim }: CommandArguments): string => {
  switch (isCommandName(command) ? COMMANDS[command].kind : undefined) {
    case 'user':
      return nameOf(userProfile);
    case 'group':
      return idText(scim['displayName']) ?? idText(scim['id']) ?? '';
    default:
      return '';
  }
};

type Value = Attributes | boolean | readonly string[] | undefined;

const listOr = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [];

const readArgument = (spec: CommonArgument, given: unknown): E.Either<string, Value> => {
  if (
    given === undefined ||
    given === null ||
    (spec.type !== 'boolean' && typeof given === 'string' && given.trim() === '')
  ) {
    return spec.required ? E.left(`is missing. ${spec.description}`) : E.right(undefined);
  }
  switch (spec.type) {
    case 'object':
      return readObject(spec, given);
    case 'boolean':
      return readSwitch(given);
    case 'list':
      return readIds(given);
  }
};

const readObject = ({ description }: ArgumentSpec, given: unknown): E.Either<string, Attributes> => {
  const parsed = typeof given === 'string' ? parse(given) : E.right(given);
  if (E.isLeft(parsed)) {
    return parsed;
  }
  const value = parsed.right;
  const problem = notJson(value);
  if (problem !== undefined) {
    return E.left(problem);
  }
  if (!isDictionary(value)) {
    return E.left(`must be a JSON object. ${description}`);
  }
  return Object.keys(value).length === 0 ? E.left(`is an empty object. ${description}`) : E.right(value);
};

const parse = (text: string): E.Either<string, unknown> =>
  E.chain((value: unknown) => {
    const key = duplicateKey(text);
    return key === undefined ? E.right(value) : E.left(`has ${JSON.stringify(key)} twice in one object`);
  })(E.mapLeft(describeJsonProblem)(parseJson(text, 'text')));

/** Reads a list, a JSON list, or text separated by commas or line breaks, as a file with one id per line has it. */
const readIds = (given: unknown): E.Either<string, readonly string[]> => {
  if (typeof given === 'string') {
    return /^\s*[[{]/.test(given)
      ? E.chain(readIds)(parse(given))
      : readIds(given.split(BETWEEN_IDS).filter((part) => part.trim() !== ''));
  }
  if (typeof given === 'number' || isExactNumber(given)) {
    return readIds([given]);
  }
  const items: readonly unknown[] = Array.isArray(given) ? given : [undefined];
  const ids = items.map((item) => idText(item)?.trim());
  if (!ids.every((id) => id !== undefined)) {
    return E.left(
      'must be a list of ids: a list, a JSON list such as ["1", "2"], or text with commas or line breaks in between; numbers beyond 2^53 must be texts',
    );
  }
  const problem = ids.map(whyNoId).find((why) => why !== undefined);
  return problem === undefined ? E.right(ids) : E.left(problem);
};

/** Refuses an id with invisible characters: removing it would report success while the intended member stays in the group. */
const whyNoId = (id: string, index: number): string | undefined => {
  const why =
    paddingProblem(id) ?? (/^".*"$/.test(id) ? 'is in quotes; those belong into a JSON list' : undefined);
  return why === undefined ? undefined : `id ${index + 1} ${why}`;
};

/** Commas, and the mandatory breaks of Unicode Standard Annex #14. */
const BETWEEN_IDS = /[,\n\v\f\r\u0085\u2028\u2029]/;
