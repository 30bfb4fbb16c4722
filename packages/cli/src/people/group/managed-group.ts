/**
 * Why the members of a group are not this application’s to change: another system fills it, and would put them back or refuse.
 * Okta: `type` APP_GROUP (of an application or directory) and BUILT_IN (everybody), https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Group/.
 * ServiceNow: `source` is the distinguished name of a group that comes from LDAP.
 */
export const managedBy = (details: Readonly<Record<string, unknown>>): string | undefined => {
  const { type, source } = details;
  if (type === 'APP_GROUP') {
    return 'filled by another directory (APP_GROUP)';
  }
  if (type === 'BUILT_IN') {
    return 'filled by the application itself (BUILT_IN)';
  }
  return typeof source === 'string' && source !== '' ? 'filled from LDAP (source)' : undefined;
};
