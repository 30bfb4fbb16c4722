import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { duplicateKey } from '@iam/core';
import * as t from 'io-ts';
import { callName } from './call-name';
import { errorCodeOf } from './error-code';
import type { Io } from './io';
import { findJsonProblem } from './json-position';
import { WrongCall } from './wrong-call';

/** The file that is read when `--config` names none. */
export const CONFIG_FILE = 'iam.config.json';

/** One instance as the configuration describes it. Its parameters are not decoded yet. */
export interface InstanceConfig {
  readonly name: string;
  readonly integration: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Where it stands in the file, for messages: `instances[0]`. */
  readonly path: string;
}

export interface Config {
  /** The absolute path of the file. */
  readonly file: string;
  /** Its folder: references to files and integrations start there. */
  readonly folder: string;
  readonly instances: readonly InstanceConfig[];
}

/** Reads the configuration. Throws a WrongCall that lists every mistake with its path and quotes no value. */
export const readConfig = (named: string | undefined, io: Pick<Io, 'cwd' | 'env'>): Config => {
  const file = resolve(io.cwd, named ?? CONFIG_FILE);
  return {
    file,
    folder: dirname(file),
    instances: decodeConfig(parse(readText(file, named, io), file), file),
  };
};

const readText = (file: string, named: string | undefined, io: Pick<Io, 'env'>): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    const code = errorCodeOf(thrown);
    if (code === 'ENOENT' && named === undefined) {
      throw new WrongCall(
        `There is no ${CONFIG_FILE} in this folder. Name one with --config FILE, ` +
          `or write a first one that works without any vendor: ${callName(io)} sandbox --write ${CONFIG_FILE}`,
      );
    }
    throw new WrongCall(`The configuration ${file} cannot be read (${code}).`);
  }
};

const parse = (written: string, file: string): unknown => {
  const text = written.replace(/^\ufeff/, '');
  const value = parseJson(text, file);
  const twice = duplicateKey(text);
  if (twice !== undefined) {
    throw new WrongCall(`The configuration ${file} has ${JSON.stringify(twice)} twice in one object.`);
  }
  return value;
};

const parseJson = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const place = findJsonProblem(text);
    const where = place === undefined ? '' : `, line ${place.line}, column ${place.column}`;
    const unclosed = place?.unclosed;
    const why =
      unclosed === undefined
        ? ''
        : `: the ${unclosed.what} in line ${unclosed.line}, column ${unclosed.column} is never closed`;
    throw new WrongCall(`The configuration ${file} is not JSON${where}${why}.`);
  }
};

const Text = new t.Type<string>(
  'text that is not empty',
  t.string.is,
  (value, context) =>
    typeof value === 'string' && value.trim() !== '' ? t.success(value) : t.failure(value, context),
  t.identity,
);

const Dictionary = new t.Type<Record<string, unknown>>(
  'an object',
  (value): value is Record<string, unknown> => isDictionary(value),
  (value, context) => (isDictionary(value) ? t.success(value) : t.failure(value, context)),
  t.identity,
);

const isDictionary = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const InstanceShape = t.intersection([
  t.type({ name: Text, integration: Text }),
  t.partial({ params: Dictionary }),
]);

const ConfigShape = t.type({ instances: t.array(InstanceShape) });

/** What may stand beside the documented keys: editors read `$schema`. */
const CONFIG_KEYS = ['$schema', 'instances'];
const INSTANCE_KEYS = ['name', 'integration', 'params'];

const decodeConfig = (value: unknown, file: string): readonly InstanceConfig[] => {
  const decoded = ConfigShape.decode(value);
  const problems = [
    // An intersection reports what is no object once per member.
    ...('left' in decoded ? new Set(decoded.left.map(describe)) : []),
    ...unknownKeys(value, '', CONFIG_KEYS),
    ...listOf(value).flatMap((instance, index) =>
      unknownKeys(instance, `instances[${index}]`, INSTANCE_KEYS),
    ),
    ...sameNames(listOf(value)),
  ];
  if ('right' in decoded && decoded.right.instances.length === 0) {
    problems.push('instances: is empty');
  }
  if ('left' in decoded || problems.length > 0) {
    throw new WrongCall([
      `The configuration ${file} cannot be used:`,
      ...problems.map((problem) => `  ${problem}`),
    ]);
  }
  return decoded.right.instances.map(({ name, integration, params = {} }, index) => ({
    name,
    integration,
    params,
    path: `instances[${index}]`,
  }));
};

const listOf = (value: unknown): readonly unknown[] =>
  isDictionary(value) && Array.isArray(value.instances) ? value.instances : [];

const describe = ({ context, value }: t.ValidationError): string => {
  const keys = context.map(({ key }) => key).filter((key, index) => !isMember(context, index) && key !== '');
  const path = keys.reduce(
    (text, key) => text + (/^\d+$/.test(key) ? `[${key}]` : `${text && '.'}${key}`),
    '',
  );
  const expected = EXPECTED[context.at(-1)?.type.name ?? ''] ?? 'another value';
  return `${path === '' ? 'the file' : path}: ${value === undefined ? 'is missing' : `must be ${expected}`}`;
};

/** io-ts puts the members of an intersection into the path as numbers; the file has no such level. */
const isMember = (context: t.Context, index: number): boolean =>
  index > 0 && context[index - 1]?.type instanceof t.IntersectionType;

const EXPECTED: Readonly<Record<string, string>> = {
  [Text.name]: Text.name,
  [Dictionary.name]: Dictionary.name,
  [ConfigShape.name]: 'an object with a list of instances',
  [ConfigShape.props.instances.name]: 'a list',
  [InstanceShape.types[0].name]: 'an object with name, integration and params',
  [InstanceShape.types[1].name]: 'an object with name, integration and params',
};

const unknownKeys = (value: unknown, path: string, known: readonly string[]): readonly string[] =>
  isDictionary(value)
    ? Object.keys(value)
        .filter((key) => !known.includes(key))
        .map(
          (key) =>
            `${path === '' ? '' : `${path}.`}${key}: is not a key of the configuration (${known.join(', ')})`,
        )
    : [];

/** Results are told apart by the instance's name, and a name decides which vendor is written to. */
const sameNames = (instances: readonly unknown[]): readonly string[] => {
  const names = instances.map((instance) => (isDictionary(instance) ? instance.name : undefined));
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    return typeof name === 'string' && first < index
      ? [`instances[${index}].name: instances[${first}] already has the name ${JSON.stringify(name)}`]
      : [];
  });
};
