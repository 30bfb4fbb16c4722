import type { FakeVendor, VendorReply, VendorRequest } from '@iam/conformance';
import { isJsonObject, type JsonObject } from '../json-object';
import { parseQuery, type QueryParameter } from '../query';
import { inSchemaOrder } from './key-order';
import { membershipChanges } from './membership-changes';
import { applyChanges } from './patch';
import { readPatch } from './patch-request';
import { readResource, type Attributes, type ReadResult } from './read-resource';
import { recordsMatching } from './records-matching';
import type { Kind, ScimFace } from './scim-face';
import { invalidSyntax, ScimProblem } from './scim-problem';
import type { StoredRecord, ScimStore } from './scim-store';
import { checkUnique } from './uniqueness';
import { wholeResource } from './whole-resource';

interface ScimRequest {
  readonly request: VendorRequest;
  readonly parameters: readonly QueryParameter[];
  readonly kind: Kind;
  /** Undefined for the collection. */
  readonly id: string | undefined;
}

/**
 * A fake SCIM vendor from a face and a store: routing, reading, PATCH, uniqueness and errors are the same for all.
 *
 * @param seed fills the store when the vendor is made and after every reset
 */
export const createScimEngine = (face: ScimFace, store: ScimStore, seed: () => void): FakeVendor => {
  const reset = (): void => {
    store.clear();
    face.reset();
    seed();
  };
  reset();
  return {
    name: face.name,
    reset,
    handle: (request) => {
      try {
        return answer(face, store, request);
      } catch (error) {
        if (!(error instanceof ScimProblem)) {
          throw error;
        }
        const reply = face.problemReply(error);
        return { ...reply, headers: { ...face.headers(), ...reply.headers, ...error.headers } };
      }
    },
    users: () =>
      store
        .users()
        .slice()
        .map((user) => face.renderUser(user, undefined)),
    groups: () =>
      store
        .groups()
        .slice()
        .map(({ id, attributes }) => ({
          id,
          displayName: String(attributes['displayName'] ?? ''),
          members: store.membersOf(id),
        })),
  };
};

const KINDS: Readonly<Record<string, Kind>> = { Users: 'User', Groups: 'Group' };

const answer = (face: ScimFace, store: ScimStore, request: VendorRequest): VendorReply => {
  const segments = face.locate(request.path);
  if (segments === undefined) {
    throw face.notFound(undefined, '');
  }
  face.admit(request);
  const method = request.method.toUpperCase();
  const refusal = face.refusal(method, segments);
  if (refusal !== undefined) {
    throw refusal;
  }
  const [collection = '', id, ...more] = segments;
  const kind = Object.hasOwn(KINDS, collection) ? KINDS[collection] : undefined;
  if (kind === undefined || more.length > 0) {
    return discover(face, method, segments);
  }
  const parameters = parseQuery(request.query);
  if (parameters === undefined) {
    throw invalidSyntax('The query is not percent-encoded correctly.');
  }
  const call: ScimRequest = { request, parameters, kind, id: id === '' ? undefined : id };
  return call.id === undefined
    ? onCollection(face, store, call, method)
    : onRecord(face, store, call, method);
};

const discover = (face: ScimFace, method: string, segments: readonly string[]): VendorReply => {
  const body = method === 'GET' ? face.discovery(segments) : undefined;
  if (body === undefined) {
    throw face.notFound(undefined, segments.at(-1) ?? '');
  }
  return withBody(face, 200, body);
};

const onCollection = (face: ScimFace, store: ScimStore, call: ScimRequest, method: string): VendorReply => {
  if (method === 'POST') {
    return create(face, store, call);
  }
  if (method !== 'GET') {
    throw new ScimProblem(405, `${method} is not allowed here.`);
  }
  const { kind, parameters } = call;
  const body = face.list({
    kind,
    parameters,
    records: kind === 'User' ? store.users() : store.groups(),
    matching: (filter) => recordsMatching(store, kind, face.searchSchemas[kind], filter),
    render: (record) => render(face, call, record),
  });
  return withBody(face, 200, body);
};

