import { scimMappers } from '@iam/core/scim';

/** The mappers of SCIM without the profile keys that the application has no attribute for. */
export const helloScimWorldMappers = scimMappers({
  name: 'HelloSCIMWorld',
  omit: ['countrycodenumber', 'peoplemanagerflag'],
});
