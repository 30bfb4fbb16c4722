import type { CommandSpec, ExtraCommand } from '@iam/core';

export type Output = readonly [path: string, type: string, description: string];

/** The documented context of a command: every path that scripts may rely on. */
export const contextOutputs = ({ name, kind }: Pick<CommandSpec, 'name' | 'kind'>): readonly Output[] => {
  switch (kind) {
    case 'user':
      return USER;
    case 'group':
      return groupOutputs(GROUP_KEYS[name] ?? name);
    case 'fields':
      return [['User Profile', 'Unknown', 'The user fields of the application, each with a description.']];
    case 'test':
      return [
        ['Test.brand', 'String', 'Name of the integration.'],
        ['Test.instanceName', 'String', 'Name of the instance.'],
        ['Test.success', 'Boolean', 'Whether URL and credentials work.'],
        ['Test.errorCode', 'Number', 'HTTP status of the failure; null when there was none.'],
        ['Test.errorMessage', 'String', 'What went wrong, in the vendor’s words where it gave any.'],
      ];
  }
};

/** The documented context of a command that the integration alone has. */
export const extraOutputs = ({ contextKey, outputs }: ExtraCommand): readonly Output[] =>
  outputs.map(({ path, type, description }) => [`${contextKey}.${path}`, type, description]);

const USER: readonly Output[] = [
  ['IAM.UserProfile', 'Unknown', 'The profile: as given, or as read by iam-get-user.'],
  ['IAM.Vendor.brand', 'String', 'Name of the integration.'],
  ['IAM.Vendor.instanceName', 'String', 'Name of the instance.'],
  ['IAM.Vendor.action', 'String', 'What was done in the end: get, create, update, enable or disable.'],
  ['IAM.Vendor.success', 'Boolean', 'Whether the command did what it should, or had nothing to do.'],
  ['IAM.Vendor.active', 'Boolean', 'Whether the user may sign in; null when unknown.'],
  ['IAM.Vendor.id', 'String', 'The user’s id in the application.'],
  ['IAM.Vendor.username', 'String', 'The user’s login name in the application.'],
  ['IAM.Vendor.email', 'String', 'The user’s email address.'],
  ['IAM.Vendor.errorCode', 'Number', 'HTTP status of the failure; null when there was none.'],
  ['IAM.Vendor.errorMessage', 'String', 'What went wrong, in the vendor’s words where it gave any.'],
  ['IAM.Vendor.details', 'Unknown', 'The application’s reply as it came.'],
  ['IAM.Vendor.skipped', 'Boolean', 'Whether nothing was done on purpose.'],
  ['IAM.Vendor.reason', 'String', 'Why it was skipped.'],
];

const GROUP_KEYS: Readonly<Record<string, string>> = {
  'iam-get-group': 'GetGroup',
  'iam-create-group': 'CreateGroup',
  'iam-update-group': 'UpdateGroup',
  'iam-delete-group': 'DeleteGroup',
};

const groupOutputs = (key: string): readonly Output[] => [
  [`${key}.id`, 'String', 'The group’s id in the application.'],
  [`${key}.displayName`, 'String', 'The group’s name.'],
  [`${key}.members`, 'Unknown', 'The members, where they were read.'],
  [`${key}.success`, 'Boolean', 'Whether the command did what it should.'],
  [`${key}.errorCode`, 'Number', 'HTTP status of the failure; null when there was none.'],
  [`${key}.errorMessage`, 'String', 'What went wrong, in the vendor’s words where it gave any.'],
  [`${key}.details`, 'Unknown', 'The application’s reply as it came.'],
  [`${key}.brand`, 'String', 'Name of the integration.'],
  [`${key}.instanceName`, 'String', 'Name of the instance.'],
];
