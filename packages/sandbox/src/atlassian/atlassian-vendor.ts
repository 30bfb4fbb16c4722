import type { FakeVendor, VendorReply, VendorRequest } from '@iam/conformance';
import { createIdSource } from '../id-source';
import type { JsonObject } from '../json-object';
import { ENTERPRISE_URN, GROUP_URN, USER_URN } from '../scim/attribute-table';
import { listByIndex } from '../scim/index-listing';
import { bySearchOrder } from '../scim/key-order';
import { projectAttributes } from '../scim/projection';
import { originOf } from '../scim/public-url';
import { scimDiscovery, serviceProviderConfig } from '../scim/scim-discovery';
import { createScimEngine } from '../scim/scim-engine';
import { scimErrorReply } from '../scim/scim-error-reply';
import type { Kind, ScimFace } from '../scim/scim-face';
import { invalidValue, ScimProblem } from '../scim/scim-problem';
import { createScimStore, type StoredGroup, type StoredRecord, type StoredUser } from '../scim/scim-store';
import { below, checkBearer } from '../scim/scim-vendor';
import { plantSeeds } from '../scim/seeds';
import { createTokenBucket } from '../token-bucket';
import { createAtlassianAccounts, type AtlassianAccount } from './atlassian-accounts';
import { ATLASSIAN_DEFAULTS, type AtlassianOptions } from './atlassian-options';
import { atlassianConflict, checkAtlassian, completeAtlassian } from './atlassian-rules';
import { atlassianGroupSchema, atlassianUserSchema, EXTERNAL_URN } from './atlassian-schema';

/** An Atlassian directory and what its writes did beyond it. */
export interface AtlassianVendor extends FakeVendor {
  /** The accounts people sign in to, in the order they were linked first. */
  readonly accounts: () => readonly AtlassianAccount[];
  /** The effects of writes, which clients of the real directory never see in a reply. */
  readonly auditLog: () => readonly string[];
}

const PAGE = 100;
const FILTERABLE = { User: ['userName', 'externalId'], Group: ['displayName'] };

/**
 * Atlassian Cloud's user provisioning below `/scim/directory/{directoryId}/`, as its REST documentation and the replies
 * seen by other clients describe it. https://developer.atlassian.com/cloud/admin/user-provisioning/rest/
 */
