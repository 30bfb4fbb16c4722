import type { FakeVendor, VendorRequest } from '@iam/conformance';
import { createIdSource } from '../id-source';
import { isJsonObject, type JsonObject } from '../json-object';
import { pathSegments } from '../query';
import { ENTERPRISE_URN, GROUP_URN, USER_URN } from '../scim/attribute-table';
import { bySearchOrder } from '../scim/key-order';
import type { ScimFace } from '../scim/scim-face';
import { createScimEngine } from '../scim/scim-engine';
import { ScimProblem } from '../scim/scim-problem';
import { createScimStore, type StoredGroup, type StoredUser } from '../scim/scim-store';
import { plantSeeds } from '../scim/seeds';
import { createTokenBucket } from '../token-bucket';
import { awsDiscovery } from './aws-discovery';
import { checkAwsFields } from './aws-field-rules';
import { listAws } from './aws-listing';
import { awsSettings, type AwsOptions, type AwsSettings } from './aws-options';
import { checkAwsPatch } from './aws-patch-rules';
import { awsProblemReply } from './aws-problems';
import { awsGroupSchema, awsUserSchema, awsUserSearchSchema } from './aws-schema';

/**
 * AWS IAM Identity Center's SCIM v2 endpoint below `/{tenantId}/scim/v2/`, as its developer guide and the replies seen
 * by other clients describe it. https://docs.aws.amazon.com/singlesignon/latest/developerguide/
 */
export const createAwsVendor = (options: AwsOptions = {}): FakeVendor => {
  const settings = awsSettings(options);
  const ids = createIdSource(settings.seed);
  // A separate series, so that the number of requests does not change the ids of created resources.
  const requestIds = createIdSource(settings.seed === undefined ? undefined : `${settings.seed}/requests`);
  const store = createScimStore(() => `${settings.now().toISOString().slice(0, 19)}Z`);
  const bucket = createTokenBucket(settings.requestsPerSecond || Infinity, settings.now);
  const newId = (): string => (settings.idShape === 'legacy' ? `${ids.hex(10)}-${ids.uuid()}` : ids.uuid());
  let requestId = '';

  const face: ScimFace = {
    name: 'aws',
    schemas: { User: awsUserSchema, Group: awsGroupSchema },
    searchSchemas: { User: awsUserSearchSchema, Group: awsGroupSchema },
    contentType: 'application/json',
    locate: (path) => {
      requestId = requestIds.uuid();
      return locate(path);
    },
    admit: (request) => {
      admit(request, settings);
      if (settings.requestsPerSecond !== false && !bucket.take()) {
        throw throttled(settings);
      }
      if (settings.accessDenied) {
        throw new ScimProblem(403, 'AccessDeniedException');
      }
    },
    refusal: (method, segments) => refusal(method, segments, settings),
    check: (incoming) => checkAwsFields(incoming, settings),
    checkPatch: (kind, patch) => checkAwsPatch(kind, patch, settings),
    patchOptions: { removeWithValue: 'listed' },
    // https://repost.aws/knowledge-center/iam-identity-center-provision; letter case is documented nowhere.
    unique: [
      { kind: 'User', path: 'userName', caseExact: false },
      { kind: 'User', path: 'emails.value', caseExact: false },
      { kind: 'User', path: 'externalId', caseExact: true },
      { kind: 'Group', path: 'displayName', caseExact: false },
      { kind: 'Group', path: 'externalId', caseExact: true },
    ],
    conflict: (kind, path) => new ScimProblem(409, `Duplicate ${kind} ${path}`),
    unknownMember: () => new ScimProblem(settings.unknownMemberStatus, 'Unknown member'),
    notFound: () => new ScimProblem(404, 'Resource not found.'),
    complete: ({ kind, attributes }) =>
      kind === 'User'
        ? { ...attributes, active: attributes['active'] ?? settings.activeWhenOmitted }
        : attributes,
    newId,
    renderUser,
    renderGroup,
    list: (request) => listAws(request, settings, (id) => store.user(id) !== undefined),
    project: (body) => body,
    patchReply: { User: 'resource', Group: 'none' },
    discovery: awsDiscovery,
    // Present on replies without a body too.
    headers: () => ({ 'Content-Type': 'application/json', 'x-amzn-RequestId': requestId }),
    createdHeaders: () => ({}),
    problemReply: (problem) => awsProblemReply(problem, settings, requestId),
    written: () => undefined,
    reset: () => {
      ids.reset();
      requestIds.reset();
      bucket.reset();
    },
  };
  return createScimEngine(face, store, () =>
    plantSeeds(store, awsUserSchema, newId, settings, (attributes) => ({ active: true, ...attributes })),
  );
};

