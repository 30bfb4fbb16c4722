import { jsonText, textOf, type CommandArguments } from '@iam/core';

/** A group as a question names it; what is neither an id nor a name is shown as it was written. */
export const groupInWords = ({ scim }: Pick<CommandArguments, 'scim'>): string => {
  const { id, displayName } = scim;
  const name = isNamed(displayName) ? jsonText(displayName) : undefined;
  if (isNamed(id)) {
    return `the group with id ${textOf(id)}${name === undefined ? '' : ` (${name})`}`;
  }
  return `the group ${name ?? jsonText(scim)}`;
};

const isNamed = (value: unknown): boolean => (textOf(value) ?? '') !== '';
