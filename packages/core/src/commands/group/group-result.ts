import { COMMANDS } from '../command';
import type { GroupOutcome } from './group-command';
import type { GroupResult, ResultFrame } from '../result';
import { errorMessageOf } from '../user/user-result';

const NAMES = {
  'iam-get-group': ['GetGroup', 'Get'],
  'iam-create-group': ['CreateGroup', 'Create'],
  'iam-update-group': ['UpdateGroup', 'Update'],
  'iam-delete-group': ['DeleteGroup', 'Delete'],
} as const;

export type GroupCommandName = keyof typeof NAMES;

export const isGroupCommand = (command: string): command is GroupCommandName =>
  Object.hasOwn(COMMANDS, command) && Object.hasOwn(NAMES, command);

/** The documented result of a group command. */
export const groupResult = (
  frame: ResultFrame & { readonly command: GroupCommandName },
  shortName: string,
  outcome: GroupOutcome,
): GroupResult => {
  const { failure } = outcome;
  const [contextKey, verb] = NAMES[frame.command];
  return {
    kind: 'group',
    ...frame,
    who: outcome.displayName ?? outcome.id ?? '',
    contextKey,
    title: `${shortName} ${verb} Group:`,
    group: {
      brand: frame.brand,
      instanceName: frame.instanceName,
      success: failure === undefined,
      active: null,
      id: outcome.id,
      username: null,
      email: null,
      errorCode: failure?.status ?? null,
      errorMessage: failure === undefined ? null : errorMessageOf(failure),
      details: outcome.details,
      displayName: outcome.displayName,
      members: outcome.members,
    },
    ...(failure === undefined ? { status: 'done' } : { status: 'failed', failure }),
  };
};
