import { dirname, resolve } from 'node:path';
import { dictionary, duplicateKey, findJsonProblem, readInputFile, whyUnreadable } from '@iam/core';
import * as t from 'io-ts';
import { callName } from '../terminal/call-name';
import { whyUntrusted, trustedUsers } from './trust';
import { errorCodeOf } from '../terminal/error-code';
import type { Io } from '../terminal/io';
import { UsageError } from '../terminal/usage-error';

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

/** A mistake of the file, with its path and without a value. */
export interface ConfigProblem {
  readonly text: string;
  /** The instance it is about, as `instances[0]`; absent when it is about the whole file. */
  readonly about?: string;
  /** It is said of the file as a whole: the text goes on after its name. */
  readonly isOfFile?: true;
}

/** A configuration with everything that is wrong with it. */
export interface Survey {
  /** With the instances that can be read. */
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  /** The names of all instances by their paths, of those that cannot be read, too. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Reads the configuration. Throws a UsageError when there is no text to read, or nothing that could be a configuration; other
 * mistakes are listed, so that they do not hide those of the instances.
 */
export const surveyConfig = (named: string | undefined, io: Pick<Io, 'cwd' | 'env'>): Survey => {
  const file = resolve(io.cwd, named ?? CONFIG_FILE);
  const text = readText(file, named, io).replace(/^\ufeff/, '');
  const value = parseJson(text, file);
  const twice = keysTwice(text);
  const { instances, problems } = decodeConfig(value);
  return {
    config: { file, folder: dirname(file), instances },
    // Of a list that is there twice only the last is known: that it is empty says nothing.
    problems: [...twice, ...problems, ...(twice.length === 0 ? emptyList(value) : [])],
    names: new Map(
      listOf(value).flatMap((instance, index) =>
        dictionary.is(instance) && typeof instance.name === 'string'
          ? [[`instances[${index}]`, instance.name]]
          : [],
      ),
    ),
  };
};

/** Reads a configuration without mistakes. Throws a UsageError that lists every one. */
export const readConfig = (named: string | undefined, io: Pick<Io, 'cwd' | 'env'>): Config => {
  const { config, problems } = surveyConfig(named, io);
  if (problems.length > 0) {
    throw new UsageError(describeProblems(config.file, problems));
  }
  return config;
};

/** Lines that say what is wrong; none when nothing is. */
export const describeProblems = (file: string, problems: readonly ConfigProblem[]): readonly string[] => {
  const inFile = problems.filter(({ isOfFile }) => isOfFile !== true);
  return [
    ...problems
      .filter((one) => !inFile.includes(one))
      .map(({ text }) => `The configuration ${file} ${text}.`),
    ...(inFile.length === 0 ? [] : [`The configuration ${file} cannot be used:`]),
    ...inFile.map(({ text }) => `  ${text}`),
  ];
};

const readText = (file: string, named: string | undefined, io: Pick<Io, 'env'>): string => {
  try {
    const text = readInputFile(file);
    refuseForeign(file, named, io);
    return text;
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      throw thrown;
    }
    if (errorCodeOf(thrown) === 'ENOENT' && named === undefined) {
      throw new UsageError(
        `There is no ${CONFIG_FILE} in this folder. Name one with --config FILE, ` +
          `or write a first one that works without any vendor: ${callName(io)} sandbox --write ${CONFIG_FILE}`,
      );
    }
    throw new UsageError(`The configuration ${file} ${whyUnreadable(thrown)}.`);
  }
};

/**
 * A configuration that merely lies in the working directory may have been put there by another user, to be run by whoever comes
 * along: it names programs to load and hosts that receive credentials. Who names it has decided.
 */
const refuseForeign = (file: string, named: string | undefined, { env }: Pick<Io, 'env'>): void => {
  const trusted = trustedUsers(env);
  const why = named !== undefined || trusted === undefined ? undefined : whyUntrusted(file, trusted, true);
  if (why !== undefined) {
    throw new UsageError(
      `The configuration ${file} was found here and is not used: ${why}, and it says which programs run and where ` +
        `credentials go. If you trust what is in it, name it: --config ${CONFIG_FILE}; ` +
        'or let only you (or the administrator) own and change it and the folders above it (chown, chmod go-w).',
    );
  }
};

