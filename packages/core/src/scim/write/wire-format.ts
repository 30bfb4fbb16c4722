import { dictionaryOf } from '../../codec/combinators';
import { perObject } from '../../codec/per-object';
import type { MemberChanges } from '../../contract/group-client';
import type { Attributes } from '../../profile/app-data';
import type { ScimDialect, ScimGroupDialect } from '../dialect';
import { partialGroup, partialUser } from './partial-resource';
import { memberOperations, patchBody, setActive, userOperations, type PatchOperation } from './patch';
import { URN } from '../urns';
import { inVersion1, inVersion2, managerAsId, managerAsValue } from '../version-1-names';
import { newUserBody, replacedUserBody } from './write-user';

/** The bodies of writes in a dialect's version of SCIM. Data and records are in the names of 2.0 or, records, in the vendor's. */
export interface WireFormat {
  readonly newUser: (data: Attributes, active: boolean) => Attributes;
  readonly replacedUser: (current: Attributes, changes: Attributes, active?: boolean) => Attributes;
  readonly changedUser: (current: Attributes, changes: Attributes, active?: boolean) => Attributes;
  readonly newGroup: (data: Attributes) => Attributes;
  readonly changedMembers: (changes: MemberChanges, remove: ScimGroupDialect['removeMembers']) => Attributes;
  /** What follows `Schemas/` for the schemas of users. */
  readonly schemaPaths: readonly string[];
}

/** A client is made for every command, a format once for every dialect. */
export const wireFormatOf = perObject((dialect: ScimDialect): WireFormat =>
  dialect.version === '1.1' ? version1(dialect) : version2(dialect),
);

const newGroup = (data: Attributes): Attributes => ({ schemas: [URN.group], ...data });

type UserBodies = Pick<WireFormat, 'newUser' | 'replacedUser' | 'changedUser'>;

const users: UserBodies = {
  newUser: newUserBody,
  replacedUser: replacedUserBody,
  changedUser: (current, changes, active) => patchOf(userOperations(current, changes), active),
};

const patchOf = (operations: readonly PatchOperation[], active: boolean | undefined): Attributes =>
  patchBody([...operations, ...(active === undefined ? [] : [setActive(active)])]);

const MANAGER = `${URN.enterpriseUser}:manager`;

const usersWithManagerId: UserBodies = {
  newUser: (data, active) => managerAsId(newUserBody(data, active)),
  replacedUser: (current, changes, active) =>
    managerAsId(replacedUserBody(managerAsValue(current), changes, active)),
  changedUser: (current, changes, active) =>
    patchOf(
      userOperations(managerAsValue(current), changes).map((operation) =>
        operation.path === MANAGER ? { ...operation, value: managerWithId(operation.value) } : operation,
      ),
      active,
    ),
};

const managerWithId = (manager: unknown): unknown =>
  dictionaryOf(managerAsId({ [URN.enterpriseUser]: { manager } })[URN.enterpriseUser])['manager'];

const version2 = ({ userAttributes, schemaPaths, managerKey }: ScimDialect): WireFormat => ({
  ...(managerKey === 'managerId' ? usersWithManagerId : users),
  newGroup,
  changedMembers: (changes, remove) => patchBody(memberOperations(changes, remove)),
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
