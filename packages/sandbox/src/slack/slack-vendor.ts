import type { FakeVendor, VendorRequest } from '@iam/conformance';
import { createIdSource } from '../id-source';
import { isJsonObject, type JsonObject } from '../json-object';
import { pathSegments } from '../query';
import { ENTERPRISE_URN } from '../scim/attribute-table';
import { scimDiscovery, serviceProviderConfig } from '../scim/scim-discovery';
import { createScimEngine } from '../scim/scim-engine';
import type { Kind, ScimFace } from '../scim/scim-face';
import { createScimStore, type ScimStore } from '../scim/scim-store';
import { plantSeeds } from '../scim/seeds';
import { inVersion1 } from '../scim/version-1/version-1';
import { endpointSchema } from '../scim/version-1/version-1-discovery';
import type { SandboxReply } from '../wire';
import { createCustomFields, type CustomFields } from './custom-fields';
import { createSlackLimits, type SlackLimits } from './slack-limits';
import { listSlack } from './slack-listing';
import { slackSettings, type SlackOptions, type SlackSettings } from './slack-options';
import { slackProblem, slackReplyV1, slackReplyV2 } from './slack-problems';
import { localTime, slackRecords } from './slack-records';
import { checkOwner, checkSlack, completeSlack, type SlackVersion } from './slack-rules';
import { slackGroupSchema, slackUserSchema, slackUserSearchSchema, SLACK_URNS_1 } from './slack-schema';

/** A Slack organisation; replies to writes may be delayed. */
export interface SlackVendor extends FakeVendor {
  readonly handle: (request: VendorRequest) => SandboxReply;
}

/** What both versions of the API share. */
interface Organisation {
  readonly settings: SlackSettings;
  readonly store: ScimStore;
  readonly limits: SlackLimits;
  readonly customFields: CustomFields;
  readonly newId: (kind: Kind) => string;
  readonly reset: () => void;
}

/**
 * Slack's SCIM API below `/scim/v1` and `/scim/v2`, two views of one organisation, as its reference and the replies seen by other
 * clients describe it. https://docs.slack.dev/reference/scim-api
 */
export const createSlackVendor = (options: SlackOptions = {}): SlackVendor => {
  const settings = slackSettings(options);
  const ids = createIdSource(settings.seed);
  const limits = createSlackLimits(settings);
  const customFields = createCustomFields();
  const organisation: Organisation = {
    settings,
    store: createScimStore(() => localTime(settings.now(), settings.utcOffsetMinutes)),
    limits,
    customFields,
    newId: (kind) => `${kind === 'User' ? settings.userIdPrefix : 'S'}0${ids.hex(9).toUpperCase()}`,
    reset: () => {
      ids.reset();
      limits.reset();
      customFields.reset();
    },
  };
  const { store, newId } = organisation;
  const seed = (): void =>
    plantSeeds(store, slackUserSchema, newId, settings, (attributes) => ({ active: true, ...attributes }));
  const engines = {
    v1: createScimEngine(version1(organisation), store, seed),
    v2: createScimEngine(version2(organisation), store, seed),
  };
  return {
    ...engines.v2,
    handle: (request) => {
      const reply: SandboxReply = engines[versionOf(request.path)].handle(request);
      const isWrite = request.method.toUpperCase() !== 'GET' && reply.status !== 429;
      // A timer may end a millisecond early; the lock must be gone when the reply is there.
      return isWrite && settings.writeMs > 0 ? { ...reply, delayMs: settings.writeMs + 1 } : reply;
    },
  };
};

const versionOf = (path: string): SlackVersion => (path.startsWith('/scim/v1/') ? 'v1' : 'v2');

const version1 = (organisation: Organisation): ScimFace => {
  const face = inVersion1(common('v1', organisation), SLACK_URNS_1);
  return {
    ...face,
    list: (request) => {
      const { totalResults, itemsPerPage, startIndex, schemas, Resources } = face.list(request);
      return { totalResults, itemsPerPage, startIndex, schemas, Resources };
    },
    patchReply: { User: 'resource', Group: 'none' },
    problemReply: slackReplyV1,
  };
};

const version2 = (organisation: Organisation): ScimFace => {
  const face = common('v2', organisation);
  const { settings } = organisation;
  return settings.v2Manager === 'value'
    ? face
    : { ...face, renderUser: (user, request) => withManagerId(face.renderUser(user, request)) };
};

