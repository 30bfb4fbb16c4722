import { printable } from '@iam/core';
import { changeText, csvCell, withoutFormula } from '@iam/core/internal';
import type { ItemLine, PlanLine, UnmanagedLine } from '../plan/file/plan-line';
import { oneLine } from './screen-text';

/** Signs of what is done, as a diff has them. */
const SIGNS: Readonly<Record<ItemLine['op'], string>> = {
  create: '+',
  update: '~',
  enable: '↑',
  disable: '-',
  delete: '-',
  adopt: '=',
  groups: '~',
};

const MAX_VALUE = 40;

/** One line of a plan for a person; nothing for those that say nothing by themselves. */
export const planLineText = (line: PlanLine): string | undefined => {
  const text = textOfLine(line);
  return text === undefined ? undefined : oneLine(text);
};

const textOfLine = (line: PlanLine): string | undefined => {
  switch (line.type) {
    case 'plan':
      return `plan ${line.id}  made ${line.made} by ${printable(line.madeBy)}, good until ${line.expires}`;
    case 'guard':
      return line.ok
        ? undefined
        : `STOPPED  ${line.app === '*' ? '' : `${printable(line.app)}: `}${printable(line.text)}`;
    case 'item':
      return itemText(line);
    case 'skip':
      return `!  ${who(line)}  ${printable(line.app)}  ${line.would === 'any' ? 'nothing is done' : `no ${line.would}`}: ${printable(line.reason)}`;
    case 'unmanaged':
      return `?  ${printable(line.username ?? line.email ?? line.vendorId)}  ${printable(line.app)}  ${ownerText(line)}${line.active === true ? ', and is active' : ''}`;
    case 'error':
      return `!  line ${line.line}${line.person === undefined ? '' : ` (${printable(line.person)})`}: ${printable(line.problem)}`;
    case 'remark':
      return `   ${line.app === undefined ? '' : `${printable(line.app)}: `}${printable(line.text)}`;
    case 'sum':
      return undefined;
    case 'approval':
      return `approved by ${printable(line.by)} at ${line.at}${line.people.length === 0 ? '' : `; released: ${line.people.map(printable).join(', ')}`}${Object.entries(
        line.allow,
      )
        .map(([guard, count]) => `; ${guard} up to ${count}`)
        .join('')}`;
  }
};

/** Unmanaged only where that is known: an account that may belong to a held person must not be cleaned up. */
const ownerText = ({ perhaps }: UnmanagedLine): string => {
  switch (perhaps?.why) {
    case undefined:
      return 'belongs to nobody of the feed';
    case 'row':
      return `may belong to ${perhaps.person === undefined ? 'the person' : printable(perhaps.person)}, whose row (line ${perhaps.line}) could not be read`;
    case 'missing':
      return `may belong to ${printable(perhaps.person)}, who is missing from the feed`;
    case 'rows':
      return `fits nobody of the rows that could be read; may belong to ${perhaps.rows === 1 ? 'the one' : `one of the ${perhaps.rows}`} that could not`;
  }
};

const who = ({ person, who: name }: { readonly person: string; readonly who: string }): string =>
  name === person ? printable(person) : `${printable(person)} ${printable(name)}`;

/** `~ E0000101 ann@example.com  AWS  title: Engineer → Senior Engineer   because: mover (title)` */
const itemText = (item: ItemLine): string =>
  [
    `${SIGNS[item.op]}  ${who(item)}  ${printable(item.app)}`,
    [opText(item), ...changesText(item), ...groupsText(item)].filter((part) => part !== '').join('; '),
    `because: ${item.reason}${item.because.length === 0 ? '' : ` (${item.because.map(printable).join(', ')})`}`,
    ...(item.hold === undefined ? [] : [`HELD: ${printable(item.hold)}`]),
  ].join('  ');

const opText = ({ op }: ItemLine): string => (op === 'update' || op === 'groups' ? '' : op);

const changesText = ({ op, change }: ItemLine): readonly string[] =>
  op === 'create'
    ? []
    : Object.entries(change).map(
        ([attribute, [old, next]]) =>
          `${printable(attribute)}: ${printable(changeText(old, next, MAX_VALUE))}`,
      );

const groupsText = ({ groups }: ItemLine): readonly string[] => [
  ...(groups?.add ?? []).map((group) => `+${printable(group)}`),
  ...(groups?.remove ?? []).map((group) => `−${printable(group)}`),
];

export const CSV_HEADER = 'type,app,person,who,op,reason,because,attribute,old,new,hold_or_reason';

/** The rows of a line for a spreadsheet: one per attribute that changes. */
export const planLineRows = (line: PlanLine): readonly string[] => {
  if (line.type === 'item') {
    const begin = [line.type, line.app, line.person, line.who, line.op, line.reason, line.because.join('; ')];
    const changes = [
      ...Object.entries(line.change).map(([attribute, [old, next]]) => [
        attribute,
        textOf(old),
        textOf(next),
      ]),
      ...(line.groups?.add ?? []).map((group) => ['group', '', group]),
      ...(line.groups?.remove ?? []).map((group) => ['group', group, '']),
    ];
    return (changes.length === 0 ? [['', '', '']] : changes).map((change) =>
      csvRow([...begin, ...change, line.hold ?? '']),
    );
  }
  if (line.type === 'skip') {
    return [
      csvRow([line.type, line.app, line.person, line.who, line.would, '', '', '', '', '', line.reason]),
    ];
  }
  if (line.type === 'unmanaged') {
    return [
      csvRow([
        line.type,
        line.app,
        '',
        line.username ?? line.email ?? line.vendorId,
        '',
        '',
        '',
        '',
        '',
        '',
        ownerText(line),
      ]),
    ];
  }
  return line.type === 'error'
    ? [
        csvRow([
          line.type,
          '',
          line.person ?? '',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          `line ${line.line}: ${line.problem}`,
        ]),
      ]
    : [];
};

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

const csvRow = (cells: readonly string[]): string =>
  cells.map((cell) => csvCell(withoutFormula(printable(cell)))).join(',');
