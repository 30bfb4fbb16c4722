/** The multi-valued attributes of a user besides `groups`, which is read-only (RFC 7643 section 4.1.2). */
export const MULTI_VALUED = [
  'emails',
  'phoneNumbers',
  'addresses',
  'roles',
  'entitlements',
  'ims',
  'photos',
  'x509Certificates',
] as const;
