import {
  checkParams,
  defineIntegration,
  defineMapper,
  field,
  type Fields,
  type Integration,
} from '@iam/core';
import { scim } from '@iam/scim';
import { exampleConfig } from './example-config';

const acme = (config: Fields): Integration =>
  defineIntegration({
    brand: 'Acme Directory',
    config,
    connection: () => ({ baseUrl: 'https://acme.example' }),
    lookupBy: ['email'],
    mappers: {
      incoming: defineMapper({ name: 'in', direction: 'incoming', fields: {} }),
      outgoing: defineMapper({ name: 'out', direction: 'outgoing', fields: {} }),
    },
    attributes: [],
    errorMessage: () => undefined,
    client: () => {
      throw new Error('no client is needed');
    },
  });

const paramsOf = (config: Fields): unknown =>
  exampleConfig(acme(config), 'acme-directory').instances[0].params;

it('names the instance after the brand and the integration after the package', () => {
  const [instance] = exampleConfig(acme({}), '@iam/acme-directory').instances;
  expect(instance).toEqual({
    name: 'Acme Directory_instance_1',
    integration: 'acme-directory',
    params: {},
  });
});

it('has exactly the required parameters', () => {
  expect(
    paramsOf({
      url: field.url('URL'),
      tenant: field.text('Tenant'),
      region: field.choice('Region', ['eu', 'us']),
      size: field.number('Size'),
      optional: field.optionalText('Optional'),
      usual: field.text('Usual', { default: 'x' }),
    }),
  ).toEqual({
    url: 'https://acme-directory.example',
    tenant: 'env:ACME_DIRECTORY_TENANT',
    region: 'eu',
    size: 1,
  });
});

it('takes the address from the help of the parameter', () => {
  expect(paramsOf({ url: field.url('URL', { help: 'For example https://eu.acme.com/v2.' }) })).toEqual({
    url: 'https://eu.acme.com/v2',
  });
});

it('refers to a variable in place of a secret', () => {
  expect(
    paramsOf({ apiKey: field.secret('API key'), token: field.secret('Token', { env: 'ACME_TOKEN' }) }),
  ).toEqual({ apiKey: 'env:ACME_DIRECTORY_API_KEY', token: 'env:ACME_TOKEN' });
});

it('has an optional secret where an instance without one is refused', () => {
  const { params } = exampleConfig(scim, '@iam/scim').instances[0];
  expect(params).toEqual({ url: 'https://idp.example.com/scim/v2', token: 'env:SCIM_TOKEN' });
  expect(checkParams(scim, params, { name: 'one', env: { SCIM_TOKEN: 'x' } })).toEqual([]);
});
