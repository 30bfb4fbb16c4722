import type { JsonObject } from '../../json-object';
import type { OktaOrg } from '../org/okta-org';
import { USER_SCHEMA } from '../org/okta-records';
import { ok, type OktaCall, type OktaRoute } from '../request/okta-call';
import { BASE_ATTRIBUTES, type OktaAttribute } from './okta-profile';

const property = ({ title, required, min, max }: OktaAttribute): JsonObject => ({
  title,
  type: 'string',
  ...(required === true ? { required } : {}),
  mutability: 'READ_WRITE',
  scope: 'NONE',
  ...(min === undefined ? {} : { minLength: min }),
  ...(max === undefined ? {} : { maxLength: max }),
  permissions: [{ principal: 'SELF', action: required === true ? 'READ_WRITE' : 'READ_ONLY' }],
  master: { type: 'PROFILE_MASTER' },
});

const properties = (attributes: readonly (readonly [string, OktaAttribute])[]): JsonObject =>
  Object.fromEntries(attributes.map(([name, attribute]) => [name, property(attribute)]));

const schemaOf = ({ settings }: OktaOrg, { origin }: OktaCall): JsonObject => {
  const base = Object.entries(BASE_ATTRIBUTES);
  const custom = Object.entries(settings.customAttributes ?? {}).map(
    ([name, title]) => [name, { title }] as const,
  );
  return {
    id: `${origin}/meta/schemas/user/${USER_SCHEMA}`,
    $schema: 'http://json-schema.org/draft-04/schema#',
    name: 'user',
    title: 'User',
    description: 'Okta user profile template with default permission settings',
    lastUpdated: '2020-01-01T00:00:00.000Z',
    created: '2020-01-01T00:00:00.000Z',
    definitions: {
      custom: { id: '#custom', type: 'object', properties: properties(custom), required: [] },
      base: {
        id: '#base',
        type: 'object',
        properties: properties(base),
        required: base.filter(([, { required }]) => required).map(([name]) => name),
      },
    },
    type: 'object',
    properties: {
      profile: { allOf: [{ $ref: '#/definitions/custom' }, { $ref: '#/definitions/base' }] },
    },
  };
};

const answer: OktaRoute['answer'] = (org, call) => ok(schemaOf(org, call));

/** `GET /meta/schemas/user/…` by the name of the default schema and by its id. */
export const schemaRoutes: readonly OktaRoute[] = [
  { method: 'GET', path: 'meta/schemas/user/default', scope: 'okta.schemas.read', answer },
  { method: 'GET', path: `meta/schemas/user/${USER_SCHEMA}`, scope: 'okta.schemas.read', answer },
];
