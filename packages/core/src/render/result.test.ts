import { failure } from '../errors/failure';
import type { CommandResult, FieldsResult, GroupResult, TestResult, UserResult } from '../commands/result';
import { toContext } from './context';
import { toEntry } from './entry';
import { toMarkdown } from './markdown';

const base = {
  brand: 'AWS-ILM',
  instanceName: 'AWS-ILM_instance_1',
  status: 'done' as const,
  who: 'jane@example.com',
  run: 'run-1',
  warnings: [],
  requests: 1,
};

const user: UserResult & { readonly status: 'done' } = {
  ...base,
  kind: 'user',
  command: 'iam-get-user',
  userProfile: { username: 'x' },
  happened: 'found',
  reEnabled: false,
  vendor: {
    brand: 'AWS-ILM',
    instanceName: 'AWS-ILM_instance_1',
    action: 'get',
    success: false,
    active: null,
    id: null,
    username: null,
    email: null,
    errorCode: 404,
    errorMessage: 'User does not exist',
    details: null,
    skipped: false,
    reason: '',
  },
};

const group: GroupResult = {
  ...base,
  kind: 'group',
  command: 'iam-get-group',
  contextKey: 'GetGroup',
  title: 'AWS Get Group:',
  group: {
    brand: 'AWS-ILM',
    instanceName: 'AWS-ILM_instance_1',
    success: false,
    active: null,
    id: null,
    username: null,
    email: null,
    errorCode: 404,
    errorMessage: 'Group Not Found',
    details: null,
    displayName: 'Engineering',
    members: null,
  },
};

const fields: FieldsResult = {
  ...base,
  kind: 'fields',
  command: 'get-mapping-fields',
  fields: { userName: 'Login name', title: '' },
};

const test: TestResult = { ...base, kind: 'test', command: 'test-module' };

const refused = failure('unauthorized', 'Unauthorized', { status: 401 });

const failed = <R extends CommandResult>(result: R): R => ({ ...result, status: 'failed', failure: refused });

describe('the table of a user command', () => {
  it('names the action and the brand, and shows the columns that have a value', () => {
    expect(toMarkdown(user)).toBe(
      '### Get User Results (AWS-ILM)\n' +
        '|brand|instanceName|success|errorCode|errorMessage|\n|---|---|---|---|---|\n' +
        '| AWS-ILM | AWS-ILM_instance_1 | false | 404 | User does not exist |\n',
    );
  });

  it('shows four columns when the command was skipped', () => {
    const { happened: _, ...found } = user;
    const skipped: UserResult = {
      ...found,
      status: 'skipped',
      skipCause: 'not-allowed',
      vendor: {
        ...user.vendor,
        action: 'enable',
        success: true,
        skipped: true,
        reason: 'Command is disabled.',
      },
    };

    expect(toMarkdown(skipped)).toBe(
      '### Enable User Results (AWS-ILM)\n|brand|instanceName|skipped|reason|\n|---|---|---|---|\n' +
        '| AWS-ILM | AWS-ILM_instance_1 | true | Command is disabled. |\n',
    );
  });
});

describe('the table of a group command', () => {
  it('has the title of the result and its columns in alphabetical order', () => {
    expect(toMarkdown(group)).toBe(
      '### AWS Get Group:\n|brand|displayName|errorCode|errorMessage|instanceName|success|\n|---|---|---|---|---|---|\n' +
        '| AWS-ILM | Engineering | 404 | Group Not Found | AWS-ILM_instance_1 | false |\n',
    );
  });
});

describe('the table of get-mapping-fields and test-module', () => {
  it('lists the fields', () => {
    expect(toMarkdown(fields)).toBe(
      '### User Profile Fields (AWS-ILM)\n|field|description|\n|---|---|\n| userName | Login name |\n| title |  |\n',
    );
  });

  it('says whether the instance works', () => {
    expect(toMarkdown(test)).toBe(
      '### Test Results (AWS-ILM)\n|brand|instanceName|success|\n|---|---|---|\n| AWS-ILM | AWS-ILM_instance_1 | true |\n',
    );
  });

  it.each([
    ['Test', failed(test)],
    ['Get Mapping Fields', failed(fields)],
  ])('says why %s failed', (title, result) => {
    expect(toMarkdown(result)).toBe(
      `### ${title} Results (AWS-ILM)\n|brand|instanceName|success|errorCode|errorMessage|\n|---|---|---|---|---|\n` +
        '| AWS-ILM | AWS-ILM_instance_1 | false | 401 | Unauthorized |\n',
    );
  });
});

describe('the context', () => {
  it('is IAM for user commands, the key of the command for groups, User Profile for fields', () => {
    expect(toContext(user)).toEqual({ IAM: { UserProfile: { username: 'x' }, Vendor: user.vendor } });
    expect(toContext(group)).toEqual({ GetGroup: group.group });
    expect(toContext(fields)).toEqual({ 'User Profile': { userName: 'Login name', title: '' } });
  });

  it('says whether the instance works', () => {
    const named = { brand: 'AWS-ILM', instanceName: 'AWS-ILM_instance_1' };

    expect(toContext(test)).toEqual({ Test: { ...named, success: true, errorCode: null, errorMessage: '' } });
    expect(toContext(failed(test))).toEqual({
      Test: { ...named, success: false, errorCode: 401, errorMessage: 'Unauthorized' },
    });
  });

  it('never shows a failed get-mapping-fields as an application without fields', () => {
    expect(toContext(failed(fields))).toEqual({
      Error: {
        brand: 'AWS-ILM',
        instanceName: 'AWS-ILM_instance_1',
        success: false,
        errorCode: 401,
        errorMessage: 'Unauthorized',
      },
    });
  });
});

describe('the entry', () => {
  it('of a user command is a note, also when the command failed', () => {
    const entry = toEntry(failed(user));

    expect(Object.keys(entry)).toEqual([
      'ContentsFormat',
      'Contents',
      'EntryContext',
      'Type',
      'HumanReadable',
    ]);
    expect(entry).toEqual({
      ContentsFormat: 'json',
      Contents: user.vendor,
      EntryContext: {
        'IAM.UserProfile(val.email && val.email == obj.email)': { username: 'x' },
        'IAM.Vendor(val.instanceName && val.instanceName == obj.instanceName && val.email && val.email == obj.email)':
          user.vendor,
      },
      Type: 1,
      HumanReadable: toMarkdown(user),
    });
  });

  it('of a group command is matched by its id', () => {
    expect(toEntry(group)).toEqual({
      Type: 1,
      ContentsFormat: 'json',
      Contents: group.group,
      HumanReadable: toMarkdown(group),
      EntryContext: { 'GetGroup(val.id && val.id == obj.id)': group.group },
      IndicatorTimeline: [],
      IgnoreAutoExtract: false,
      Note: false,
      Relationships: [],
    });
  });

  it('of get-mapping-fields is the raw object, of test-module the text ok', () => {
    expect(toEntry(fields)).toEqual({
      Type: 1,
      ContentsFormat: 'json',
      Contents: { 'User Profile': { userName: 'Login name', title: '' } },
    });
    expect(toEntry(test)).toEqual({ Type: 1, ContentsFormat: 'text', Contents: 'ok' });
  });

  it.each([
    ['get-mapping-fields', failed(fields)],
    ['test-module', failed(test)],
  ])('of a failed %s is an error', (command, result) => {
    expect(toEntry(result)).toEqual({
      Type: 4,
      ContentsFormat: 'text',
      Contents: `Failed to execute ${command} command. Error:\nUnauthorized`,
    });
  });
});
