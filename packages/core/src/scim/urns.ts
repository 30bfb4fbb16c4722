/** Schema and message URNs: RFC 7643 section 8.7 (schemas) and RFC 7644 sections 3.4.2, 3.5.2 and 3.12 (messages). */
export const URN = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  enterpriseUser: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  patchOp: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
} as const;

/** The same in SCIM 1.1, which has one schema for users and groups and none for messages (Core Schema 1.1). */
export const URN_1_1 = {
  core: 'urn:scim:schemas:core:1.0',
  enterpriseUser: 'urn:scim:schemas:extension:enterprise:1.0',
} as const;
