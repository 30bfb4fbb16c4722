import type { ArgumentSpec } from '../contract/argument';

/** The commands of every integration: names, arguments and whether they write. Data only. */

/** An argument of the kinds that the common commands have. */
export interface CommonArgument extends ArgumentSpec {
  readonly type: 'object' | 'boolean' | 'list';
}

export interface CommandSpec {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly kind: 'user' | 'group' | 'fields' | 'test';
  /** Whether the command can change something at the vendor. */
  readonly writes: boolean;
}

const userProfile: CommonArgument = {
  name: 'user-profile',
  description: 'The employee record as a JSON object, for example {"email": "jane@example.com"}.',
  required: true,
  type: 'object',
};

const allowEnable: CommonArgument = {
  name: 'allow-enable',
  description: 'Whether the user may sign in after the command.',
  required: false,
  type: 'boolean',
  default: 'true',
};

const scim = (description: string): CommonArgument => ({
  name: 'scim',
  description,
  required: true,
  type: 'object',
});

const namedGroup = scim('The group as a JSON object, for example {"displayName": "Engineering"}.');

// Groups are changed by id only: a name may belong to another group by the time of the write.
const groupById = scim(
  'The group as a JSON object with its id (see iam-get-group), for example {"id": "42"}.',
);

const memberIds = (name: string, description: string): CommonArgument => ({
  name,
  description: `${description} A list, a JSON list, or text with a comma or a line break in between.`,
  required: false,
  type: 'list',
});

export const COMMANDS = {
  'iam-get-user': {
    name: 'iam-get-user',
    description: 'Returns information about a user.',
    arguments: [userProfile],
    kind: 'user',
    writes: false,
  },
  'iam-create-user': {
    name: 'iam-create-user',
    description: 'Creates a user; updates the user when it already exists.',
    arguments: [userProfile, allowEnable],
    kind: 'user',
    writes: true,
  },
  'iam-update-user': {
    name: 'iam-update-user',
    description: 'Updates a user; creates it when it is missing and the instance allows that.',
    arguments: [userProfile, allowEnable],
    kind: 'user',
    writes: true,
  },
  'iam-enable-user': {
    name: 'iam-enable-user',
    description: 'Lets a disabled user sign in again; never creates one.',
    arguments: [userProfile],
    kind: 'user',
    writes: true,
  },
  'iam-disable-user': {
    name: 'iam-disable-user',
    description: 'Ends a user’s access and keeps the record.',
    arguments: [userProfile],
    kind: 'user',
    writes: true,
  },
  'iam-get-group': {
    name: 'iam-get-group',
    description: 'Returns a group, by id or by displayName.',
    arguments: [
      namedGroup,
      {
        name: 'includeMembers',
        description: 'Whether to read the members as well, where that costs further requests.',
        required: false,
        type: 'boolean',
        default: 'false',
      },
    ],
    kind: 'group',
    writes: false,
  },
  'iam-create-group': {
    name: 'iam-create-group',
    description: 'Creates a group.',
    arguments: [namedGroup],
    kind: 'group',
    writes: true,
  },
  'iam-update-group': {
    name: 'iam-update-group',
    description: 'Adds members to a group and removes members from it.',
    arguments: [
      groupById,
      memberIds('memberIdsToAdd', 'Ids of the users to add.'),
      memberIds('memberIdsToDelete', 'Ids of the users to remove.'),
    ],
    kind: 'group',
    writes: true,
  },
  'iam-delete-group': {
    name: 'iam-delete-group',
    description: 'Permanently removes a group.',
    arguments: [groupById],
    kind: 'group',
    writes: true,
  },
  'get-mapping-fields': {
    name: 'get-mapping-fields',
    description: 'Lists the user fields of the application, for writing a mapper.',
    arguments: [],
    kind: 'fields',
    writes: false,
  },
  'test-module': {
    name: 'test-module',
    description: 'Checks that the instance’s URL and credentials work.',
    arguments: [],
    kind: 'test',
    writes: false,
  },
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof COMMANDS;

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);
