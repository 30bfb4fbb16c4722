import type { Attributes } from '@iam/core';
import type { RestLists } from './rest-lists';
import type { TokenEndpointOptions } from './token-endpoint';

/** What a REST vendor's users are like. */
export interface RestUsers {
  /** Below the base path; `users` when absent. */
  readonly path?: string;
  /** The field of the vendor's own key; `id` when absent. */
  readonly id?: string;
  /**
   * The field that says whether a user may sign in: the name of a boolean one, or a field with a word for either; the boolean
   * `active` when absent. A new user without it is active.
   */
  readonly active?: string | RestActivity;
  /** Every other field, as paths: `profile.login` is a field of the object `profile`. Unknown ones are refused with 400. */
  readonly fields: readonly string[];
  /** Fields that no two users share, compared without case; a second one is refused with 409. */
  readonly unique: readonly string[];
  /** Fields that a user must have. */
  readonly required?: readonly string[];
  /**
   * Every value is text, as table APIs have it: `true` is stored and shown as `"true"`, 5 as `"5"`, and a field without a value is `""`.
   */
  readonly textual?: boolean;
  /** What is done otherwise than `GET`, `POST`, `GET {id}`, `PATCH {id}`, `PUT {id}` and `DELETE {id}`. */
  readonly routes?: RestRoutes<RestUserAction>;
}

/** A text field that says whether a user may sign in: `{ field: 'state', yes: 'ACTIVE', no: 'SUSPENDED' }`. */
export interface RestActivity {
  readonly field: string;
  readonly yes: string;
  readonly no: string;
  /** Further words that it may have, for example `STAGED`. */
  readonly others?: readonly string[];
  /** The word of a new user; `yes` when absent. */
  readonly initial?: string;
  /** Only routes with `set` write it; in a body it is refused with 400. */
  readonly readOnly?: boolean;
}

/** What its groups are like: `PATCH {id}` with `{"add": […], "remove": […]}` changes the members. */
export interface RestGroups {
  /** Below the base path; `groups` when absent. */
  readonly path?: string;
  /** `id` when absent. */
  readonly id?: string;
  /** The field of the group's name, unique without case; `name` when absent. */
  readonly name?: string;
  /** The field with the ids of the members; `members` when absent, null when a group does not show them and is created without any. */
  readonly members?: string | null;
  /** Members are rows of a third collection; groups do not show them then, and nothing else changes them. */
  readonly rows?: RestMembershipRows;
  /** What is done otherwise than `GET`, `POST`, `GET {id}`, `PATCH {id}` and `DELETE {id}`. */
  readonly routes?: RestRoutes<RestGroupAction>;
}

/** Rows that say who is in which group: `GET` (searched like users), `POST` and `DELETE {id}`. */
export interface RestMembershipRows {
  /** Below the base path, for example `memberships`. */
  readonly path: string;
  /** The field of the row's own key; `id` when absent. */
  readonly id?: string;
  /** The field with the id of the group. */
  readonly group: string;
  /** The field with the id of the user. */
  readonly user: string;
}

/**
 * The lines that differ from the common ones, by method, path below the collection, and what the query must have:
 * `'POST {id}'`, `'POST {id}/lifecycle/activate'`, `'POST ?activate=false'`. The last part of a path may be `{member}`. null takes a
 * line away. Of several that fit, the one with the most of a query counts.
 */
export type RestRoutes<A extends string> = Readonly<Record<string, A | RestRoute<A> | null>>;

/** What a request does, beyond the name of it. */
export interface RestRoute<A extends string> {
  readonly does: A;
  /** Fields that it writes beside those of the body, as paths: `{ status: 'ACTIVE' }`. */
  readonly set?: Attributes;
  /** What fields must be before, else it is refused: `{ status: ['STAGED', 'SUSPENDED'] }`. */
  readonly from?: Readonly<Record<string, readonly unknown[]>>;
  /** The status of that refusal; 400 when absent. */
  readonly refusal?: number;
  /** What the reply has: the `record` when absent, its `id` only, an `empty` object, or `nothing` at all (204). */
  readonly replies?: 'record' | 'id' | 'empty' | 'nothing';
  /** The status of the reply; 201 for what is made, 204 without a body and else 200 when absent. */
  readonly status?: number;
}

/** `set` writes what the route says and does not read a body. `change` lays the body over the record, `replace` puts it in its place. */
export type RestUserAction =
  'list' | 'create' | 'read' | 'change' | 'replace' | 'set' | 'delete' | 'list-groups';

/** The ones about a `member` take it from the path, one for each request. */
export type RestGroupAction =
  'list' | 'create' | 'read' | 'change-members' | 'add-member' | 'remove-member' | 'list-members' | 'delete';

export interface RestFakeOptions {
  /** For messages; `rest` when absent. */
  readonly name?: string;
  /** Before every path, for example `/api/v1`; none when absent. */
  readonly basePath?: string;
  /** The header every request must carry, for example `{ authorization: 'Bearer acme-key' }`; names in lower case. */
  readonly auth?: Readonly<Record<string, string>>;
  /** A token endpoint, whose tokens every request must carry then; its path is a whole one, not below the base path. */
  readonly oauth?: TokenEndpointOptions;
  readonly users: RestUsers;
  readonly groups?: RestGroups;
  /** The key that replies have their record or list in; null when they are not wrapped. `result` when absent. */
  readonly envelope?: string | null;
  /** The body of an error reply; `{ error: { message } }` when absent. */
  readonly error?: (status: number, message: string) => unknown;
  /** Pages of lists: at most this many records. 100 when absent. */
  readonly pageSize?: number;
  /** How lists are read page by page; in the envelope and from `?offset=` when absent. */
  readonly lists?: RestLists;
}
