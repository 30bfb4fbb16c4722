import type { MemberChanges } from '../contract/group-client';
import type { Attributes } from '../profile/app-data';
import type { ScimDialect } from './dialect';
import { partialGroup, partialUser } from './partial-resource';
import { memberOperations, patchBody, setActive, userOperations } from './patch';
import { URN } from './urns';
import { inVersion1, inVersion2 } from './version-1-names';
import { newUserBody, replacedUserBody } from './write-user';

/** The bodies of writes in a dialect's version of SCIM. Data and records are in the names of 2.0 or, records, in the vendor's. */
export interface WireFormat {
  readonly newUser: (data: Attributes, active: boolean) => Attributes;
  readonly replacedUser: (current: Attributes, changes: Attributes, active?: boolean) => Attributes;
  readonly changedUser: (current: Attributes, changes: Attributes, active?: boolean) => Attributes;
  readonly newGroup: (data: Attributes) => Attributes;
  readonly changedMembers: (changes: MemberChanges) => Attributes;
  /** What follows `Schemas/` for the schemas of users. */
  readonly schemaPaths: readonly string[];
}

export const wireFormatOf = (dialect: ScimDialect): WireFormat =>
  dialect.version === '1.1' ? version1(dialect) : version2(dialect);

const newGroup = (data: Attributes): Attributes => ({ schemas: [URN.group], ...data });

const version2 = ({ groups, userAttributes, schemaPaths }: ScimDialect): WireFormat => ({
  newUser: newUserBody,
  replacedUser: replacedUserBody,
  changedUser: (current, changes, active) =>
    patchBody([...userOperations(current, changes), ...(active === undefined ? [] : [setActive(active)])]),
  newGroup,
  changedMembers: (changes) => patchBody(memberOperations(changes, groups?.removeMembers ?? 'value-path')),
  schemaPaths: schemaPaths ?? [
    URN.user,
    ...(userAttributes.includes(URN.enterpriseUser) ? [URN.enterpriseUser] : []),
  ],
});

const version1 = ({ version1Urns: urns, schemaPaths }: ScimDialect): WireFormat => ({
  newUser: (data, active) => inVersion1(newUserBody(data, active), urns),
  replacedUser: (current, changes, active) =>
    inVersion1(replacedUserBody(inVersion2(current, urns), changes, active), urns),
  changedUser: (current, changes, active) => partialUser(inVersion2(current, urns), changes, active, urns),
  newGroup: (data) => inVersion1(newGroup(data), urns),
  changedMembers: partialGroup,
  schemaPaths: schemaPaths ?? ['Users'],
});