const onRecord = (face: ScimFace, store: ScimStore, call: ScimRequest, method: string): VendorReply => {
  const record = call.kind === 'User' ? store.user(call.id ?? '') : store.group(call.id ?? '');
  if (record === undefined) {
    throw face.notFound(call.kind, call.id ?? '');
  }
  if (method === 'GET') {
    return withRecord(face, 200, call, record);
  }
  if (method === 'PUT' || method === 'PATCH') {
    checkVersion(face, call.request, record);
  }
  if (method === 'PUT') {
    return replace(face, store, call, record);
  }
  if (method === 'PATCH') {
    return patch(face, store, call, record);
  }
  if (method === 'DELETE') {
    return remove(face, store, call, record);
  }
  throw new ScimProblem(405, `${method} is not allowed here.`);
};

const create = (face: ScimFace, store: ScimStore, call: ScimRequest): VendorReply => {
  const { kind } = call;
  const body = requestBody(call.request);
  const read = readResource(face.schemas[kind], body);
  const incoming = { kind, intent: 'create' as const, ...read, body, current: undefined };
  face.check(incoming);
  checkMembers(face, store, read.attributes);
  checkUnique(face, store, kind, undefined, read.attributes);
  const attributes = face.complete(incoming);
  const { own, members } = splitMembers(kind, inSchemaOrder(face.schemas[kind], attributes));
  const record =
    kind === 'User' ? store.addUser(face.newId(kind), own) : store.addGroup(face.newId(kind), own, members);
  face.written(kind, undefined, record);
  const reply = withRecord(face, 201, call, record);
  const full =
    kind === 'User' ? face.renderUser(record, call.request) : face.renderGroup(record, call.request);
  return { ...reply, headers: { ...reply.headers, ...face.createdHeaders(full) } };
};

const replace = (face: ScimFace, store: ScimStore, call: ScimRequest, current: StoredRecord): VendorReply => {
  const { kind } = call;
  const body = requestBody(call.request);
  const read = readResource(face.schemas[kind], body);
  const incoming = { kind, intent: 'replace' as const, ...read, body, current };
  face.check(incoming);
  checkMembers(face, store, read.attributes);
  const saved = save(face, store, kind, current, face.complete(incoming));
  return withRecord(face, 200, call, saved);
};

const patch = (face: ScimFace, store: ScimStore, call: ScimRequest, current: StoredRecord): VendorReply => {
  const { kind } = call;
  const body = requestBody(call.request);
  const { attributes, unknown, removed } =
    face.applyPatch === undefined
      ? patched(face, store, kind, current, body)
      : { ...face.applyPatch(kind, wholeResource(store, kind, current), body), removed: undefined };
  const incoming = { kind, intent: 'patch' as const, attributes, unknown, body, current };
  face.check(incoming);
  checkMembers(face, store, attributes);
  // Removing an unknown member is no change, and adding one was refused above: only stored members count.
  const saved = save(face, store, kind, current, face.complete(incoming), removed);
  if (face.patchReply[kind] === 'none') {
    return { status: 204, headers: face.headers() };
  }
  return withRecord(face, 200, call, saved);
};

/** The resource after a PATCH; of its members only those that come new when it is told which ones leave. */
const patched = (
  face: ScimFace,
  store: ScimStore,
  kind: Kind,
  current: StoredRecord,
  body: JsonObject,
): ReadResult & { readonly removed: Iterable<string> | undefined } => {
  const { unknown, ...request } = readPatch(face.schemas[kind], body, face.pathValues);
  face.checkPatch(kind, { unknown, ...request });
  const membership =
    kind === 'Group'
      ? membershipChanges(request.changes, face.patchOptions, (id) => store.isMember(current.id, id))
      : undefined;
  if (membership === undefined) {
    const before = wholeResource(store, kind, current);
    return {
      attributes: applyChanges(before, request.changes, face.patchOptions),
      unknown,
      removed: undefined,
    };
  }
  const { added, removed, others } = membership;
  const attributes = applyChanges(current.attributes, others, face.patchOptions);
  return {
    attributes: added.length === 0 ? attributes : { ...attributes, members: added },
    unknown,
    removed,
  };
};

