import { defineIntegration, field, type ConfigOf } from '@iam/core';
import { scimClient, scimIntegration, standardDialect, type ScimDialect } from '@iam/core/scim';

const config = {
  url: field.url('Base URL', {
    help: 'The address that has /Users below it, for example https://idp.example.com/scim/v2',
  }),
  token: field.optionalSecret('Bearer Token', { help: 'Or username and password.' }),
  username: field.optionalText('Username'),
  password: field.optionalSecret('Password'),
  version: field.choice('Version of SCIM', ['2.0', '1.1'], {
    default: '2.0',
    help: 'Most servers of 1.1 have /scim/v1 in their address.',
  }),
  update: field.choice('How users are changed', ['patch', 'put'], {
    default: 'patch',
    help: 'put sends the whole record, for servers without PATCH; members of groups cannot be changed there, so there are no group commands.',
  }),
  paging: field.choice('How lists are paged', ['index', 'cursor'], { default: 'index' }),
  pageSize: field.number('Users per page', { default: standardDialect.pageSize }),
  membersPerRequest: field.number('Member changes per request', {
    default: standardDialect.groups.membersPerRequest,
  }),
  removeMembers: field.choice('How members are removed', ['value-path', 'value-list'], {
    default: 'value-path',
    help: 'value-list for servers that refuse members[value eq "…"].',
  }),
  members: field.choice('Where members of groups are read', ['in-group', 'users-by-group'], {
    default: 'in-group',
    help: 'users-by-group for servers whose groups never show their members.',
  }),
  noMatch: field.choice('What a search without a match is answered with', ['empty-list', '404'], {
    default: 'empty-list',
    help: '404 for servers that answer so, with a SCIM error; else a 404 to a search is a failure, because a wrong address answers the same.',
  }),
  contentType: field.choice('Content type of requests', ['application/scim+json', 'application/json'], {
    default: 'application/scim+json',
  }),
};

/** Any server that speaks SCIM 2.0 or 1.1: for vendors without a package of their own. */
export const scim = defineIntegration({
  ...scimIntegration({ ...standardDialect, version1Urns: {} }),
  brand: 'SCIM',
  config,
  connection: ({ url, token, username, password, contentType }) => {
    const server = { baseUrl: url, contentType };
    if (token !== undefined && username === undefined && password === undefined) {
      return { ...server, bearer: token };
    }
    if (token === undefined && username !== undefined && password !== undefined) {
      return { ...server, basic: { username, password } };
    }
    throw new Error('give either token, or username and password');
  },
  client: ({ http, config: chosen }) => scimClient(http, dialectOf(chosen)),
});

type Chosen = ConfigOf<typeof config>;

/** A client is made for every command, a dialect once for every configuration. */
const dialects = new WeakMap<Chosen, ScimDialect>();

const dialectOf = (chosen: Chosen): ScimDialect => {
  const dialect = dialects.get(chosen) ?? readDialect(chosen);
  dialects.set(chosen, dialect);
  return dialect;
};

const readDialect = (chosen: Chosen): ScimDialect => {
  const { groups, ...users } = standardDialect;
  const dialect = {
    ...users,
    version: chosen.version,
    update: chosen.update,
    noMatch: chosen.noMatch,
    paging: chosen.paging,
    pageSize: Math.ceil(chosen.pageSize),
    contentType: chosen.contentType,
  };
  return chosen.update === 'put'
    ? dialect
    : {
        ...dialect,
        groups: {
          ...groups,
          membersPerRequest: Math.ceil(chosen.membersPerRequest),
          removeMembers: chosen.removeMembers,
          members: chosen.members,
        },
      };
};
