export { readArguments } from './commands/arguments';
export type { CommandArguments } from './commands/arguments';
export { COMMANDS, isCommandName } from './commands/command';
export type { CallOf, CommandArgumentsByName } from './commands/call-types';
export type { CommandName, CommandSpec } from './commands/command';
export { IAMActions } from './commands/user/outcome';
export { failedCall } from './commands/run-command';
export type { Happened, IAMAction, SkipCause } from './commands/user/outcome';
export type {
  CommandResult,
  ExtraResult,
  FieldsResult,
  GroupResult,
  IAMGroupActionResult,
  IAMVendorActionResult,
  ResultOf,
  TestResult,
  UserResult,
} from './commands/result';
export type { IfExists, IfMissing } from './commands/user/user-command';
export type { PlannedRequest } from './commands/write/planned-request';
export type { BeforeWrite, PendingWrite, WriteRefusal } from './commands/write/write-gate';
export { decode } from './codec/decode';
export type { Codec } from './codec/decode';
export { dictionary, nullish, object } from './codec/combinators';
export { duplicateKey } from './codec/json/duplicate-key';
export { MAX_CONFIG_BYTES, readInputFile, textOfInput, tooLarge, whyUnreadable } from './codec/input-file';
export { ExactNumber, isExactNumber } from './codec/exact-number';
export { idText, idValue, textOf, textValue } from './codec/id-text';
export type { TextValue } from './codec/id-text';
export { findJsonProblem } from './codec/json/json-problem';
export type { JsonMistake, JsonPlace } from './codec/json/json-problem';
export { jsonText } from './codec/json/json-text';
export { field } from './config/field';
export type { ConfigOf, Field, Fields, FieldType, ParamsOf, Reference } from './config/field';
export { credentialsPrintedBy } from './config/node-debug';
export { isSecret, Secret } from './config/secret';
export type {
  Attributes,
  IAMGroupAppData,
  IAMGroupMember,
  IAMUserAppData,
  Matches,
  RecordId,
} from './profile/app-data';
export { allPages } from './contract/all-pages';
export type { Page, Reading } from './contract/all-pages';
export { argument } from './contract/argument';
export type { Argument, Arguments, ArgumentSpec, ValuesOf } from './contract/argument';
export { defineCommand } from './contract/extra-command';
export type {
  ExtraCommand,
  ExtraCommandContext,
  ExtraCommandDefinition,
  ExtraOutput,
  ExtraRecords,
  ExtraTable,
  ReadingHttp,
} from './contract/extra-command';
export type {
  AttributeReference,
  AttributeReferences,
  ReferenceToRecord,
  ReferenceToUser,
} from './contract/attribute-reference';
export type { GroupClient, GroupReply, MemberChanges, MemberPage } from './contract/group-client';
export type { GroupPage } from './contract/group-page';
export { defineIntegration, isIntegration } from './contract/integration';
export type {
  Integration,
  IntegrationDefinition,
  Refusal,
  Refuses,
  WriteContext,
} from './contract/integration';
export type { UserClient, UserPage, UserReply } from './contract/user-client';
export type { ClientContext } from './contract/client-context';
export type { UserIdentifier } from './profile/identity/identify';
export { errorCodeOf } from './errors/error-code';
export { describeFailure, failure, pausesInstance } from './errors/failure';
export type { Failure, FailureKind } from './errors/failure';
export { IAMError, isIAMError } from './errors/iam-error';
export { IAMErrors } from './errors/iam-errors';
export { systemClock } from './http/clock';
export type { Clock } from './http/clock';
export type { Connection } from './http/connection/connection';
export type { CodedKind, ErrorCodes } from './http/reply/error-codes';
export type { Http, PageReply, Reply } from './http/http';
export type { Limiter, LimitReport, RequestKind } from './http/limits/limiter';
export type { Endpoint, LimitHeaders, RequestLimit } from './http/limits/limits';
export type { RequestEvent } from './http/request-event';
export { path } from './http/path/path';
export type { Path } from './http/path/path';
export { queryLanguage, quoted, verbatim } from './http/path/query-language';
export type { QueryLanguage, QueryTag, Verbatim } from './http/path/query-language';
export type { ErrorReading, ErrorReply } from './http/reply/reply-failure';
export { oauthClientCredentials, oauthPassword, oauthRefreshToken } from './http/sign-in/oauth-grant';
export type { OAuthClient, OAuthGrant, SigningAlgorithm } from './http/sign-in/oauth-grant';
export { checkParams, createInstance } from './instance/instance';
export type { Instance, InstanceOptions, RunCommand } from './instance/instance';
export type { ListName, ListOptions, Lists } from './instance/lists';
export type { DesiredReference, DesiredState, DesiredStates } from './instance/desired-state';
export type { RunOptions } from './instance/run-options';
export type { AuditBegun, AuditEnded, AuditOutcome, AuditRecord } from './observe/audit';
export { CHANNELS } from './observe/channels';
export type { CommandEndEvent, CommandStartEvent, RequestEndEvent, RunEvent } from './observe/channels';
export { canonicalHash, comparableRecord } from './profile/canonical-hash';
export type { AttributeChange, AttributeChanges } from './profile/changes/attribute-changes';
export { formerValues } from './profile/changes/former-values';
export { defineMapper } from './profile/mapper/define-mapper';
export type { MapperDefinition } from './profile/mapper/define-mapper';
export type { Mapper } from './profile/mapper/mapper';
export type { IAMUserProfile, ProfileKeys } from './profile/iam-user-profile';
export { toContext } from './render/context';
export { toEntry } from './render/entry';
export { toMarkdown, toTables } from './render/markdown';
export { printable } from './render/printable';
export { tableToMarkdown } from './render/table';
