import { jsonText, textOf, type CommandArguments } from '@iam/core';

/** The label of a group in a question: its id or name, otherwise the argument as given. */
export const groupInWords = ({ scim }: Pick<CommandArguments, 'scim'>): string => {
  const { id, displayName } = scim;
  const name = isNamed(displayName) ? jsonText(displayName) : undefined;
  if (isNamed(id)) {
    return `the group with id ${textOf(id)}${name === undefined ? '' : ` (${name})`}`;
  }
  return `the group ${name ?? jsonText(scim)}`;
};

const isNamed = (value: unknown): boolean => (textOf(value) ?? '') !== '';
