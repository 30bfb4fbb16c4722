import type { JsonObject } from '../json-object';
import { ENTERPRISE_URN, GROUP_URN, schemaDocuments, USER_URN } from './attribute-table';
import { LIST_URN } from './index-listing';

const list = (resources: readonly JsonObject[]): JsonObject => ({
  schemas: [LIST_URN],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources,
});

/** The schema documents, without the location that is each server's own. */
export const SCHEMAS: readonly JsonObject[] = [
  schemaDocuments.user,
  schemaDocuments.group,
  schemaDocuments.enterprise,
].map(({ meta: _location, ...document }) => document);

const RESOURCE_TYPES: readonly JsonObject[] = [
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    schema: USER_URN,
    schemaExtensions: [{ schema: ENTERPRISE_URN, required: false }],
  },
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'Group',
    name: 'Group',
    endpoint: '/Groups',
    schema: GROUP_URN,
  },
];

/** What a server says it can (RFC 7643 section 5). */
export const serviceProviderConfig = (abilities: {
  readonly patch: boolean;
  readonly etag?: boolean;
  readonly maxResults: number;
}): JsonObject => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: abilities.patch },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: abilities.maxResults },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: abilities.etag === true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'OAuth Bearer Token',
      description: 'Authentication by a bearer token',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
});

/** The discovery endpoints of RFC 7644 section 4; undefined for any other path. */
export const scimDiscovery = (segments: readonly string[], config: JsonObject): JsonObject | undefined => {
  const [resource, id, ...more] = segments;
  if (more.length > 0) {
    return undefined;
  }
  if (resource === 'ServiceProviderConfig' && id === undefined) {
    return config;
  }
  const all = resource === 'Schemas' ? SCHEMAS : resource === 'ResourceTypes' ? RESOURCE_TYPES : undefined;
  return id === undefined ? all && list(all) : all?.find((one) => one['id'] === id);
};