/** JSON.parse keeps the last value of such a key silently; what else is wrong is told of that one. */
const keysTwice = (text: string): readonly ConfigProblem[] => {
  const twice = duplicateKey(text);
  return twice === undefined
    ? []
    : [{ text: `has ${JSON.stringify(twice)} twice in one object`, isOfFile: true }];
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
    throw new UsageError(`The configuration ${file} is not JSON${where}${why}.`);
  }
};

const Text = new t.Type<string>(
  'text that is not empty',
  t.string.is,
  (value, context) =>
    typeof value === 'string' && value.trim() !== '' ? t.success(value) : t.failure(value, context),
  t.identity,
);

const Dictionary = new t.Type<Readonly<Record<string, unknown>>>(
  'an object',
  (value): value is Readonly<Record<string, unknown>> => dictionary.is(value),
  (value, context) => (dictionary.is(value) ? t.success(value) : t.failure(value, context)),
  t.identity,
);

const InstanceShape = t.intersection([
  t.type({ name: Text, integration: Text }),
  t.partial({ params: Dictionary }),
]);

/** Instances are decoded one by one: what is wrong with one is about that one. */
const ConfigShape = t.type({ instances: t.array(t.unknown) });

/** What may stand beside the documented keys: editors read `$schema`. */
const CONFIG_KEYS = ['$schema', 'instances'];
const INSTANCE_KEYS = ['name', 'integration', 'params'];

const decodeConfig = (
  value: unknown,
): { readonly instances: readonly InstanceConfig[]; readonly problems: readonly ConfigProblem[] } => {
  const decoded = ConfigShape.decode(value);
  const list = listOf(value);
  const read = list.map((instance) => InstanceShape.decode(instance));
  const problems = [
    ...('left' in decoded ? decoded.left.map((error) => ({ text: describe(error) })) : []),
    ...read.flatMap((instance, index) =>
      'left' in instance ? about(index, unique(instance.left.map((error) => describe(error, index)))) : [],
    ),
    ...unknownKeys(value, '', CONFIG_KEYS).map((text) => ({ text })),
    ...list.flatMap((instance, index) =>
      about(index, unknownKeys(instance, `instances[${index}]`, INSTANCE_KEYS)),
    ),
    ...sameNames(list),
  ];
  const instances = read.flatMap((instance, index) => {
    if ('left' in instance) {
      return [];
    }
    const { name, integration, params = {} } = instance.right;
    return [{ name, integration, params, path: `instances[${index}]` }];
  });
  return { instances, problems };
};

const about = (index: number, texts: readonly string[]): readonly ConfigProblem[] =>
  texts.map((text) => ({ text, about: `instances[${index}]` }));

/** An intersection reports what is no object once per member. */
const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const listOf = (value: unknown): readonly unknown[] =>
  dictionary.is(value) && Array.isArray(value.instances) ? value.instances : [];

const emptyList = (value: unknown): readonly ConfigProblem[] =>
  dictionary.is(value) && Array.isArray(value.instances) && value.instances.length === 0
    ? [{ text: 'instances: is empty' }]
    : [];

/** Of the file, or of one of its instances. */
const describe = ({ context, value }: t.ValidationError, index?: number): string => {
  const keys = context.map(({ key }) => key).filter((key, at) => !isMember(context, at) && key !== '');
  const path = [...(index === undefined ? [] : [`instances[${index}]`]), ...keys].join('.');
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
  dictionary.is(value)
    ? Object.keys(value)
        .filter((key) => !known.includes(key))
        .map(
          (key) =>
            `${path === '' ? '' : `${path}.`}${key}: is not a key of the configuration (${known.join(', ')})`,
        )
    : [];

/** Results are told apart by the instance's name, and a name decides which vendor is written to. */
const sameNames = (instances: readonly unknown[]): readonly ConfigProblem[] => {
  const names = instances.map((instance) => (dictionary.is(instance) ? instance.name : undefined));
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    return typeof name === 'string' && first < index
      ? about(index, [
          `instances[${index}].name: instances[${first}] already has the name ${JSON.stringify(name)}`,
        ])
      : [];
  });
};
