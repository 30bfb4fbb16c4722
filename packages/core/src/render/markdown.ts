import type { CommandResult, ExtraResult, FieldsResult, TestResult, UserResult } from '../commands/result';
import { summary } from './context';
import { buildTable, toMarkdownTable, type Table } from './table';

/** The human-readable output of a result, in Markdown. */
export const toMarkdown = (result: CommandResult): string => toTables(result).map(toMarkdownTable).join('\n');

/** The same output as columns and rows, for a caller with its own way of drawing tables. Commands of one integration may have several. */
export const toTables = (result: CommandResult): readonly Table[] =>
  result.kind === 'extra' && result.status !== 'failed'
    ? result.tables.map(({ title, rows, columns, images }) =>
        buildTable(title, rows, {
          removeNull: true,
          ...(columns === undefined ? {} : { headers: columns }),
          ...(images === undefined ? {} : { images }),
        }),
      )
    : [toTable(result)];

const toTable = (result: CommandResult): Table => {
  switch (result.kind) {
    case 'user':
      return userTable(result);
    case 'group':
      // No headers: the reference sorts the columns of group tables by name.
      return buildTable(result.title, [{ ...result.group }], { removeNull: true });
    case 'fields':
      return result.status === 'failed' ? summaryTable('Get Mapping Fields', result) : fieldsTable(result);
    case 'test':
      return summaryTable('Test', result);
    case 'extra':
      return summaryTable(result.title, result);
  }
};

const USER_HEADERS = [
  'brand',
  'instanceName',
  'success',
  'active',
  'id',
  'username',
  'email',
  'errorCode',
  'errorMessage',
  'details',
];

const SKIPPED_HEADERS = ['brand', 'instanceName', 'skipped', 'reason'];

const userTable = ({ vendor }: UserResult): Table => {
  const action = vendor.action.charAt(0).toUpperCase() + vendor.action.slice(1);
  return buildTable(`${action} User Results (${vendor.brand})`, [{ ...vendor }], {
    headers: vendor.skipped ? SKIPPED_HEADERS : USER_HEADERS,
    removeNull: true,
  });
};

const fieldsTable = ({ brand, fields }: FieldsResult): Table =>
  buildTable(
    `User Profile Fields (${brand})`,
    Object.entries(fields).map(([field, description]) => ({ field, description })),
    { headers: ['field', 'description'] },
  );

const summaryTable = (name: string, result: FieldsResult | TestResult | ExtraResult): Table =>
  buildTable(`${name} Results (${result.brand})`, [summary(result)], {
    headers: ['brand', 'instanceName', 'success', 'errorCode', 'errorMessage'],
    removeNull: true,
  });
