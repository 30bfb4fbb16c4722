import { commonFields } from '../config/common-fields';
import { field, type Fields } from '../config/field';
import { defineMapper } from '../profile/mapper/define-mapper';
import { defineIntegration, isIntegration, type IntegrationDefinition } from './integration';

const mapper = (direction: 'incoming' | 'outgoing') =>
  defineMapper({ name: 'x', direction, fields: { a: 'b' } });

const definition: IntegrationDefinition<Fields> = {
  brand: 'Acme',
  config: {},
  connection: () => ({ baseUrl: 'https://acme.example' }),
  lookupBy: ['id'],
  mappers: { incoming: mapper('incoming'), outgoing: mapper('outgoing') },
  attributes: [],
  errorMessage: () => undefined,
  client: () => {
    throw new Error('not made before it is needed');
  },
};

describe('an integration', () => {
  it('has its own parameters first, then the common ones', () => {
    const { fields } = defineIntegration({ ...definition, config: { url: field.url('Base URL') } });

    expect(Object.keys(fields)).toEqual(['url', ...Object.keys(commonFields)]);
  });

  it('fills in what the author left out', () => {
    expect(defineIntegration(definition)).toMatchObject({
      shortName: 'Acme',
      requiredAttributes: [],
      singleValued: [],
      rateLimit: undefined,
    });
    expect(defineIntegration(definition).refuses({}, 'create')).toEqual([]);
    expect(defineIntegration(definition).disableDeletes({})).toBe(false);
  });

  it('is recognised by its mark, so that two copies of this package work together', () => {
    expect(isIntegration(defineIntegration(definition))).toBe(true);
    expect([definition, null, 'Acme', undefined].some(isIntegration)).toBe(false);
    expect(isIntegration(Object.defineProperty({}, Symbol.for('@iam/integration'), { value: true }))).toBe(
      true,
    );
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(defineIntegration(definition))).toBe(true);
  });

  it.each<[string, object, string]>([
    [
      'a common parameter’s name',
      { config: { proxy: field.text('My proxy') } },
      'Acme: the parameter proxy is one of the common ones',
    ],
    ['no brand', { brand: ' ' }, 'needs a brand'],
    ['nothing to look up by', { lookupBy: [] }, 'at least one attribute in lookupBy'],
  ])('cannot be made with %s', (_, wrong, message) => {
    expect(() => defineIntegration({ ...definition, ...wrong } as never)).toThrow(message);
  });
});
