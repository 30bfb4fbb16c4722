import { groupSchema, userSchema, without, type ResourceSchema } from '../scim/attribute-table';

// https://docs.aws.amazon.com/singlesignon/latest/developerguide/limitations.html
const UNSUPPORTED = ['password', 'ims', 'photos', 'x509Certificates', 'entitlements', 'groups', '*.display'];

/** The attributes of a user that AWS takes. */
export const awsUserSchema: ResourceSchema = {
  ...userSchema,
  attributes: without(userSchema.attributes, UNSUPPORTED),
  extensions: new Map(
    [...userSchema.extensions].map(([key, extension]) => [
      key,
      { ...extension, attributes: without(extension.attributes, ['manager.displayName']) },
    ]),
  ),
};

/** For filters: `groups.value` is searchable though never writable. */
export const awsUserSearchSchema: ResourceSchema = userSchema;

/** The attributes of a group that AWS takes. */
export const awsGroupSchema: ResourceSchema = {
  ...groupSchema,
  attributes: without(groupSchema.attributes, ['*.display']),
};