const withManagerId = (user: JsonObject): JsonObject => {
  const enterprise = user[ENTERPRISE_URN];
  const manager = isJsonObject(enterprise) ? enterprise['manager'] : undefined;
  if (!isJsonObject(enterprise) || !isJsonObject(manager)) {
    return user;
  }
  const { value, ...rest } = manager;
  return { ...user, [ENTERPRISE_URN]: { ...enterprise, manager: { managerId: value, ...rest } } };
};

const common = (version: SlackVersion, organisation: Organisation): ScimFace => {
  const { settings, store, limits, customFields } = organisation;
  const schemas = { User: slackUserSchema, Group: slackGroupSchema };
  return {
    name: 'slack',
    schemas,
    searchSchemas: { User: slackUserSearchSchema, Group: slackGroupSchema },
    contentType: 'application/json',
    locate: (path) => locate(path, version),
    admit: (request) => admit(request, version, settings, limits),
    refusal: (method, segments) =>
      isOffered(method, segments) ? undefined : slackProblem(405, 'method_not_allowed'),
    check: (incoming) => {
      checkSlack(incoming, version, store, settings);
      customFields.make(incoming.kind === 'User' ? incoming.body : {});
    },
    checkPatch: () => undefined,
    pathValues: 'bare',
    patchOptions: { removeWithValue: 'all' },
    // Names are compared as they will be stored: see the rules.
    unique: [],
    conflict: (_kind, path, value) => slackProblem(settings.takenStatus, 'username_taken', [path, value]),
    unknownMember: (id) => slackProblem(400, 'no_such_user', ['user', id]),
    notFound: (kind, id) =>
      kind === undefined
        ? slackProblem(404, 'bad_endpoint')
        : slackProblem(404, kind === 'User' ? 'no_such_user' : 'no_such_group', ['id', id]),
    complete: (incoming) => completeSlack(incoming, settings),
    newId: organisation.newId,
    ...slackRecords(version, store, settings),
    list: (request) => listSlack(request, settings),
    project: (body) => body,
    patchReply: { User: 'resource', Group: 'resource' },
    leftByDelete: (kind, { id, attributes }) => {
      const left = { ...attributes, active: false };
      if (kind === 'Group') {
        return undefined;
      }
      checkOwner(id, left, settings);
      return left;
    },
    discovery: (segments) => discovery(segments),
    headers: () => ({}),
    createdHeaders: (body) => ({ Location: String((body['meta'] as JsonObject)['location']) }),
    problemReply: (problem) => slackReplyV2(problem, settings),
    written: () => undefined,
    reset: organisation.reset,
  };
};

const locate = (path: string, version: SlackVersion): readonly string[] | undefined => {
  const [scim, named = '', ...rest] = pathSegments(path) ?? [];
  if (scim === 'scim' && named !== version && /^v\d+$/.test(named)) {
    throw slackProblem(400, 'unsupported_version', ['version', named]);
  }
  return scim === 'scim' && named === version ? rest : undefined;
};

const admit = (
  request: VendorRequest,
  version: SlackVersion,
  { token }: SlackSettings,
  limits: SlackLimits,
): void => {
  const authorization = request.headers['authorization'];
  if (authorization !== `Bearer ${token}`) {
    throw slackProblem(
      401,
      authorization === undefined ? 'missing_authentication' : 'invalid_authentication',
    );
  }
  limits.admit(request, locate(request.path, version) ?? []);
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(request.method.toUpperCase());
  if (hasBody && !/^application\/(scim\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    throw slackProblem(400, 'invalid_request_payload');
  }
};

const isOffered = (method: string, [collection = '', id = '']: readonly string[]): boolean => {
  const isCollection = collection === 'Users' || collection === 'Groups';
  return !isCollection || (id === '' ? ['GET', 'POST'] : ['GET', 'PUT', 'PATCH', 'DELETE']).includes(method);
};

/** Schemas by the name of the endpoint in both versions; version 1 has its own view of them. */
const discovery = (segments: readonly string[]): JsonObject | undefined => {
  const [resource, name, ...more] = segments;
  if (resource !== 'Schemas') {
    return scimDiscovery(segments, serviceProviderConfig({ patch: true, maxResults: 1000 }));
  }
  if (more.length > 0) {
    return undefined;
  }
  return name === 'Users'
    ? endpointSchema('User', slackUserSchema)
    : name === 'Groups'
      ? endpointSchema('Group', slackGroupSchema)
      : undefined;
};
