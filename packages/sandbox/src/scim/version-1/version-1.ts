import type { VendorReply } from '@iam/conformance';
import { isJsonObject, type JsonObject } from '../../json-object';
import { ENTERPRISE_URN, GROUP_URN, USER_URN, type Attribute, type ResourceSchema } from '../attribute-table';
import { applyPartial } from './partial-resource';
import type { ScimFace } from '../scim-face';
import type { ScimProblem } from '../scim-problem';
import { version1Discovery } from './version-1-discovery';

/** The one core schema of SCIM 1.1 (Core Schema 1.1). */
export const CORE_URN_1 = 'urn:scim:schemas:core:1.0';

/** The 1.1 names of extensions by their 2.0 ones. */
export type Version1Urns = Readonly<Record<string, string>>;

const ENTERPRISE: Version1Urns = { [ENTERPRISE_URN]: 'urn:scim:schemas:extension:enterprise:1.0' };

/**
 * The face of the same vendor in SCIM 1.1. What is stored has the names of 2.0, so that both versions can be answered from one store:
 * extensions are read under their 1.1 names and written with them, a manager's id is `managerId`.
 */
export const inVersion1 = (face: ScimFace, extensions: Version1Urns = ENTERPRISE): ScimFace => {
  const schemas = {
    User: version1Schema(face.schemas.User, extensions),
    Group: version1Schema(face.schemas.Group, extensions),
  };
  const older = renaming(extensions, 'value', 'managerId');
  const newer = renaming(
    Object.fromEntries(Object.entries(extensions).map(([urn, old]) => [old, urn])),
    'managerId',
    'value',
  );
  return {
    ...face,
    schemas,
    searchSchemas: {
      User: version1Schema(face.searchSchemas.User, extensions),
      Group: version1Schema(face.searchSchemas.Group, extensions),
    },
    contentType: 'application/json',
    applyPatch: (kind, before, body) => applyPartial(schemas[kind], before, body),
    renderUser: (user, request) => older(face.renderUser(user, request)),
    renderGroup: (group, request) => older(face.renderGroup(group, request)),
    project: (body, method, parameters, kind) => older(face.project(newer(body), method, parameters, kind)),
    list: (request) => ({ ...face.list(request), schemas: [CORE_URN_1] }),
    discovery: (segments) => version1Discovery(segments, schemas),
    problemReply: version1ErrorReply,
  };
};

/** The error body of REST API 1.1, "HTTP Response Codes". */
export const version1ErrorReply = ({ status, detail }: ScimProblem): VendorReply => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: { Errors: [{ description: detail, code: String(status) }] },
});

const version1Schema = (schema: ResourceSchema, extensions: Version1Urns): ResourceSchema => ({
  ...schema,
  urn: CORE_URN_1,
  extensions: new Map(
    [...schema.extensions.values()].map(({ urn, attributes }) => [
      (extensions[urn] ?? urn).toLowerCase(),
      { urn, attributes: new Map([...attributes].map(([name, one]) => [name, withManagerId(one)])) },
    ]),
  ),
});

const withManagerId = (attribute: Attribute): Attribute => {
  const value = attribute.name === 'manager' ? attribute.sub.get('value') : undefined;
  return value === undefined
    ? attribute
    : { ...attribute, sub: new Map([...attribute.sub, ['managerid', value]]) };
};

const renaming =
  (urns: Version1Urns, from: string, to: string) =>
  (body: JsonObject): JsonObject => {
    const nameOf = (urn: string): string => urns[urn] ?? urn;
    return Object.fromEntries(
      Object.entries(body).map(([key, value]) => {
        if (key === 'schemas' && Array.isArray(value)) {
          const names = (value as readonly string[]).map((urn) =>
            urn === USER_URN || urn === GROUP_URN ? CORE_URN_1 : nameOf(urn),
          );
          return [key, [...new Set(names)]];
        }
        return [nameOf(key), nameOf(key) === key ? value : withManager(value, from, to)];
      }),
    );
  };

const withManager = (extension: unknown, from: string, to: string): unknown => {
  const manager = isJsonObject(extension) ? extension['manager'] : undefined;
  if (!isJsonObject(extension) || !isJsonObject(manager) || manager[from] === undefined) {
    return extension;
  }
  const { [from]: id, ...rest } = manager;
  return { ...extension, manager: { [to]: id, ...rest } };
};
