import type { FakeVendor, VendorRequest } from '@iam/conformance';
import { createIdSource } from '../id-source';
import type { JsonObject } from '../json-object';
import { pathSegments } from '../query';
import { ENTERPRISE_URN, GROUP_URN, groupSchema, USER_URN, userSchema } from './attribute-table';
import { listByIndex } from './index-listing';
import { projectAttributes } from './projection';
import { originOf } from './public-url';
import { scimDiscovery, serviceProviderConfig } from './scim-discovery';
import { createScimEngine } from './scim-engine';
import { scimErrorReply } from './scim-error-reply';
import type { Incoming, Kind, ScimFace } from './scim-face';
import { invalidPath, invalidValue, ScimProblem } from './scim-problem';
import { createScimStore, type StoredGroup, type StoredRecord, type StoredUser } from './scim-store';
import { inVersion1 } from './version-1/version-1';
import { plantSeeds, type CommonOptions, type SeedGroup, type SeedUser } from './seeds';

/** Options of a standard server within the RFCs. */
export interface ScimOptions extends CommonOptions {
  /** Default `2.0`. `1.1` has other URNs, changes as a part of the resource, and other errors. */
  readonly version?: '1.1' | '2.0';
  /** Default `/scim/v2`, in version 1.1 `/scim/v1`. */
  readonly basePath?: string;
  /** The bearer token. Default `sandbox-scim-token`. */
  readonly token?: string;
  readonly users?: readonly SeedUser[];
  readonly groups?: readonly SeedGroup[];
  /** The most resources a page holds, odd sizes included. Default 100. */
  readonly pageSize?: number;
  /** When given, the only filters are a single `eq` on one of these. Default: every filter of RFC 7644. */
  readonly filterable?: Readonly<Record<Kind, readonly string[]>>;
  /** Default true; without it PATCH is a 501 and PUT the only way to change anything. */
  readonly patch?: boolean;
  /** Default true; without it PUT is a 501. */
  readonly put?: boolean;
  /** Whether a PATCH is answered with the resource or with 204; RFC 7644 allows both. Default `resource`. */
  readonly patchReply?: 'resource' | 'none';
  /** `remove` with a list as its value and no filter: clears all, as the RFC has it, or removes the listed. Default `all`. */
  readonly removeWithValue?: 'all' | 'listed';
  /** Whether group bodies list members and user bodies groups. Default true. */
  readonly returnMembers?: boolean;
  /** `active` of a user created without one. Default true. */
  readonly activeWhenOmitted?: boolean;
  /**
   * Entity tags in `ETag` and `meta.version`, and `If-Match` (RFC 7644 section 3.14): none, honoured where a request has it, or
   * required of every PUT and PATCH. Default `none`.
   */
  readonly versions?: 'none' | 'honoured' | 'required';
  /** The address in `meta.location`. Default: the request's host. */
  readonly publicUrl?: string;
}

/** The bearer token and base path when the options name none. */
export const SCIM_DEFAULTS = { token: 'sandbox-scim-token', basePath: '/scim/v2' } as const;