export const createAtlassianVendor = (options: AtlassianOptions = {}): AtlassianVendor => {
  const { directoryId, token } = { ...ATLASSIAN_DEFAULTS, ...options };
  const basePath = `/scim/directory/${directoryId}`;
  const now = options.now ?? ((): Date => new Date());
  const ids = createIdSource(options.seed);
  let stamps = 0;
  const stamp = (): string => {
    stamps += 1;
    return microseconds(now(), stamps);
  };
  const store = createScimStore(stamp);
  const bucket = createTokenBucket(options.requestsPerSecond || Infinity, now);
  const accounts = createAtlassianAccounts(ids, store, options);
  const schemas = { User: atlassianUserSchema, Group: atlassianGroupSchema };

  const urlOf = (kind: Kind, id: string, request: VendorRequest | undefined): string =>
    `${originOf(request, options.publicUrl, 'https://api.atlassian.com')}${basePath}/${kind}s/${encodeURIComponent(id)}`;
  const meta = (kind: Kind, record: StoredRecord, request: VendorRequest | undefined): JsonObject => ({
    resourceType: kind,
    location: urlOf(kind, record.id, request),
    lastModified: record.lastModified,
    created: record.created,
  });
  const renderUser = (user: StoredUser, request: VendorRequest | undefined): JsonObject => {
    const account = accounts.linkedTo(user.id);
    const groups = store.groupsOf(user.id).map((group) => ({
      type: 'Group',
      value: group.id,
      display: group.attributes['displayName'],
      $ref: urlOf('Group', group.id, request),
    }));
    const hidesActive = options.omitActive === 'on-read' && request?.method.toUpperCase() === 'GET';
    return {
      schemas: [...(account === undefined ? [] : [EXTERNAL_URN]), USER_URN, ENTERPRISE_URN],
      ...bySearchOrder(user.attributes, USER_KEYS),
      meta: meta('User', user, request),
      groups,
      ...bySearchOrder(user.attributes, [ENTERPRISE_URN]),
      ...(account === undefined ? {} : { [EXTERNAL_URN]: { atlassianAccountId: account.accountId } }),
      id: user.id,
      ...(hidesActive ? {} : bySearchOrder(user.attributes, ['active'])),
    };
  };
  const renderGroup = (group: StoredGroup, request: VendorRequest | undefined): JsonObject => ({
    schemas: [GROUP_URN],
    id: group.id,
    ...bySearchOrder(group.attributes, ['externalId', 'displayName']),
    members: store.membersOf(group.id).map((id) => ({
      type: 'User',
      value: id,
      display: store.user(id)?.attributes['displayName'] ?? store.user(id)?.attributes['userName'],
      $ref: urlOf('User', id, request),
    })),
    meta: meta('Group', group, request),
  });

  const face: ScimFace = {
    name: 'atlassian',
    schemas,
    searchSchemas: schemas,
    contentType: 'application/scim+json',
    locate: (path) => below(basePath, path),
    admit: (request) => {
      checkBearer(request, token);
      if (options.requestsPerSecond && !bucket.take()) {
        throw throttled(options);
      }
    },
    refusal: () => undefined,
    check: (incoming) => checkAtlassian(incoming, options),
    checkPatch: () => undefined,
    patchOptions: { removeWithValue: options.removeWithValue ?? 'all' },
    // The service does not enforce externalId.
    unique: [
      { kind: 'User', path: 'userName', caseExact: false },
      { kind: 'User', path: 'emails.value', caseExact: false },
      { kind: 'Group', path: 'displayName', caseExact: false },
    ],
    conflict: atlassianConflict,
    unknownMember: (id) => invalidValue(`There is no user ${id.slice(0, 100)}.`),
    notFound: (kind, id) =>
      new ScimProblem(
        404,
        kind === undefined ? 'Not found.' : `Resource [${kind.toUpperCase()}] ${id.slice(0, 100)} not found.`,
      ),
    complete: (incoming) => completeAtlassian(incoming, store, options),
    newId: ids.uuid,
    renderUser,
    renderGroup,
    list: (request) => listByIndex(request, { pageSize: PAGE, filterable: FILTERABLE }),
    // Documented for users only.
    project: (body, _method, parameters, kind) =>
      kind === 'User' ? projectAttributes(atlassianUserSchema, body, parameters) : body,
    patchReply: { User: 'resource', Group: 'resource' },
    discovery: (segments) =>
      scimDiscovery(segments, serviceProviderConfig({ patch: true, maxResults: PAGE })),
    headers: () => ({}),
    createdHeaders: () => ({}),
    problemReply: (problem) =>
      options.javaStyleErrors === true ? javaStyle(problem) : scimErrorReply(problem),
    written: accounts.written,
    reset: () => {
      ids.reset();
      bucket.reset();
      accounts.reset();
      stamps = 0;
    },
  };
  const engine = createScimEngine(face, store, () => {
    plantSeeds(store, atlassianUserSchema, ids.uuid, options, (attributes) => ({
      active: true,
      ...attributes,
    }));
    for (const user of store.users().slice()) {
      accounts.written('User', undefined, user);
    }
  });
  return { ...engine, accounts: accounts.all, auditLog: accounts.log };
};

// The order of a reply seen in 2021.
const USER_KEYS = [
  'userName',
  'externalId',
  'emails',
  'name',
  'displayName',
  'nickName',
  'title',
  'preferredLanguage',
  'timezone',
  'department',
  'organization',
  'phoneNumbers',
];

// Microseconds whose trailing zeros are cut, as seen; the clock has milliseconds, the rest is made up but fixed.
const microseconds = (time: Date, count: number): string => {
  const text = `${time.toISOString().slice(0, -1)}${String((count * 473) % 1000).padStart(3, '0')}`;
  return `${text.replace(/\.?0+$/, '')}Z`;
};

const throttled = ({ retryAfter }: AtlassianOptions): ScimProblem =>
  new ScimProblem(
    429,
    'Too many requests.',
    undefined,
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
  );

// The published API description shows this for a 400; other statuses keep SCIM's shape.
const javaStyle = (problem: ScimProblem): VendorReply => {
  if (problem.status !== 400) {
    return scimErrorReply(problem);
  }
  return {
    status: 400,
    headers: { 'Content-Type': 'application/json' },
    body: {
      cause: null,
      stackTrace: [
        { methodName: 'validate', fileName: 'UserResource.java', lineNumber: 42, nativeMethod: false },
      ],
      responseStatus: 'BAD_REQUEST',
      scimErrorType: problem.scimType ?? 'invalidValue',
      message: problem.detail,
      localizedMessage: problem.detail,
      suppressed: [],
    },
  };
};
