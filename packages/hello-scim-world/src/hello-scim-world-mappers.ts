import type { Mapper } from '@iam/core';
import { scimMappers } from '@iam/core/scim';

/** The mappers of SCIM without the profile keys that the application has no attribute for. */
export const helloScimWorldMappers: { readonly incoming: Mapper; readonly outgoing: Mapper } = scimMappers({
  name: 'HelloSCIMWorld',
  omit: ['countrycodenumber', 'peoplemanagerflag'],
});
