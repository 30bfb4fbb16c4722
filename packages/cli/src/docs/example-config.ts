import { checkParams, type Field, type Integration } from '@iam/core';
import { wordsOf } from '../init/names';

/** A configuration with one instance, as a README shows it. */
export interface ExampleConfig {
  readonly instances: readonly [ExampleInstance];
}

interface ExampleInstance {
  readonly name: string;
  readonly integration: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The smallest valid instance: every required parameter, credentials as references. */
export const exampleConfig = (integration: Integration, packageName: string): ExampleConfig => ({
  instances: [
    {
      name: `${integration.brand}_instance_1`,
      integration: packageName.replace(/^@iam\//, ''),
      params: leastParams(integration),
    },
  ],
});

type Entry = readonly [key: string, field: Field<unknown>];

/** Required parameters; when they alone are refused for missing credentials, also the first optional secret that satisfies. */
const leastParams = (integration: Integration): ExampleInstance['params'] => {
  const entries = Object.entries(integration.fields);
  const required = entries.filter(([, field]) => field.required && field.default === undefined);
  const secrets = entries.filter(([, field]) => !field.required && field.type === 'secret');
  const candidates = [required, ...secrets.map((secret) => [...required, secret])].map((chosen) =>
    paramsOf(integration, chosen),
  );
  return candidates.find((params) => isAccepted(integration, params)) ?? paramsOf(integration, required);
};

const paramsOf = (integration: Integration, entries: readonly Entry[]): ExampleInstance['params'] =>
  Object.fromEntries(entries.map(([key, field]) => [key, exampleValue(integration, key, field)]));

const isAccepted = (integration: Integration, params: ExampleInstance['params']): boolean => {
  const variables = Object.values(params).flatMap((value) =>
    typeof value === 'string' && value.startsWith(ENV) ? [[value.slice(ENV.length), 'x'] as const] : [],
  );
  return (
    checkParams(integration, params, { name: 'example', env: Object.fromEntries(variables) }).length === 0
  );
};

const ENV = 'env:';

const exampleValue = (
  { brand }: Integration,
  key: string,
  { type, choices, env, help }: Field<unknown>,
): unknown => {
  switch (type) {
    case 'url':
      return addressIn(help) ?? `https://${wordsOf(brand).join('-').toLowerCase()}.example`;
    case 'choice':
      return choices?.[0];
    case 'number':
      return 1;
    case 'flag':
      return false;
    default:
      return `${ENV}${env ?? [...wordsOf(brand), ...wordsOf(key)].join('_').toUpperCase()}`;
  }
};

/** The address that the help of a parameter names, without the stop of its sentence. */
const addressIn = (help = ''): string | undefined => /https?:\/\/[^\s,;)<>]*[^\s,;)<>.]/.exec(help)?.[0];