/** A standard SCIM 2.0 server (RFC 7643 and 7644) or one of SCIM 1.1, with switches for what the RFCs leave open. */
export const createScimVendor = (options: ScimOptions = {}): FakeVendor => {
  const { token, basePath: path } = {
    ...SCIM_DEFAULTS,
    ...(options.version === '1.1' ? { basePath: '/scim/v1' } : {}),
    ...options,
  };
  const basePath = `/${path.replace(/^\/+|\/+$/g, '')}`;
  const now = options.now ?? ((): Date => new Date());
  const ids = createIdSource(options.seed);
  const store = createScimStore(() => now().toISOString());
  const pageSize = options.pageSize ?? 100;
  const patchReply = options.patchReply ?? 'resource';
  const schemas = { User: userSchema, Group: groupSchema };
  const versions = options.versions ?? 'none';
  const versionOf = ({ version }: StoredRecord): string => `W/"${version}"`;
  const urlOf = (kind: Kind, id: string, request: VendorRequest | undefined): string =>
    `${originOf(request, options.publicUrl, 'https://scim.example.com')}${basePath}/${kind}s/${encodeURIComponent(id)}`;
  const meta = (kind: Kind, record: StoredRecord, request: VendorRequest | undefined): JsonObject => ({
    resourceType: kind,
    created: record.created,
    lastModified: record.lastModified,
    location: urlOf(kind, record.id, request),
    ...(versions === 'none' ? {} : { version: versionOf(record) }),
  });

  const renderUser = (user: StoredUser, request: VendorRequest | undefined): JsonObject => {
    const { [ENTERPRISE_URN]: enterprise, password: _never, ...core } = user.attributes;
    const groups = store.groupsOf(user.id).map((group) => ({
      value: group.id,
      $ref: urlOf('Group', group.id, request),
      display: group.attributes['displayName'],
      type: 'direct',
    }));
    return {
      schemas: enterprise === undefined ? [USER_URN] : [USER_URN, ENTERPRISE_URN],
      id: user.id,
      ...core,
      ...(options.returnMembers === false || groups.length === 0 ? {} : { groups }),
      ...(enterprise === undefined ? {} : { [ENTERPRISE_URN]: enterprise }),
      meta: meta('User', user, request),
    };
  };
  const renderGroup = (group: StoredGroup, request: VendorRequest | undefined): JsonObject => {
    const members = store.membersOf(group.id).map((id) => ({
      value: id,
      $ref: urlOf('User', id, request),
      display: store.user(id)?.attributes['displayName'] ?? store.user(id)?.attributes['userName'],
      type: 'User',
    }));
    return {
      schemas: [GROUP_URN],
      id: group.id,
      ...group.attributes,
      ...(options.returnMembers === false || members.length === 0 ? {} : { members }),
      meta: meta('Group', group, request),
    };
  };

  const face: ScimFace = {
    name: 'scim',
    schemas,
    searchSchemas: schemas,
    contentType: 'application/scim+json',
    locate: (requested) => below(basePath, requested),
    admit: (request) => checkBearer(request, token),
    refusal: (method, segments) => refusal(method, segments, options),
    check: checkRequired,
    checkPatch: () => undefined,
    patchOptions: { removeWithValue: options.removeWithValue ?? 'all' },
    unique: [{ kind: 'User', path: 'userName', caseExact: false }],
    conflict: (_kind, name, value) => new ScimProblem(409, `${name} ${value} is taken.`, 'uniqueness'),
    unknownMember: (id) => invalidValue(`There is no user ${id.slice(0, 100)}.`),
    notFound: (kind, id) =>
      new ScimProblem(
        404,
        kind === undefined ? 'There is no such resource.' : `${kind} ${id.slice(0, 100)} not found.`,
      ),
    complete: ({ kind, attributes }) =>
      kind === 'User'
        ? { ...attributes, active: attributes['active'] ?? options.activeWhenOmitted ?? true }
        : attributes,
    newId: ids.uuid,
    renderUser,
    renderGroup,
    list: (request) => listByIndex(request, { pageSize, filterable: options.filterable }),
    project: (body, _method, parameters, kind) => projectAttributes(schemas[kind], body, parameters),
    patchReply: { User: patchReply, Group: patchReply },
    discovery: (segments) =>
      scimDiscovery(
        segments,
        serviceProviderConfig({
          patch: options.patch !== false,
          etag: versions !== 'none',
          maxResults: pageSize,
        }),
      ),
    ...(versions === 'none' ? {} : { versionOf, versionRequired: versions === 'required' }),
    headers: () => ({}),
    createdHeaders: (body) => ({ location: String((body['meta'] as JsonObject)['location']) }),
    problemReply: scimErrorReply,
    written: () => undefined,
    reset: ids.reset,
  };
  return createScimEngine(options.version === '1.1' ? inVersion1(face) : face, store, () =>
    plantSeeds(store, userSchema, ids.uuid, options, (attributes) => ({ active: true, ...attributes })),
  );
};

/** The decoded segments of a path below a base; undefined when it is not below it. */
export const below = (basePath: string, requested: string): readonly string[] | undefined =>
  requested.startsWith(`${basePath}/`) ? pathSegments(requested.slice(basePath.length)) : undefined;

/** @throws ScimProblem 401 */
export const checkBearer = (request: VendorRequest, token: string): void => {
  if (request.headers['authorization'] !== `Bearer ${token}`) {
    throw new ScimProblem(401, 'Authorization is required.');
  }
};

const refusal = (
  method: string,
  segments: readonly string[],
  options: ScimOptions,
): ScimProblem | undefined => {
  const off =
    (method === 'PATCH' && options.patch === false) ||
    (method === 'PUT' && options.put === false) ||
    segments.at(-1) === '.search' ||
    ['Me', 'Bulk'].includes(segments[0] ?? '');
  return off ? new ScimProblem(501, `${method} is not implemented here.`) : undefined;
};

const checkRequired = ({ kind, intent, attributes, unknown }: Incoming): void => {
  const [name] = unknown;
  // Unknown attributes are ignored in a body (RFC 7644 section 3.3), but refused in a PATCH, which must name what it changes.
  if (intent === 'patch' && name !== undefined) {
    throw invalidPath(`There is no attribute ${name.slice(0, 100)}.`);
  }
  const required = kind === 'User' ? 'userName' : 'displayName';
  if (typeof attributes[required] !== 'string' || attributes[required].trim() === '') {
    throw invalidValue(`Attribute ${required} is required.`);
  }
};
