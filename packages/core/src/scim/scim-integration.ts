import type { IntegrationDefinition } from '../contract/integration';
import type { Fields } from '../config/field';
import type { ScimDialect } from './dialect';
import { scimErrorMessage } from './error-message';
import { tooManyValues } from './refusals';
import { scimClient } from './scim-client';
import { scimIncoming, scimOutgoing } from './scim-mappers';
import { normalized } from './write-user';

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
  | 'errorMessage'
  | 'errorCodes'
  | 'normalize'
  | 'refuses'
  | 'client'
> => ({
  lookupBy: dialect.lookupBy,
  mappers: { incoming: scimIncoming, outgoing: scimOutgoing },
  attributes: dialect.userAttributes,
  requiredAttributes: dialect.requiredAttributes,
  singleValued: dialect.singleValued,
  errorMessage: scimErrorMessage,
  errorCodes: dialect.errorCodes ?? {},
  normalize: normalized,
  refuses: (data, action, context) => [
    ...tooManyValues(dialect.singleValued, data),
    ...(dialect.refuses?.(data, action, context) ?? []),
  ],
  client: ({ http }) => scimClient(http, dialect),
});
