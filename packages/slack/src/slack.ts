import { defineIntegration, field } from '@iam/core';
import { scimClient, scimIntegration, scimMappers } from '@iam/core/scim';
import { slackDialect } from './slack-dialect';
import { readSlackError } from './slack-errors';

const DIALECTS = {
  v2: slackDialect,
  v1: { ...slackDialect, version: '1.1' },
} as const;

const common = scimIntegration(slackDialect);

/** Slack: users and groups of a workspace or an Enterprise organization over SCIM 2.0 or 1.1. */
export const slack = defineIntegration({
  ...common,
  brand: 'Slack IAM',
  shortName: 'Slack',
  config: {
    url: field.url('Slack URL', {
      default: 'https://api.slack.com',
      help: 'The address before /scim. Another one is for tests, GovSlack and gateways.',
    }),
    accessToken: field.secret('Access Token', {
      help: 'The user token (xoxp-…) of an app with the scope admin, installed by an owner.',
    }),
    scimVersion: field.choice('Version of the SCIM API', ['v2', 'v1'], {
      default: 'v2',
      help: 'v1 is SCIM 1.1.',
    }),
  },
  // Leaves out keys without an attribute at Slack, so that a warning names them instead of a silent loss.
  mappers: scimMappers({
    name: 'SCIM',
    omit: ['nickname', 'profileurl', 'countrycodenumber', 'peoplemanagerflag'],
  }),
  connection: ({ url, accessToken, scimVersion }) => ({
    baseUrl: endpoint(url, scimVersion),
    bearer: accessToken,
    contentType: slackDialect.contentType,
  }),
  // Per minute, over all clients of the organization (SCIM API reference, "Rate limits").
  rateLimits: [
    { requests: 1000, per: 'minute', of: 'reads' },
    { requests: 600, per: 'minute', burst: 180, of: 'writes' },
    { requests: 300, per: 'minute', of: { method: 'reads', path: 'Users*' } },
    { requests: 180, per: 'minute', burst: 20, of: { method: 'writes', path: 'Users*' } },
  ],
  readError: ({ body }) => readSlackError(common.errorMessage(body)),
  client: ({ http, config }) => scimClient(http, DIALECTS[config.scimVersion]),
});

/** Slack's documentation shows addresses with `/scim/v2/`; one of the chosen version may be pasted as the URL. */
const endpoint = (url: string, version: keyof typeof DIALECTS): string => {
  const [end = '', named = version] = /\/scim(?:\/(v\d+))?$/.exec(url) ?? [];
  if (named !== version) {
    throw new Error(`params.url: ends with ${named}, but scimVersion is ${version}; leave out ${end}`);
  }
  return `${url.slice(0, url.length - end.length)}/scim/${version}`;
};
