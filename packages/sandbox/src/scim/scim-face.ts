import type { VendorReply, VendorRequest } from '@iam/conformance';
import type { JsonObject } from '../json-object';
import type { QueryParameter } from '../query';
import type { ResourceSchema } from './attribute-table';
import type { FilterNode } from './filter/filter-parser';
import type { PatchOptions } from './patch';
import type { PatchRequest } from './patch-request';
import type { Attributes, ReadResult } from './read-resource';
import type { ScimProblem } from './scim-problem';
import type { RecordList } from '../records/record-list';
import type { GroupPath, StoredGroup, StoredRecord, StoredUser, UserPath } from './scim-store';

export type Kind = 'User' | 'Group';

/** A resource about to be written, for a face to judge. */
export interface Incoming {
  readonly kind: Kind;
  readonly intent: 'create' | 'replace' | 'patch';
  /**
   * The whole resource as it would be stored, members of a group included; of a PATCH that adds and takes out members, only those it
   * adds.
   */
  readonly attributes: Attributes;
  /** Names the schema does not have, as sent. */
  readonly unknown: readonly string[];
  /** The body of the request. */
  readonly body: JsonObject;
  /** What is stored now; undefined on create. */
  readonly current: StoredRecord | undefined;
}

/** A uniqueness constraint among resources of a kind, on a path that has an index. */
export type UniqueRule = { readonly caseExact: boolean } & (
  { readonly kind: 'User'; readonly path: UserPath } | { readonly kind: 'Group'; readonly path: GroupPath }
);

/** Everything a listing needs to answer. */
export interface ListRequest {
  readonly kind: Kind;
  readonly parameters: readonly QueryParameter[];
  /** In the order of creation. */
  readonly records: RecordList<StoredRecord>;
  /** Those of them that a filter asks for. */
  readonly matching: (filter: FilterNode) => RecordList<StoredRecord>;
  readonly render: (record: StoredRecord) => JsonObject;
}

/**
 * The peculiarities of one SCIM vendor. The engine knows the protocol and the state; a face knows the vendor. Its functions
 * refuse by throwing a ScimProblem.
 */
export interface ScimFace {
  readonly name: string;
  /** Writable attributes. */
  readonly schemas: Readonly<Record<Kind, ResourceSchema>>;
  /** Filterable attributes, a superset of the writable ones. */
  readonly searchSchemas: Readonly<Record<Kind, ResourceSchema>>;
  readonly contentType: string;
  /** The path's segments below the vendor's base, or undefined when it is not below it. */
  readonly locate: (path: string) => readonly string[] | undefined;
  /** Authentication, rate limit, permissions. */
  readonly admit: (request: VendorRequest) => void;
  /** The refusal of an operation this vendor does not offer; undefined when it does. */
  readonly refusal: (method: string, segments: readonly string[]) => ScimProblem | undefined;
  readonly check: (incoming: Incoming) => void;
  readonly checkPatch: (kind: Kind, patch: PatchRequest) => void;
  /** Reads and applies a PATCH that is not the one of RFC 7644 to what is stored; `checkPatch` is not asked then. */
  readonly applyPatch?: (kind: Kind, before: Attributes, body: JsonObject) => ReadResult;
  /** Whether values in filters of paths may stand without quotes. Default `quoted`. */
  readonly pathValues?: 'quoted' | 'bare';
  readonly patchOptions: PatchOptions;
  readonly unique: readonly UniqueRule[];
  readonly conflict: (kind: Kind, path: string, value: string) => ScimProblem;
  readonly unknownMember: (id: string) => ScimProblem;
  readonly notFound: (kind: Kind | undefined, id: string) => ScimProblem;
  /** Last changes to a resource before it is stored, such as the default of `active`. */
  readonly complete: (incoming: Incoming) => Attributes;
  readonly newId: (kind: Kind) => string;
  readonly renderUser: (user: StoredUser, request: VendorRequest | undefined) => JsonObject;
  readonly renderGroup: (group: StoredGroup, request: VendorRequest | undefined) => JsonObject;
  readonly list: (request: ListRequest) => JsonObject;
  /** A change of a read's or a created resource's body that only clients see, such as leaving attributes out. */
  readonly project: (
    body: JsonObject,
    method: string,
    parameters: readonly QueryParameter[],
    kind: Kind,
  ) => JsonObject;
  /** Whether a PATCH is answered with 200 and the resource, or with 204. */
  readonly patchReply: Readonly<Record<Kind, 'resource' | 'none'>>;
  /** What a DELETE leaves of a record, answered with 200; undefined when it removes it, answered with 204. Default: removed. */
  readonly leftByDelete?: (kind: Kind, record: StoredRecord) => Attributes | undefined;
  readonly discovery: (segments: readonly string[]) => JsonObject | undefined;
  /** The entity tag of a record (RFC 7644 section 3.14); absent when the vendor has no versions. */
  readonly versionOf?: (record: StoredRecord) => string;
  /** Whether PUT and PATCH must name its version (428 otherwise, RFC 6585 section 3). */
  readonly versionRequired?: boolean;
  /** Headers of every reply. */
  readonly headers: () => Readonly<Record<string, string>>;
  /** Further headers of a 201. */
  readonly createdHeaders: (body: JsonObject) => Readonly<Record<string, string>>;
  readonly problemReply: (problem: ScimProblem) => VendorReply;
  /** Called after a write was stored. `after` is undefined when the resource was removed, `before` when it is new. */
  readonly written: (kind: Kind, before: StoredRecord | undefined, after: StoredRecord | undefined) => void;
  readonly reset: () => void;
}
