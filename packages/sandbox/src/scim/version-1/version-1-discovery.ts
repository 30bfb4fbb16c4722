import type { JsonObject } from '../../json-object';
import type { Attribute, ResourceSchema } from '../attribute-table';
import type { Kind } from '../scim-face';

/** `/ServiceProviderConfigs`, `/Schemas/Users` and `/Schemas/Groups` of SCIM 1.1; undefined for any other path. */
export const version1Discovery = (
  [resource, name, ...more]: readonly string[],
  schemas: Readonly<Record<Kind, ResourceSchema>>,
): JsonObject | undefined => {
  if (more.length > 0) {
    return undefined;
  }
  if (resource === 'ServiceProviderConfigs' && name === undefined) {
    return SERVICE_PROVIDER_CONFIGS;
  }
  if (resource !== 'Schemas') {
    return undefined;
  }
  return name === 'Users'
    ? endpointSchema('User', schemas.User)
    : name === 'Groups'
      ? endpointSchema('Group', schemas.Group)
      : undefined;
};

const SERVICE_PROVIDER_CONFIGS: JsonObject = {
  schemas: ['urn:scim:schemas:core:1.0'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 1000 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  xmlDataFormat: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauth2',
      name: 'OAuth v2.0',
      description: 'Authentication by a bearer token',
      specUrl: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
};

/** The schema of an endpoint (Core Schema 1.1): the attributes of extensions are in it, each with its own URN. */
export const endpointSchema = (kind: Kind, schema: ResourceSchema): JsonObject => ({
  id: `${schema.urn}:${kind}`,
  name: kind,
  description: kind,
  schema: schema.urn,
  endpoint: `/${kind}s`,
  attributes: [
    ...[...schema.attributes.values()].map((one) => described(one, schema.urn)),
    ...[...schema.extensions].flatMap(([key, { urn, attributes }]) =>
      // A name of 1.1 stands for the 2.0 one only in the key.
      [...attributes.values()].map((one) => described(one, key === urn.toLowerCase() ? urn : key)),
    ),
  ],
});

const described = (attribute: Attribute, schema: string): JsonObject => ({
  name: attribute.name,
  type: attribute.type,
  multiValued: attribute.multiValued,
  description: attribute.name,
  schema,
  readOnly: attribute.readOnly,
  required: attribute.name === 'userName',
  caseExact: attribute.caseExact,
  ...(attribute.sub.size === 0
    ? {}
    : {
        subAttributes: [...new Set(attribute.sub.values())].map(({ name, readOnly, caseExact }) => ({
          name,
          type: 'string',
          description: name,
          readOnly,
          required: false,
          caseExact,
        })),
      }),
});
