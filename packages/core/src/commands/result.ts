import type { Attributes, IAMGroupMember } from '../profile/app-data';
import type { ExtraRecords, ExtraTable } from '../contract/extra-command';
import type { AttributeChanges } from '../profile/changes/attribute-changes';
import type { Failure } from '../errors/failure';
import type { CommandName, COMMANDS } from './command';
import type { Happened, IAMAction, SkipCause } from './user/outcome';
import type { PlannedRequest } from './write/planned-request';

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

/** The fields of every result. */
export interface ResultFrame {
  /** The id of the run: that of `RunOptions`, or a random UUID. Audit records and events have the same. */
  readonly run: string;
  readonly command: string;
  readonly brand: string;
  readonly instanceName: string;
  /** Findings that did not stop the command. */
  readonly warnings: readonly string[];
  /** HTTP requests that were sent, repeats included. */
  readonly requests: number;
}

/** The fields of the result of this command, as they are when it has ended: they are collected on the way. */
export type FrameOf = <Name extends string>(command: Name) => ResultFrame & { readonly command: Name };

/** The end of a command, discriminated by `status`. */
type Ended<Done = unknown, Skipped = unknown, Failed = unknown> =
  | ({ readonly status: 'done'; readonly failure?: never } & Done)
  | ({ readonly status: 'skipped'; readonly failure?: never } & Skipped)
  | ({
      readonly status: 'failed';
      /** What went wrong, at which step, and what to do next. */
      readonly failure: Failure;
    } & Failed);

interface ResultOfKind<Kind extends string> extends ResultFrame {
  /** Nothing was written: the result says what would be. */
  readonly dryRun?: true;
  /** The requests that a dry run kept back, oldest first. */
  readonly planned?: readonly PlannedRequest[];
  readonly kind: Kind;
  /** Who or what the command was about, as the caller named it; '' when nothing was named. */
  readonly who: string;
}

/** What a command did to the vendor's record. Redacted as the rest; each is worked out when it is read first. */
interface Recorded {
  /** The vendor's record before the command, where one was read; of a group only with an audit, or in a dry run. */
  readonly before?: Attributes;
  /**
   * What was sent to change the record, or would be, by the path of the attribute in the vendor's words; absent when nothing was. `active`
   * is whether the person can sign in, whatever the vendor calls it. Of `members` it has those who were taken out (`from`) and put in (`to`).
   */
  readonly changes?: AttributeChanges;
  /** The vendor's record after the command, where it showed one; absent when the command failed or deleted it. */
  readonly after?: Attributes;
}

/** Result of the five user commands. */
export type UserResult = ResultOfKind<'user'> &
  Recorded & {
    /** The documented object, which the platform calls IAM.Vendor. */
    readonly vendor: IAMVendorActionResult;
    /** The profile that was given; of a get that found the user, the profile that the vendor's record was mapped to. */
    readonly userProfile: Attributes;
    /** The user could not sign in before and can now. */
    readonly reEnabled: boolean;
    /** Attributes that were not written because the record they would refer to was not found, or not only one; absent when there are none. */
    readonly unresolved?: readonly string[];
    /** The vendor's own word for the user's activity, such as `SUSPENDED`; absent where it has none. */
    readonly state?: string;
  } & Ended<
    {
      /** The change that was made. */
      readonly happened: Happened;
      readonly skipCause?: never;
    },
    {
      /** Why the command was skipped without a failure. */
      readonly skipCause: SkipCause;
      readonly happened?: never;
    },
    { readonly happened?: never; readonly skipCause?: never }
  >;

/** Result of the four group commands. */
export type GroupResult = ResultOfKind<'group'> &
  Recorded & {
    readonly contextKey: 'GetGroup' | 'CreateGroup' | 'UpdateGroup' | 'DeleteGroup';
    /** Title of the table, for example `AWS Get Group:`. */
    readonly title: string;
    /** The documented object. */
    readonly group: IAMGroupActionResult;
  } & Ended;

/** Result of get-mapping-fields; no fields when it failed. */
export type FieldsResult = ResultOfKind<'fields'> & {
  /** Names of the application's user fields with a description each. */
  readonly fields: Readonly<Record<string, string>>;
} & Ended;

/** Result of test-module. */
export type TestResult = ResultOfKind<'test'> & Ended;

/** Result of a command that the integration alone has. */
export type ExtraResult = ResultOfKind<'extra'> & {
  /** Where `output` stands in the context, for example `Okta.Application`. */
  readonly contextKey: string;
  readonly keyedBy: readonly string[];
  readonly title: string;
  /** What shows the output; none when the command failed. */
  readonly tables: readonly ExtraTable[];
  /** One record, or a list of them; undefined when there is none, or when the command failed. */
  readonly output: ExtraRecords;
} & Ended;

export type CommandResult = UserResult | GroupResult | FieldsResult | TestResult | ExtraResult;

/** The same result with its failure replaced, if it has one. */
export const mapFailure = (result: CommandResult, change: (failure: Failure) => Failure): CommandResult =>
  result.status === 'failed' ? { ...result, failure: change(result.failure) } : result;

/** The result of the command of that name. */
export type ResultOf<C extends CommandName> = Extract<
  CommandResult,
  { readonly kind: (typeof COMMANDS)[C]['kind'] }
>;
