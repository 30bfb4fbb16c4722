import type { JsonObject } from '../json-object';
import { ENTERPRISE_URN, GROUP_URN, USER_URN } from '../scim/attribute-table';
import { SCHEMAS } from '../scim/scim-discovery';

const LIST_URN = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

const list = (resources: readonly JsonObject[]): JsonObject => ({
  totalResults: resources.length,
  itemsPerPage: resources.length,
  startIndex: 1,
  schemas: [LIST_URN],
  Resources: resources,
});

// As recorded; maxResults stayed 50 when pages grew to 100.
const SERVICE_PROVIDER_CONFIG: JsonObject = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  documentationUri:
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/manage-your-identity-source-idp.html',
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'OAuth Bearer Token',
      description: 'Authentication scheme using the OAuth Bearer Token Standard',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 1, maxPayloadSize: 1048576 },
  filter: { supported: true, maxResults: 50 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
};

const RESOURCE_TYPES: readonly JsonObject[] = [
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'User',
    name: 'User',
    description: 'User Account',
    endpoint: '/Users',
    schema: USER_URN,
    // Documented as required, which it is not in fact.
    schemaExtensions: [{ schema: ENTERPRISE_URN, required: true }],
  },
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'Group',
    name: 'Group',
    description: 'Group',
    endpoint: '/Groups',
    schema: GROUP_URN,
  },
];

/** /ServiceProviderConfig, /Schemas, /Schemas/{id}, /ResourceTypes; undefined for anything else. */
export const awsDiscovery = (segments: readonly string[]): JsonObject | undefined => {
  const [resource, id] = segments;
  if (resource === 'Schemas' && id !== undefined) {
    return SCHEMAS.find((schema) => schema['id'] === id);
  }
  if (segments.length > 1) {
    return undefined;
  }
  if (resource === 'ServiceProviderConfig') {
    return SERVICE_PROVIDER_CONFIG;
  }
  if (resource === 'Schemas') {
    return list(SCHEMAS);
  }
  if (resource === 'ResourceTypes') {
    return list(RESOURCE_TYPES);
  }
  return undefined;
};
