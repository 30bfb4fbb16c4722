import type { Attributes, Http, Integration, UserClient } from '@iam/core';
import type { Sample } from './sample';

/**
 * What an integration can do. A check names the abilities it needs and is left out where one is missing; abilities are read
 * from the integration itself and not listed.
 */
export type Ability =
  | 'groups'
  /** A second group of the same name is refused. */
  | 'uniqueGroupNames'
  /** Several groups may have one name, as the client declares. */
  | 'groupNamesMayRepeat'
  /** Groups can be deleted. */
  | 'deleteGroup'
  | 'listGroups'
  | 'groupsOfUser'
  /** Activation is a request of its own, as the client declares. */
  | 'activatesApart'
  | 'deleteUser'
  | 'listUsers'
  /** A disabled user keeps its record. */
  | 'keepsDisabled'
  /** Disabling deletes the record, as the integration declares. */
  | 'disableDeletes'
  | 'lookupById'
  /** The connection gets its tokens from a token endpoint. */
  | 'signsIn'
  /** The sample profile has a value that becomes `externalId`, or what else is the person's own key. */
  | 'externalId'
  /** The sample profile has a value without which the vendor refuses a new user. */
  | 'requiredAttributes'
  /** The sample profile has a text that may be cleared. */
  | 'clearable'
  /** Commands that the integration alone has. */
  | 'extraCommands'
  /** An attribute is the id of another person's record. */
  | 'references';

export const abilitiesOf = (
  integration: Integration,
  config: Attributes,
  sample: Sample,
): ReadonlySet<Ability> => {
  const client: UserClient = integration.client({ http: nowhere, config });
  const deletes = integration.disableDeletes(config);
  const has: Readonly<Record<Ability, boolean>> = {
    groups: client.groups !== undefined,
    uniqueGroupNames: client.groups !== undefined && client.groups.namesMayRepeat !== true,
    groupNamesMayRepeat: client.groups?.namesMayRepeat === true,
    deleteGroup: client.groups?.deleteGroup !== undefined,
    listGroups: client.groups?.listGroups !== undefined,
    groupsOfUser: client.groupsOfUser !== undefined,
    activatesApart: client.activatesApart === true,
    deleteUser: client.deleteUser !== undefined,
    listUsers: client.listUsers !== undefined,
    keepsDisabled: !deletes,
    disableDeletes: deletes,
    signsIn: integration.connection(config).auth !== undefined,
    lookupById: integration.lookupBy.includes('id'),
    externalId: sample.externalIdKey !== undefined,
    requiredAttributes: sample.required.length > 0,
    clearable: sample.clearable.length > 0,
    extraCommands: integration.commands.length > 0,
    references: Object.values(integration.references).some((some) =>
      some.some(({ lookupBy }) => lookupBy !== undefined),
    ),
  };
  return new Set((Object.keys(has) as Ability[]).filter((ability) => has[ability]));
};

const unreachable = (): Promise<never> =>
  Promise.reject(new Error('A client must not send requests while it is made.'));

/** The client is made only to see which methods it has. */
const nowhere: Http = {
  get: unreachable,
  find: unreachable,
  post: unreachable,
  put: unreachable,
  patch: unreachable,
  delete: unreachable,
  exchange: unreachable,
  page: unreachable,
  findExchange: unreachable,
  findPage: unreachable,
};
