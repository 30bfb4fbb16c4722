import { queryLanguage, verbatim } from '@iam/core';

/** https://www.servicenow.com/docs: "Encoded query strings". No page documents an escape, so what has a meaning there is refused. */
const refuses = (value: string): string | undefined => {
  if (/[\^\r\n]/.test(value)) {
    return 'it has a ^ or a line break, which ends a condition';
  }
  return /^\s*(?:javascript:|NULL\s*$)/i.test(value)
    ? 'the instance runs it, or takes it for "none"'
    : undefined;
};

const q = queryLanguage({ name: 'an encoded query of ServiceNow', refuses });

/** Values that columns must have. */
export type Conditions = Readonly<Record<string, string>>;

/** The rows that have all of the values. */
export const havingAll = (conditions: Conditions): string => joined(conditions, '^');

/** The rows that have one of the values. */
export const havingOne = (conditions: Conditions): string => joined(conditions, '^OR');

const joined = (conditions: Conditions, joint: '^' | '^OR'): string =>
  Object.entries(conditions)
    .map(([column, value]) => q`${verbatim(column)}=${value}`)
    .join(joint);

/** Whether a cell has the value that was asked for: databases fold case. */
export const isSameText = (found: string, wanted: string): boolean => folded(found) === folded(wanted);

const folded = (text: string): string => text.normalize('NFC').toLowerCase().normalize('NFC').trim();