const locate = (path: string): readonly string[] | undefined => {
  const [, scim, version, ...rest] = pathSegments(path) ?? [];
  return scim === 'scim' && version === 'v2' ? rest : undefined;
};

// A wrong tenant and a wrong token look the same.
const admit = (request: VendorRequest, settings: AwsSettings): void => {
  const [tenantId] = pathSegments(request.path) ?? [];
  const authorization = request.headers['authorization'] ?? '';
  if (tenantId !== settings.tenantId || authorization !== `Bearer ${settings.token}`) {
    throw new ScimProblem(401, 'UnauthorizedException');
  }
};

const throttled = ({ retryAfter }: AwsSettings): ScimProblem =>
  new ScimProblem(
    429,
    'Rate exceeded',
    undefined,
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
  );

const refusal = (
  method: string,
  segments: readonly string[],
  settings: AwsSettings,
): ScimProblem | undefined => {
  const [resource = ''] = segments;
  const unsupported = ['Me', 'Bulk'].includes(resource) || segments.includes('.search');
  return unsupported || (method === 'PUT' && resource === 'Groups')
    ? new ScimProblem(settings.unsupportedStatus, 'Operation is not supported.')
    : undefined;
};

const USER_KEYS = ['userName', 'name', 'displayName', 'nickName', 'title', 'userType'];
const USER_KEYS_LATER = [
  'preferredLanguage',
  'locale',
  'timezone',
  'active',
  'emails',
  'addresses',
  'phoneNumbers',
  'roles',
];

const meta = (resourceType: string, { created, lastModified }: StoredUser): JsonObject => ({
  resourceType,
  created,
  lastModified,
});

// profileUrl and the manager's $ref are accepted but not returned, as in the documented example.
const renderUser = (user: StoredUser): JsonObject => {
  const { attributes } = user;
  const enterprise = withoutManagerRef(attributes[ENTERPRISE_URN]);
  return {
    id: user.id,
    ...bySearchOrder(attributes, ['externalId']),
    meta: meta('User', user),
    schemas: enterprise === undefined ? [USER_URN] : [USER_URN, ENTERPRISE_URN],
    ...bySearchOrder(attributes, [...USER_KEYS, ...USER_KEYS_LATER]),
    ...(enterprise === undefined ? {} : { [ENTERPRISE_URN]: enterprise }),
  };
};

const withoutManagerRef = (enterprise: unknown): JsonObject | undefined => {
  if (!isJsonObject(enterprise)) {
    return undefined;
  }
  const manager = enterprise['manager'];
  if (!isJsonObject(manager)) {
    return enterprise;
  }
  const { $ref: _dropped, ...rest } = manager;
  return { ...enterprise, manager: rest };
};

// Group bodies never list members; only filters by groups.value and members.value reveal them.
const renderGroup = (group: StoredGroup): JsonObject => ({
  id: group.id,
  ...bySearchOrder(group.attributes, ['externalId']),
  meta: meta('Group', group),
  schemas: [GROUP_URN],
  ...bySearchOrder(group.attributes, ['displayName']),
  members: [],
});
