import { dictionary } from '@iam/core';
import * as t from 'io-ts';

/** One instance as the configuration describes it. Its parameters are not decoded yet. */
export interface InstanceConfig {
  readonly name: string;
  readonly integration: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Its path in the file, for messages: `instances[0]`. */
  readonly path: string;
}

/** A mistake of the file, with its path and without a value. */
export interface ConfigProblem {
  readonly text: string;
  /** The instance it is about, as `instances[0]`; absent when it is about the whole file. */
  readonly about?: string;
  /** The text continues a sentence that begins with the file's name. */
  readonly isOfFile?: true;
}

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

/** Instances are decoded one by one, so that a problem concerns only its own instance. */
const ConfigShape = t.type({ instances: t.array(t.unknown) });

/** The allowed keys; `$schema` is read by editors, `lifecycle` by @iam/lifecycle, which is loaded where it is needed only. */
const CONFIG_KEYS = ['$schema', 'instances', 'lifecycle'];

const INSTANCE_KEYS = ['name', 'integration', 'params'];

export const decodeConfig = (
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

/** Removes repetitions: an intersection reports a value that is not an object once per member. */
const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

export const listOf = (value: unknown): readonly unknown[] =>
  dictionary.is(value) && Array.isArray(value.instances) ? value.instances : [];

export const emptyList = (value: unknown): readonly ConfigProblem[] =>
  dictionary.is(value) && Array.isArray(value.instances) && value.instances.length === 0
    ? [{ text: 'instances: is empty' }]
    : [];

/** Describes a problem of the file, or of one of its instances. */
const describe = ({ context, value }: t.ValidationError, index?: number): string => {
  const keys = context.map(({ key }) => key).filter((key, at) => !isMember(context, at) && key !== '');
  const path = [...(index === undefined ? [] : [`instances[${index}]`]), ...keys].join('.');
  const expected = EXPECTED[context.at(-1)?.type.name ?? ''] ?? 'another value';
  return `${path === '' ? 'the file' : path}: ${value === undefined ? 'is missing' : `must be ${expected}`}`;
};

/** Whether a path entry is a member of an intersection: io-ts adds those as numbers, which the file does not have. */
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

/** Refuses duplicate names: a name identifies a result, and selects the vendor that is written to. */
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
