import type { Attributes, IAMGroupMember } from '../profile/app-data';
import type { Failure } from '../errors/failure';
import type { CommandName, COMMANDS } from './command';
import type { Happened, IAMAction, SkipCause } from './outcome';

/** The documented object of a user command. Key order is part of the contract. */
export interface IAMVendorActionResult {
  readonly brand: string;
  readonly instanceName: string;
  readonly action: IAMAction;
  readonly success: boolean;
  readonly active: boolean | null;
  readonly id: string | null;
  readonly username: string | null;
  readonly email: string | null;
  readonly errorCode: number | null;
  readonly errorMessage: string;
  readonly details: unknown;
  readonly skipped: boolean;
  readonly reason: string;
}

/** The documented object of a group command. Key order is part of the contract. */
export interface IAMGroupActionResult {
  readonly brand: string;
  readonly instanceName: string;
  readonly success: boolean;
  readonly active: null;
  readonly id: string | null;
  readonly username: null;
  readonly email: null;
  readonly errorCode: number | null;
  readonly errorMessage: string | null;
  readonly details: unknown;
  readonly displayName: string | null;
  readonly members: readonly IAMGroupMember[] | null;
}

/** What every result says, whatever its kind. */
export interface ResultFrame {
  readonly command: string;
  readonly brand: string;
  readonly instanceName: string;
  /** Things the caller should know although the command went on. */
  readonly warnings: readonly string[];
  /** HTTP requests that were sent, repeats included. */
  readonly requests: number;
}

interface ResultOfKind<Kind extends string> extends ResultFrame {
  readonly kind: Kind;
  readonly status: 'done' | 'skipped' | 'failed';
  /** Who or what the command was about, as the caller named it; '' when nothing was named. */
  readonly who: string;
  /** Present when and only when the status is failed. */
  readonly failure?: Failure;
}

export interface UserResult extends ResultOfKind<'user'> {
  readonly vendor: IAMVendorActionResult;
  readonly userProfile: Attributes;
  readonly happened?: Happened;
  /** Present when the status is skipped. */
  readonly skipCause?: SkipCause;
  readonly reEnabled: boolean;
}

export interface GroupResult extends ResultOfKind<'group'> {
  readonly contextKey: 'GetGroup' | 'CreateGroup' | 'UpdateGroup' | 'DeleteGroup';
  /** Title of the table, for example `AWS Get Group:`. */
  readonly title: string;
  readonly group: IAMGroupActionResult;
}

/** Result of get-mapping-fields; no fields when it failed. */
export interface FieldsResult extends ResultOfKind<'fields'> {
  readonly fields: Readonly<Record<string, string>>;
}

/** Result of test-module. */
export interface TestResult extends ResultOfKind<'test'> {}

export type CommandResult = UserResult | GroupResult | FieldsResult | TestResult;

/** The result of the command of that name. */
export type ResultOf<C extends CommandName> = Extract<
  CommandResult,
  { readonly kind: (typeof COMMANDS)[C]['kind'] }
>;
