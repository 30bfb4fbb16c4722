import { defineIntegration, field } from '@iam/core';
import { scimIntegration, scimMappers } from '@iam/core/scim';
import { awsDialect } from './aws-ilm-dialect';

/** AWS IAM Identity Center (employee lifecycle): users and groups over SCIM 2.0. */
export const awsIlm = defineIntegration({
  ...scimIntegration(awsDialect),
  brand: 'AWS-ILM',
  shortName: 'AWS',
  config: {
    url: field.url('Base URL', { help: 'For example https://scim.us-east-1.amazonaws.com' }),
    tenantId: field.text('Tenant ID', {
      help: 'The part of the SCIM endpoint between the host and /scim/v2.',
    }),
    authenticationToken: field.secret('Authentication Token', {
      help: 'The access token of automatic provisioning; valid for a year.',
    }),
  },
  // The extension attributes of the reference that IAM Identity Center refuses are left out.
  mappers: scimMappers({ name: 'SCIM', omit: ['countrycodenumber', 'peoplemanagerflag'] }),
  connection: ({ url, tenantId, authenticationToken }) => ({
    baseUrl: endpoint(url, tenantId),
    bearer: authenticationToken,
    contentType: awsDialect.contentType,
  }),
  // Service quota: 20 requests a second for all SCIM calls of the tenant together.
  rateLimit: 20,
});

/** The console shows the endpoint with tenant and `/scim/v2`; pasting all of it into the URL works as well. */
const endpoint = (url: string, tenantId: string): string => {
  if (/[/:?#\s]/.test(tenantId)) {
    throw new Error('params.tenantId: must be the part of the endpoint between the host and /scim/v2 alone');
  }
  const tenant = encodeURIComponent(tenantId);
  const host = url.replace(/\/scim\/v2$/, '');
  return `${host.endsWith(`/${tenant}`) ? host : `${host}/${tenant}`}/scim/v2`;
};
