import type { VendorReply } from '@iam/conformance';
import type { ScimProblem } from './scim-problem';

const ERROR_URN = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** The error body of RFC 7644 section 3.12; its status is a string. */
export const scimErrorReply = ({ status, scimType, detail }: ScimProblem): VendorReply => ({
  status,
  headers: { 'Content-Type': 'application/scim+json' },
  body: {
    schemas: [ERROR_URN],
    status: String(status),
    ...(scimType === undefined ? {} : { scimType }),
    detail,
  },
});