/** @param removed members to take out before those of the attributes are added; without it these are all there will be */
const save = (
  face: ScimFace,
  store: ScimStore,
  kind: Kind,
  current: StoredRecord,
  attributes: Attributes,
  removed?: Iterable<string>,
): StoredRecord => {
  checkUnique(face, store, kind, current.id, attributes);
  const { own, members } = splitMembers(kind, inSchemaOrder(face.schemas[kind], attributes));
  const saved =
    kind === 'User'
      ? store.saveUser(current, own)
      : store.saveGroup(current, own, removed === undefined ? members : { removed, added: members });
  face.written(kind, current, saved);
  return saved;
};

const remove = (face: ScimFace, store: ScimStore, call: ScimRequest, record: StoredRecord): VendorReply => {
  const left = face.leftByDelete?.(call.kind, record);
  if (left !== undefined) {
    save(face, store, call.kind, record, left);
    return { status: 200, headers: face.headers() };
  }
  if (call.kind === 'User') {
    store.removeUser(record.id);
  } else {
    store.removeGroup(record.id);
  }
  face.written(call.kind, record, undefined);
  return { status: 204, headers: face.headers() };
};

const requestBody = (request: VendorRequest): JsonObject => {
  if (isJsonObject(request.body)) {
    return request.body;
  }
  throw invalidSyntax(
    request.body === undefined ? 'Invalid JSON from RequestBody' : 'The body must be an object.',
  );
};

const render = (face: ScimFace, call: ScimRequest, record: StoredRecord): JsonObject => {
  const body =
    call.kind === 'User' ? face.renderUser(record, call.request) : face.renderGroup(record, call.request);
  return face.project(body, call.request.method.toUpperCase(), call.parameters, call.kind);
};

const withBody = (face: ScimFace, status: number, body: JsonObject): VendorReply => ({
  status,
  headers: { 'Content-Type': face.contentType, ...face.headers() },
  body,
});

const withRecord = (face: ScimFace, status: number, call: ScimRequest, record: StoredRecord): VendorReply => {
  const reply = withBody(face, status, render(face, call, record));
  return face.versionOf === undefined
    ? reply
    : { ...reply, headers: { ...reply.headers, ETag: face.versionOf(record) } };
};

// Compares weak tags as they are, because RFC 7644 section 3.14 uses them in If-Match.
const checkVersion = (face: ScimFace, request: VendorRequest, record: StoredRecord): void => {
  const wanted = request.headers['if-match'];
  if (face.versionOf === undefined) {
    return;
  }
  if (wanted === undefined) {
    if (face.versionRequired === true) {
      throw new ScimProblem(428, 'Name the version in If-Match.');
    }
    return;
  }
  if (wanted !== '*' && !wanted.split(/ *, */).includes(face.versionOf(record))) {
    throw new ScimProblem(412, 'The resource has changed on the server.');
  }
};

const splitMembers = (
  kind: Kind,
  attributes: Attributes,
): { readonly own: Attributes; readonly members: readonly string[] } => {
  if (kind === 'User') {
    return { own: attributes, members: [] };
  }
  const { members, ...own } = attributes;
  return { own, members: memberIds(members) };
};

const memberIds = (members: unknown): readonly string[] =>
  Array.isArray(members)
    ? (members as readonly Attributes[]).map((member) => String(member['value'] ?? ''))
    : [];

const checkMembers = (face: ScimFace, store: ScimStore, attributes: Attributes): void => {
  for (const id of memberIds(attributes['members'])) {
    if (store.user(id) === undefined) {
      throw face.unknownMember(id);
    }
  }
};
