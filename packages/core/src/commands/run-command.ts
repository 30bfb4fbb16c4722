import * as E from 'fp-ts/Either';
import { withNumbersAsTexts } from '../codec/json/number-texts';
import type { Attributes } from '../profile/app-data';
import type { UserClient } from '../contract/user-client';
import { failure, type Failure } from '../errors/failure';
import { emailOf } from '../profile/user-profile';
import type { CommandArguments } from './arguments';
import { attempt } from './attempt';
import { disableUser } from './user/disable-user';
import { enableUser } from './user/enable-user';
import type { CommandName } from './command';
import { createGroup } from './group/create-group';
import { createUser } from './user/create-user';
import { deleteGroup } from './group/delete-group';
import { getGroup } from './group/get-group';
import { getUser } from './user/get-user';
import { failedGroup, type GroupCommand, type GroupStep } from './group/group-command';
import { groupResult, isGroupCommand, type GroupCommandName } from './group/group-result';
import type { IAMAction, Outcome } from './user/outcome';
import type { CommandResult, FrameOf, ResultFrame } from './result';
import { updateGroup } from './group/update-group';
import { updateUser } from './user/update-user';
import { resolveReferences } from './user/references/resolve-references';
import type { Step, UserCommand } from './user/user-command';
import { userResult } from './user/user-result';
import { warnOfState } from './user/warn-of-state';

/** The context of one run, created by the instance. */
export interface Run {
  readonly args: CommandArguments;
  readonly client: UserClient;
  /** The parts of a user command that the instance knows. */
  readonly setting: Omit<UserCommand, 'client' | 'profile' | 'allowEnable' | 'references'>;
  readonly frame: FrameOf;
}

/** References are looked up by the first step that writes by them, if any; the others have its answer. */
const onceResolved = (resolve: () => UserCommand['references']) => {
  let begun: ReturnType<UserCommand['references']> | undefined;
  return {
    references: () => (begun ??= resolve()()),
    unresolved: async (): Promise<readonly string[]> => {
      const known = await begun;
      return known !== undefined && E.isRight(known) ? known.right.unresolved : [];
    },
  };
};

type UserPolicy = (command: UserCommand) => Step<Outcome>;
type GroupPolicy = (command: GroupCommand) => GroupStep;
type Runner = (run: Run) => Promise<CommandResult>;

const user =
  (name: CommandName, policy: UserPolicy): Runner =>
  async ({ args, client, setting, frame }) => {
    // Mapping uses texts, because attributes are text; the result shows the profile as given.
    const profile = withNumbersAsTexts(args.userProfile);
    const { allowEnable } = args;
    const { references, unresolved } = onceResolved(() => resolveReferences(command));
    const command: UserCommand = { client, profile, allowEnable, references, ...setting };
    const outcome = E.toUnion(await policy(command)());
    warnOfState(command, outcome);
    return userResult(frame(name), args.userProfile, outcome, await unresolved());
  };

const group =
  (name: GroupCommandName, policy: GroupPolicy): Runner =>
  async ({ args, client: { groups }, setting, frame }) => {
    const { includeMembers, memberIdsToAdd: add, memberIdsToDelete: remove } = args;
    const command = {
      scim: withNumbersAsTexts(args.scim),
      includeMembers,
      add,
      remove,
      retries: setting.retries,
      warn: setting.warn,
      lastHeaders: setting.lastHeaders,
    };
    const outcome =
      groups === undefined
        ? failedGroup(command)(failure('unsupported', `${setting.integration.brand} has no group commands.`))
        : E.toUnion(await policy({ ...command, groups })());
    return groupResult(frame(name), setting.integration.shortName, outcome);
  };

const fields: Runner = async ({ client, frame }) => {
  const read = await attempt(() => client.getAppFields())();
  return E.isLeft(read)
    ? { kind: 'fields', ...frame('get-mapping-fields'), ...failedResult(read.left), fields: {} }
    : {
        kind: 'fields',
        ...frame('get-mapping-fields'),
        status: 'done',
        who: '',
        fields: read.right,
      };
};

const test: Runner = async ({ client, frame }) => {
  const tested = await attempt(() => client.testConnection())();
  return E.isLeft(tested)
    ? { kind: 'test', ...frame('test-module'), ...failedResult(tested.left) }
    : { kind: 'test', ...frame('test-module'), status: 'done', who: '' };
};

const failedResult = (failed: Failure) => ({ status: 'failed', who: '', failure: failed }) as const;

const RUNNERS: Readonly<Record<CommandName, Runner>> = {
  'iam-get-user': user('iam-get-user', getUser),
  'iam-create-user': user('iam-create-user', createUser),
  'iam-update-user': user('iam-update-user', updateUser),
  'iam-enable-user': user('iam-enable-user', enableUser),
  'iam-disable-user': user('iam-disable-user', disableUser),
  'iam-get-group': group('iam-get-group', getGroup),
  'iam-create-group': group('iam-create-group', createGroup),
  'iam-update-group': group('iam-update-group', updateGroup),
  'iam-delete-group': group('iam-delete-group', deleteGroup),
  'get-mapping-fields': fields,
  'test-module': test,
};

/** Runs a common command by its policy. */
export const runCommand = (run: Run): Promise<CommandResult> =>
  // `readArguments` let the name pass, and it is no extra command.
  RUNNERS[run.args.command as CommandName](run);

/** The result of a call that failed before its policy could begin. */
export const failedCall = (
  command: string,
  frame: Omit<ResultFrame, 'command'>,
  shortName: string,
  given: { readonly profile: Attributes; readonly scim: Attributes },
  failed: Failure,
): CommandResult => {
  const action = Object.hasOwn(USER_ACTIONS, command) ? USER_ACTIONS[command] : undefined;
  if (action !== undefined) {
    const subject = { id: null, username: null, email: emailOf(given.profile), active: null };
    return userResult({ command, ...frame }, given.profile, {
      tag: 'failed',
      action,
      failure: failed,
      subject,
    });
  }
  if (isGroupCommand(command)) {
    return groupResult({ command, ...frame }, shortName, failedGroup({ scim: given.scim })(failed));
  }
  return command === 'get-mapping-fields'
    ? { kind: 'fields', command, ...frame, ...failedResult(failed), fields: {} }
    : { kind: 'test', command, ...frame, ...failedResult(failed) };
};

const USER_ACTIONS: Readonly<Record<string, IAMAction | undefined>> = {
  'iam-get-user': 'get',
  'iam-create-user': 'create',
  'iam-update-user': 'update',
  'iam-enable-user': 'enable',
  'iam-disable-user': 'disable',
};
