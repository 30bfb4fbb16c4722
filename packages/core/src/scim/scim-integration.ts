import type { IntegrationDefinition } from '../contract/integration';
import type { Attributes } from '../profile/app-data';
import type { Fields } from '../config/field';
import type { ScimDialect } from './dialect';
import { scimErrorMessage } from './error-message';
import { managerReference } from './write/manager-reference';
import { tooManyValues } from './write/refusals';
import { scimClient } from './scim-client';
import { scimIncoming, scimOutgoing } from './scim-mappers';
import { managerAsValue, version1Name } from './version-1-names';
import { normalized } from './write/write-user';

/** The parts of a definition that follow from the dialect; spread them and add brand, config and connection. */
export const scimIntegration = (
  dialect: ScimDialect,
): Pick<
  IntegrationDefinition<Fields>,
  | 'lookupBy'
  | 'mappers'
  | 'attributes'
  | 'requiredAttributes'
  | 'singleValued'
  | 'notShown'
  | 'references'
  | 'errorMessage'
  | 'errorCodes'
  | 'normalize'
  | 'refuses'
  | 'client'
> => ({
  lookupBy: dialect.lookupBy,
  mappers: { incoming: scimIncoming, outgoing: scimOutgoing },
  attributes: withVersion1Names(dialect),
  requiredAttributes: dialect.requiredAttributes,
  singleValued: dialect.singleValued,
  notShown: dialect.notShown ?? [],
  references: dialect.references ?? managerReference(dialect),
  errorMessage: scimErrorMessage,
  errorCodes: dialect.errorCodes ?? {},
  normalize: (data) => inVendorsForm(dialect, data),
  refuses: (data, action, context) => [
    ...tooManyValues(dialect.singleValued, data),
    ...(dialect.refuses?.(data, action, context) ?? []),
  ],
  client: ({ http }) => scimClient(http, dialect),
});

const inVendorsForm = (
  { userName: legal, managerKey, version1Urns }: ScimDialect,
  data: Attributes,
): Attributes => {
  const form = normalized(managerKey === 'managerId' ? managerAsValue(data) : data, version1Urns);
  const { userName } = form;
  return legal === undefined || typeof userName !== 'string' ? form : { ...form, userName: legal(userName) };
};

/** A profile in the vocabulary of a vendor that speaks 1.1 may have its names. */
const withVersion1Names = ({ version, userAttributes, version1Urns }: ScimDialect): readonly string[] =>
  version === '1.1' || version1Urns !== undefined
    ? [...new Set([...userAttributes, ...userAttributes.map((name) => version1Name(name, version1Urns))])]
    : userAttributes;
