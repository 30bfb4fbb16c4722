import type { Field, Integration } from '@iam/core';
import { descriptionOf } from './sections';

/** An integration with the name that configurations use for it. */
export interface NamedIntegration {
  /** `aws-ilm`; the package's full name is accepted as well. */
  readonly name: string;
  readonly integration: Integration;
}

type Schema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema (draft 7, which every editor knows) of `iam.config.json`: instances of these integrations, and of others, and the
 * section of the lifecycle.
 */
export const configSchema = (known: readonly NamedIntegration[], lifecycle: Schema): Schema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of iam',
  description: 'The instances that iam runs commands on.',
  type: 'object',
  required: ['instances'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string', description: 'Where editors find this description.' },
    instances: { type: 'array', minItems: 1, items: instanceSchema(known) },
    lifecycle,
  },
  definitions: Object.fromEntries(known.map(({ name, integration }) => [name, paramsSchema(integration)])),
});

const instanceSchema = (known: readonly NamedIntegration[]): Schema => ({
  type: 'object',
  required: ['name', 'integration'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, description: 'How results and --using name it; unique.' },
    integration: {
      description: 'A name, the name of another package, or the path of one (./acme).',
      anyOf: [{ enum: known.map(({ name }) => name) }, { type: 'string', minLength: 1 }],
    },
    params: { type: 'object', description: 'What the integration needs to know.' },
  },
  allOf: known.map(({ name, integration }) => ({
    if: { properties: { integration: { enum: [name, `@iam/${name}`] } }, required: ['integration'] },
    then: {
      ...(requiredOf(integration).length === 0 ? {} : { required: ['params'] }),
      properties: { params: { $ref: `#/definitions/${name}` } },
    },
  })),
});

const paramsSchema = (integration: Integration): Schema => ({
  title: integration.brand,
  type: 'object',
  required: requiredOf(integration),
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(integration.fields).map(([key, field]) => [key, fieldSchema(field)]),
  ),
});

/** A parameter that may come from the environment is not required. */
const requiredOf = ({ fields }: Integration): readonly string[] =>
  Object.entries(fields)
    .filter(([, field]) => field.required && field.env === undefined)
    .map(([key]) => key);

const fieldSchema = (field: Field<unknown>): Schema => {
  const description = descriptionOf(field);
  return {
    title: field.label,
    ...(description === '' ? {} : { description }),
    ...typeOf(field),
    ...(field.default === undefined ? {} : { default: field.default }),
  };
};

const REFERENCE: Schema = { type: 'string', pattern: '^(env|file):.+' };

/** Every value may also be a reference to a variable or a file. */
const typeOf = ({ type, choices }: Field<unknown>): Schema => {
  switch (type) {
    case 'flag':
      return {
        anyOf: [
          { type: 'boolean' },
          { type: 'string', pattern: '^([Tt]rue|[Ff]alse|[Yy]es|[Nn]o|(env|file):.+)$' },
        ],
      };
    case 'number':
      return {
        anyOf: [
          { type: 'number', exclusiveMinimum: 0 },
          { type: 'string', pattern: '^([0-9.]+|(env|file):.+)$' },
        ],
      };
    case 'choice':
      return { anyOf: [{ enum: choices }, REFERENCE] };
    case 'url':
      return { type: 'string', pattern: '^(https?://|(env|file|text):).+' };
    default:
      return { type: 'string', minLength: 1 };
  }
};
